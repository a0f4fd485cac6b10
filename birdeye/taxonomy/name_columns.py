"""The names of all species by language, each language read from its file when first needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from birdeye.domain.species import LANGUAGES

ENGLISH_OTHER = "en_other"
"""Other English names, several separated by "; "."""

CHINESE_OTHER = "zh_other"
"""Other Chinese names, several separated by "; "."""

PINYIN = "pinyin"
"""The Chinese name in syllables with blanks, ü written v."""


class NameColumns(Mapping[str, Sequence[str]]):
    """One list of names by code of a language; each has an entry for every row of the table.

    ``given`` are columns that exist already; the others are files in ``folder`` with one name per
    line.
    """

    def __init__(self, folder: Path, given: Mapping[str, Sequence[str]]) -> None:
        self._folder = folder
        self._read = dict(given)

    def __getitem__(self, code: str) -> Sequence[str]:
        found = self._read.get(code)
        if found is None:
            if code not in (*LANGUAGES, CHINESE_OTHER, PINYIN):
                raise KeyError(code)
            # Two threads may read the same at once, without harm.
            text = (self._folder / f"{code}.txt").read_text(encoding="utf-8")
            found = self._read[code] = text.split("\n")[:-1]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def pinyin_spellings(pinyin: str) -> tuple[str, str, str]:
    """Names in pinyin, one a line, with blanks, without, and by first letters alone."""
    return pinyin, pinyin.replace(" ", ""), re.sub(r"\b(\w)\w*[ ]?", r"\1", pinyin)


class NamesOfRow(Mapping[str, str]):
    """The names of one species by language, as `Species.common_names` requires."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: NameColumns, row: int) -> None:
        self._columns = columns
        self._row = row

    def __getitem__(self, code: str) -> str:
        name = self._columns[code][self._row]
        if not name:
            raise KeyError(code)
        return name

    def __iter__(self) -> Iterator[str]:
        return (code for code in self._columns if self._columns[code][self._row])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Whether there is any; `len` would look into the columns of all languages for it."""
        return any(self)
