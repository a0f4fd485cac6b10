"""Where each cell and heading of a grid is, by arithmetic: any number of rows costs nothing.

Coordinates are device-independent pixels of the whole grid, from its top left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize

from birdeye.domain.arrangement import Section

MARGIN = 14
GAP = 10
HEADING_HEIGHT = 40


class GridLayout:
    """Cells of one size in as many columns as fit, a heading above each section that has one.

    ``cell`` is the least size of a cell; cells grow a little so that both edges are even.
    """

    def __init__(self, sections: Sequence[Section], width: int, cell: QSize) -> None:
        room = max(cell.width(), width - 2 * MARGIN)
        self.columns = max(1, (room + GAP) // (cell.width() + GAP))
        cell_width = (room - (self.columns - 1) * GAP) // self.columns
        self.cell = QSize(cell_width, cell.height() + round((cell_width - cell.width()) * 0.7))
        self._sections = [section for section in sections if section.row_count]
        self._first_rows = [section.first_row for section in self._sections]
        heights = (self._height_of(section) for section in self._sections)
        self._tops = list(accumulate(heights, initial=MARGIN))
        self._row_count = sum(section.row_count for section in self._sections)

    @property
    def height(self) -> int:
        """Of the whole grid."""
        return self._tops[-1] + MARGIN - GAP

    @property
    def row_height(self) -> int:
        """From one line of cells to the next."""
        return self.cell.height() + GAP

    def cell_rect(self, row: int) -> QRect:
        """Where the cell of ``row`` is; an empty rectangle where there is no such row."""
        if not 0 <= row < self._row_count:
            return QRect()
        number = self._section_of(row)
        line, column = divmod(row - self._first_rows[number], self.columns)
        left = MARGIN + column * (self.cell.width() + GAP)
        return QRect(QPoint(left, self._first_line(number) + line * self.row_height), self.cell)

    def rows_in(self, area: QRect) -> Iterator[int]:
        """The rows whose cells touch ``area``, in order."""
        step = self.cell.width() + GAP
        first_column = max(0, (area.left() - MARGIN + GAP) // step)
        last_column = min(self.columns - 1, (area.right() - MARGIN) // step)
        for number in self._sections_in(area):
            section, top = self._sections[number], self._first_line(number)
            first_line = max(0, (area.top() - top + GAP) // self.row_height)
            last_line = min((section.row_count - 1) // self.columns, self._line_at(area, top))
            for line in range(first_line, last_line + 1):
                start = line * self.columns
                end = min(start + last_column + 1, section.row_count)
                yield from range(section.first_row + start + first_column, section.first_row + end)

    def headings_in(self, area: QRect) -> Iterator[tuple[Section, QRect]]:
        """The sections whose headings touch ``area``, with their places."""
        for number in self._sections_in(area):
            section, top = self._sections[number], self._tops[number]
            if section.heading is None:
                continue
            width = self.columns * (self.cell.width() + GAP) - GAP
            rect = QRect(MARGIN, top, width, HEADING_HEIGHT)
            if rect.top() <= area.bottom() and rect.bottom() >= area.top():
                yield section, rect

    def row_above(self, row: int, lines: int = 1) -> int:
        """The row ``lines`` lines up in about the same column; down where it is negative."""
        for _ in range(abs(lines)):
            row = self._neighbour(row, -1 if lines > 0 else 1)
        return row

    def _neighbour(self, row: int, by: int) -> int:
        """The row in the same column of the next (1) or previous (-1) line, across sections."""
        number = self._section_of(row)
        line, column = divmod(row - self._first_rows[number], self.columns)
        section = self._sections[number]
        last_line = (section.row_count - 1) // self.columns
        if 0 <= line + by <= last_line:
            place = (line + by) * self.columns + column
            return section.first_row + min(place, section.row_count - 1)
        number += by
        if not 0 <= number < len(self._sections):
            return row
        section = self._sections[number]
        last_line = (section.row_count - 1) // self.columns
        place = (0 if by > 0 else last_line * self.columns) + column
        return section.first_row + min(place, section.row_count - 1)

    def _section_of(self, row: int) -> int:
        return bisect_right(self._first_rows, row) - 1

    def _sections_in(self, area: QRect) -> range:
        first = max(0, bisect_right(self._tops, area.top()) - 1)
        last = min(len(self._sections), bisect_right(self._tops, area.bottom()))
        return range(first, last)

    def _line_at(self, area: QRect, top: int) -> int:
        return (area.bottom() - top) // self.row_height

    def _first_line(self, number: int) -> int:
        return self._tops[number] + self._heading_height(self._sections[number])

    def _height_of(self, section: Section) -> int:
        lines = -(-section.row_count // self.columns)
        return self._heading_height(section) + lines * self.row_height

    @staticmethod
    def _heading_height(section: Section) -> int:
        return 0 if section.heading is None else HEADING_HEIGHT
