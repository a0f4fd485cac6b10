"""Reads `grid.csv`: in which cells of a grid over the earth a pack expects a species.

The second form of a range table beside `ranges.csv`, for ranges known more precisely than by
country.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from birdeye.domain.errors import PackInvalid
from birdeye.domain.photos import GpsPosition
from birdeye.packs.labels import SCIENTIFIC_NAME
from birdeye.packs.small_file import read_small_file, table_rows, write_small_file

if TYPE_CHECKING:
    import numpy as np

GRID_NAME = "grid.csv"
MAX_GRID_BYTES = 64 * 1024 * 1024
_MOST_SPECIES = 20_000
_LEAST_DEGREES, _MOST_DEGREES = 0.25, 10.0
_HEADER = re.compile(r"scientific_name,cells_of_(\d{1,2}(?:\.\d+)?)_degrees")
_CELLS = re.compile(r"\d{1,7}(-\d{1,7})?( \d{1,7}(-\d{1,7})?)*")


@dataclass(frozen=True)
class Grid:
    """Cells of ``degrees`` on each side, numbered along the parallels from 180° W, 90° S.

    ``cells`` has, by scientific name, numbers and spans such as ``120-124 560``.
    """

    degrees: float
    cells: Mapping[str, str]
    _known: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def cell_of(self, position: GpsPosition) -> int:
        """The number of the cell that contains the position."""
        column = min(int((position.longitude + 180) / self.degrees), self._columns - 1)
        row = min(int((position.latitude + 90) / self.degrees), self._rows - 1)
        return row * self._columns + column

    def middle_of(self, cell: int) -> GpsPosition:
        """The position in the middle of a cell, which represents all of it."""
        row, column = divmod(cell, self._columns)
        return GpsPosition((row + 0.5) * self.degrees - 90, (column + 0.5) * self.degrees - 180)

    def covers(self, scientific_name: str, position: GpsPosition) -> bool | None:
        """Whether the species is expected in the cell there or one next to it.

        None if the table says nothing about it.
        """
        if scientific_name not in self.cells:
            return None
        return scientific_name in self._present(self.cell_of(position))

    def _present(self, cell: int) -> frozenset[str]:
        """The species of a cell and of those around it; looked up once per cell."""
        found = self._known.get(cell)
        if found is None:
            import numpy as np  # not if packs are only listed: it is slow to load

            first, last, owner = self._spans
            inside = np.zeros(len(first), bool)
            for each in self._around(cell):
                inside |= (first <= each) & (each <= last)
            names = tuple(self.cells)
            found = frozenset(names[number] for number in np.unique(owner[inside]).tolist())
            self._known[cell] = found
        return found

    @cached_property
    def _spans(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """First and last cell (int32) of every span, and the index of its species."""
        import numpy as np

        first, last, owner = [], [], []
        for number, text in enumerate(self.cells.values()):
            for span in text.split(" "):
                begin, _, end = span.partition("-")
                first.append(int(begin))
                last.append(int(end or begin))
                owner.append(number)
        return np.array(first, np.int32), np.array(last, np.int32), np.array(owner, np.int32)

    @property
    def _columns(self) -> int:
        return math.ceil(360 / self.degrees)

    @property
    def _rows(self) -> int:
        return math.ceil(180 / self.degrees)

    def _around(self, cell: int) -> list[int]:
        row, column = divmod(cell, self._columns)
        rows = range(max(0, row - 1), min(self._rows, row + 2))
        columns = [(column + step) % self._columns for step in (-1, 0, 1)]
        return [each * self._columns + at for each in rows for at in columns]


def parse_grid(content: bytes, subject: str) -> Grid:
    """The table in ``content``; ``subject`` names the pack in errors.

    The header is ``scientific_name,cells_of_X_degrees`` with a number such as 1 or 0.5 for X.
    Raises `PackInvalid`, and nothing else, whatever the bytes are.
    """
    cells: dict[str, str] = {}
    with table_rows(content, GRID_NAME, MAX_GRID_BYTES, subject) as rows:
        degrees = _degrees(next(rows, []), subject)
        for row in rows:
            fits = len(row) == 2 and SCIENTIFIC_NAME.fullmatch(row[0]) and _CELLS.fullmatch(row[1])
            if not fits:
                problem = "is not a scientific name and cells such as 120-124 560"
                raise PackInvalid(subject, [f"{GRID_NAME} line {rows.line_num} {problem}"])
            cells[row[0]] = row[1]
            if len(cells) > _MOST_SPECIES:
                raise PackInvalid(subject, [f"{GRID_NAME} names more than {_MOST_SPECIES} species"])
    return Grid(degrees, cells)


def read_grid(folder: Path) -> Grid | None:
    """The table of the pack in ``folder``, None for a pack without one; raises `PackInvalid`."""
    if not (folder / GRID_NAME).exists():
        return None
    return parse_grid(read_small_file(folder, GRID_NAME, MAX_GRID_BYTES), folder.name)


def write_grid(folder: Path, grid: Grid) -> None:
    """Write the table into ``folder``, so that `parse_grid` gives the same grid back."""
    rows = [f"scientific_name,cells_of_{grid.degrees:g}_degrees"]
    rows += [f"{name},{cells}" for name, cells in sorted(grid.cells.items())]
    write_small_file(folder, GRID_NAME, ("\n".join(rows) + "\n").encode())


def as_spans(cells: Iterable[int]) -> str:
    """``cells`` as the table writes them: 3, 1, 2 and 9 are ``1-3 9``."""
    spans: list[list[int]] = []
    for cell in sorted(set(cells)):
        if spans and spans[-1][1] == cell - 1:
            spans[-1][1] = cell
        else:
            spans.append([cell, cell])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


def _degrees(header: list[str], subject: str) -> float:
    found = _HEADER.fullmatch(",".join(cell.strip() for cell in header))
    if found is None:
        raise PackInvalid(
            subject, [f"{GRID_NAME} needs the columns scientific_name and cells_of_1_degrees"]
        )
    degrees = float(found[1])
    if not _LEAST_DEGREES <= degrees <= _MOST_DEGREES:
        raise PackInvalid(subject, [f"{GRID_NAME} has cells of {degrees} degrees"])
    return degrees
