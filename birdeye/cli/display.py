"""Everything that commands print: safe for a terminal, and aligned in its columns (Chinese takes
two)."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from typing import Any, TextIO

from birdeye.domain.terminal_text import json_text, printable

_LISTED = 20


def say(*lines: str, stream: TextIO | None = None) -> None:
    """Print lines on standard output or ``stream``; control characters are replaced."""
    print("\n".join(map(printable, lines)), file=stream or sys.stdout, flush=stream is not None)


def warn(text: str) -> None:
    """Print a sentence about what went wrong on standard error."""
    say(f"birdeye: {' '.join(text.split(chr(10)))}", stream=sys.stderr)


def say_json(content: Any, *, indent: int | None = 2) -> None:
    """Print JSON on standard output."""
    print(json_text(content, indent), flush=indent is None)


def columns_of(text: str) -> int:
    """How many columns a terminal shows ``text`` in (Unicode Standard Annex 11)."""
    return sum(_columns_of_character(character) for character in text)


def padded(text: str, columns: int) -> str:
    """``text`` with spaces up to ``columns``; longer text stays as it is."""
    return text + " " * (columns - columns_of(text))


def shortened(text: str, columns: int) -> str:
    """``text`` in at most ``columns``, its end replaced by an ellipsis if it is longer."""
    if columns_of(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += _columns_of_character(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…" if columns > 0 else ""


def counted(count: int, noun: str, several: str = "") -> str:
    """“1 bird”, “1,200 birds”; ``several`` is a plural that takes more than an s."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {several or f'{noun}s'}"


def megabytes(size: int) -> str:
    """``size`` in bytes as people read it, such as ``3.6 MB``."""
    return f"{size / 1e6:,.1f} MB"


def _columns_of_character(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def say_some(lines: Sequence[object]) -> None:
    """Print the first of many lines, indented, and how many more there are."""
    for line in lines[:_LISTED]:
        say(f"  {line}")
    if len(lines) > _LISTED:
        say(f"  and {len(lines) - _LISTED:,} more")
