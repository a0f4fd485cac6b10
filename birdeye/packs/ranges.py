"""Reads `ranges.csv`: in which countries, and in which months, a pack expects a species."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from birdeye.domain.errors import PackInvalid
from birdeye.packs.labels import SCIENTIFIC_NAME
from birdeye.packs.small_file import read_small_file, table_rows

if TYPE_CHECKING:
    from _csv import Reader  # what csv.reader() makes, for which csv has no name

RANGES_NAME = "ranges.csv"
MAX_RANGES_BYTES = 32 * 1024 * 1024

ALL_YEAR = frozenset(range(1, 13))

_MOST_SPECIES = 20_000
"""More than exist; a table of a million made-up names would fill the memory."""

_COLUMNS = ("scientific_name", "region", "months")
_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_MONTHS = re.compile(r"([1-9]|1[0-2])(-([1-9]|1[0-2]))?")
_MOST_PROBLEMS = 10


@dataclass(frozen=True)
class Ranges:
    """Months (1 to 12) by scientific name and ISO 3166-1 alpha-2 code of the country.

    The table says nothing about a species without a row.
    """

    months: Mapping[str, Mapping[str, frozenset[int]]]

    def __contains__(self, scientific_name: str) -> bool:
        return scientific_name in self.months

    def months_in(self, scientific_name: str, country_code: str) -> frozenset[int]:
        """The months in which the species is expected there; none if it is not expected at all."""
        return self.months[scientific_name].get(country_code, frozenset())


def parse_ranges(content: bytes, subject: str) -> Ranges:
    """The table in ``content`` (a whole CSV file); ``subject`` names the pack in errors.

    ``region`` is a country such as CN or a part of one such as US-CA, which counts for the entire
    country; ``months`` are numbers and spans with spaces between, such as ``4-9`` or ``11-2 5``,
    and empty for all year. Raises `PackInvalid` with all problems.
    """
    with table_rows(content, RANGES_NAME, MAX_RANGES_BYTES, subject) as rows:
        header = [name.strip() for name in next(rows, [])]
        if any(header.count(column) != 1 for column in _COLUMNS):
            needed = ", ".join(_COLUMNS)
            raise PackInvalid(subject, [f"{RANGES_NAME} needs each of the columns {needed} once"])
        return _read_rows(header, rows, subject)


def _read_rows(header: list[str], rows: Reader, subject: str) -> Ranges:
    places = [header.index(column) for column in _COLUMNS]
    months: dict[str, dict[str, frozenset[int]]] = {}
    same: dict[frozenset[int], frozenset[int]] = {}
    problems: list[str] = []
    for cells in rows:
        if len(cells) != len(header):
            problems.append(f"{RANGES_NAME} line {rows.line_num} has {len(cells)} cells")
        else:
            name, region, spans = (cells[place].strip() for place in places)
            found = _months(spans)
            if SCIENTIFIC_NAME.fullmatch(name) and _REGION.fullmatch(region) and found:
                of_species = months.setdefault(name, {})
                country = region[:2]
                found |= of_species.get(country, frozenset())
                of_species[country] = same.setdefault(found, found)
                if len(months) <= _MOST_SPECIES:
                    continue
                problem = f"{RANGES_NAME} names more than {_MOST_SPECIES} species"
                raise PackInvalid(subject, [problem])
            problems.append(
                f"{RANGES_NAME} line {rows.line_num} is not a scientific name, a region such as "
                "CN or US-CA, and months such as 4-9"
            )
        if len(problems) == _MOST_PROBLEMS:
            break
    if problems:
        raise PackInvalid(subject, problems)
    return Ranges(months)


def _months(spans: str) -> frozenset[int]:
    """The months that ``spans`` names; none if it breaks the rules."""
    if not spans:
        return ALL_YEAR
    found: set[int] = set()
    for span in spans.split():
        match = _MONTHS.fullmatch(span)
        if match is None:
            return frozenset()
        first, last = int(match[1]), int(match[3] or match[1])
        length = (last - first) % 12 + 1
        found.update((first - 1 + step) % 12 + 1 for step in range(length))
    return frozenset(found)


def read_ranges(folder: Path) -> Ranges | None:
    """The table of the pack in ``folder``, None for a pack without one; raises `PackInvalid`."""
    if not (folder / RANGES_NAME).exists():
        return None
    return parse_ranges(read_small_file(folder, RANGES_NAME, MAX_RANGES_BYTES), folder.name)
