"""Makes names safe for where they are written: one line, a cell, a file name.

Names of files and places may contain anything: line breaks, terminal control sequences, marks that
reverse the writing direction so that ``gpj.exe`` reads as ``exe.jpg``.
"""

from __future__ import annotations

import unicodedata

from birdeye.domain.file_names import is_windows_device

_DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f" + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
)
"""The bidirectional controls of Unicode Standard Annex 9."""

_BREAKING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_NO_CHARACTERS = frozenset("\ufffe\uffff")
_FORMULA_STARTS = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""The characters of OWASP's list, the last four as typed in Chinese and Japanese."""

_NOT_IN_FILE_NAMES = frozenset('<>:"/\\|?*')
_LONGEST_FILE_NAME = 120
"""Bytes in UTF-8; the systems' limit is 255, and a number and a suffix follow."""


def one_line(text: str) -> str:
    """``text`` on one line, without control characters and marks of direction.

    Half characters (lone surrogates), which no encoding can write, go too.
    """
    kept = (
        " " if unicodedata.category(character) in _BREAKING else character
        for character in text
        if character not in _DIRECTION_MARKS and character not in _NO_CHARACTERS
    )
    return " ".join("".join(kept).split())


def safe_cell(text: str) -> str:
    """``text`` so that no spreadsheet treats it as a formula: a file may be called ``=cmd()``.

    The apostrophe is the spreadsheets' own mark for "this is text" (OWASP, CSV Injection).
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def file_name(text: str) -> str:
    """``text`` as the name of a file or folder that every system accepts; never a way out of
    one."""
    name = "".join("_" if c in _NOT_IN_FILE_NAMES else c for c in one_line(text))
    name = name.encode("utf-8")[:_LONGEST_FILE_NAME].decode("utf-8", errors="ignore")
    name = name.strip(". ")
    if is_windows_device(name):
        name = f"_{name}"
    return name or "_"
