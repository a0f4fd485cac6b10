"""Makes texts safe for a terminal, which treats some characters as commands.

Names of files, and texts in photos and packs, may contain anything: sequences that move the cursor,
change the title or answer as if somebody typed, and marks that reverse text.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import Any

_COMMANDING = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode's control and format characters, and its separators of lines and paragraphs."""


def printable(text: str) -> str:
    """``text`` on one line and without characters that control the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if _commands(character) else character for character in text)


def printable_lines(text: str) -> str:
    """As `printable`, but line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    kept = "\n\t"
    text = text.replace("\r\n", "\n")
    return "".join(
        "\ufffd" if _commands(character) and character not in kept else character
        for character in text
    )


def json_text(content: Any, indent: int | None = None) -> str:
    """``content`` as JSON in which characters that control the terminal, and no others, are
    escaped.

    Dates and times in it become ISO 8601 text.
    """
    text = json.dumps(content, ensure_ascii=False, indent=indent, default=datetime.isoformat)
    if text.isprintable():
        return text
    return "".join(
        _escaped(character) if _commands(character) and character != "\n" else character
        for character in text
    )


def _commands(character: str) -> bool:
    return unicodedata.category(character) in _COMMANDING


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if not character.isascii() else f"\\u{ord(character):04x}"
