"""Species by month: who was seen when, the most frequent species on top."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from birdeye.gui import wording
from birdeye.gui.charts.chart import ChartPart, ChartStyle, paint_nothing
from birdeye.workflows.summarise import TaxonLine

_ROW = 24.0
_MOST_SPOKEN = 40
"""Species in the summary in words."""


class SeasonsChart:
    """A row a species, a column a month; the darker a cell, the more birds."""

    def __init__(self, lines: Sequence[TaxonLine], name_of: Callable[[str], str]) -> None:
        self.title = QCoreApplication.translate("SeasonsChart", "Species by month")
        dated = [line for line in lines if line.months]
        self._lines = sorted(dated, key=lambda line: -line.bird_count)
        self._name_of = name_of
        self.parts: list[ChartPart] = []
        self.summary = "; ".join(
            f"{name_of(line.taxon)}: "
            + ", ".join(f"{_month(month)} {count}" for month, count in sorted(line.months.items()))
            for line in self._lines[:_MOST_SPOKEN]
        )

    def paint(self, painter: QPainter, room: QRectF, style: ChartStyle) -> None:
        """As many species as there is room for, and how many more there are."""
        if not self._lines:
            sentence = QCoreApplication.translate(
                "SeasonsChart", "No photo of a named species has a date."
            )
            paint_nothing(painter, room, style, sentence)
            return
        header = style.line_height + 4
        fitting = max(1, int((room.height() - header - style.line_height) / _ROW))
        shown = self._lines[:fitting]
        metrics = QFontMetricsF(style.font)
        names = [self._name_of(line.taxon) for line in shown]
        widest = max(metrics.horizontalAdvance(name) for name in names) + 14
        label_width = min(widest, room.width() * 0.36)
        cell = min((room.width() - label_width) / 12, 72.0)
        grid = QRectF(room.left() + label_width, room.top() + header, cell * 12, _ROW * len(shown))
        self._paint_header(painter, grid, cell, header, style)
        self.parts = []
        largest = max(count for line in shown for count in line.months.values())
        for number, (line, name) in enumerate(zip(shown, names, strict=True)):
            row = QRectF(room.left(), grid.top() + number * _ROW, label_width, _ROW)
            painter.setFont(style.font)
            painter.setPen(QColor(style.colours.text))
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, label_width - 12)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(row, left, elided)
            self._paint_cells(painter, row.top(), grid.left(), cell, line, largest, style)
        hidden = len(self._lines) - len(shown)
        if hidden:
            text = QCoreApplication.translate("SeasonsChart", "and {0} more species").format(
                wording.figure(hidden)
            )
            painter.setFont(style.small)
            painter.setPen(QColor(style.colours.text_dim))
            below = QRectF(room.left(), grid.bottom() + 2, room.width(), style.line_height)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, text)

    def _paint_header(
        self, painter: QPainter, grid: QRectF, cell: float, height: float, style: ChartStyle
    ) -> None:
        painter.setFont(style.small)
        painter.setPen(QColor(style.colours.text_dim))
        for month in range(1, 13):
            at = QRectF(grid.left() + (month - 1) * cell, grid.top() - height, cell, height - 2)
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, _month(month))

    def _paint_cells(
        self,
        painter: QPainter,
        top: float,
        left: float,
        cell: float,
        line: TaxonLine,
        largest: int,
        style: ChartStyle,
    ) -> None:
        painter.setFont(style.small)
        for month in range(1, 13):
            count = line.months[month]
            box = QRectF(left + (month - 1) * cell + 1.5, top + 1.5, cell - 3, _ROW - 3)
            # The root spreads the many small counts beside a few large ones.
            share = 0.25 + 0.75 * math.sqrt(count / largest) if count else 0.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.shade(share))
            painter.drawRoundedRect(box, 4, 4)
            if count:
                self.parts.append(ChartPart(box, key=(line.taxon, month)))
            if count and cell > 26:
                painter.setPen(
                    QColor(style.colours.primary_text if share > 0.4 else style.colours.text)
                )
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, wording.figure(count))


def _month(number: int) -> str:
    return QLocale().standaloneMonthName(number, QLocale.FormatType.ShortFormat)
