"""Fits text into the columns of a terminal, where a Chinese character takes two of them."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """``text`` on one line and without characters that would command the terminal.

    File names may hold anything, escape sequences included.
    """
    return "".join(
        character if unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp") else "\ufffd"
        for character in text
    )


def columns_of(text: str) -> int:
    """How many columns a terminal shows ``text`` in (Unicode Standard Annex 11)."""
    return sum(_columns_of_character(character) for character in text)


def padded(text: str, columns: int) -> str:
    """``text`` with spaces up to ``columns``; longer text stays as it is."""
    return text + " " * (columns - columns_of(text))


def shortened(text: str, columns: int) -> str:
    """``text`` in at most ``columns``, its end replaced by an ellipsis where it is longer."""
    if columns_of(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += _columns_of_character(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…" if columns > 0 else ""


def megabytes(size: int) -> str:
    """``size`` in bytes as people read it, such as ``3.6 MB``."""
    return f"{size / 1e6:,.1f} MB"


def _columns_of_character(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
