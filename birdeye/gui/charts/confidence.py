"""How sure the program was: its first guesses by probability, under the words for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.gui import wording
from birdeye.gui.charts.axis import bar_rect, paint_count_axis
from birdeye.gui.charts.chart import ChartPart, ChartStyle, paint_nothing

_BESIDE = 6
"""Pixels that a word leaves free in its band, both sides together."""

_AXIS_WIDTH = 80
"""More pixels than the figures of the axis take."""


class ConfidenceChart:
    """A histogram over equal bins from 0 to 1; each bar has the colour of its word's chip."""

    def __init__(self, bins: Sequence[int]) -> None:
        self.title = QCoreApplication.translate("ConfidenceChart", "How sure the first guesses are")
        self._bins = tuple(bins)
        # The middle of a bin, since a bound belongs to the surer word.
        words = [confidence_of((number + 0.5) / len(bins)) for number in range(len(bins))]
        self._words = words
        self.parts: tuple[ChartPart, ...] = ()
        self.summary = "; ".join(
            f"{wording.confidence_word(word)}: {sum(count for _word, count in group)}"
            for word, group in groupby(zip(words, bins, strict=True), key=lambda pair: pair[0])
        )

    def paint(self, painter: QPainter, room: QRectF, style: ChartStyle) -> None:
        """Bars, the words in bands below them, percentages at the bounds of the words."""
        if not any(self._bins):
            sentence = QCoreApplication.translate("ConfidenceChart", "No bird was found yet.")
            paint_nothing(painter, room, style, sentence)
            return
        largest = max(self._bins)
        band_height = style.line_height + 8
        above = room.adjusted(0, 0, 0, -band_height)
        above.setRight(above.right() - self._room_beside(above.width(), style))
        plot = paint_count_axis(painter, above, style, largest)
        width = plot.width() / len(self._bins)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, count in enumerate(self._bins):
            slot = QRectF(plot.left() + number * width + 1, plot.top(), width - 2, plot.height())
            _ground, text = style.colours.chip(self._words[number])
            painter.setBrush(QColor(text))
            painter.drawRoundedRect(bar_rect(plot, slot, count, largest), 2, 2)
        self._paint_bands(painter, plot, room.right(), band_height, style)

    def _room_beside(self, width: float, style: ChartStyle) -> float:
        """What the last band, of the surest word, needs beyond 100% for its word to be whole."""
        word = self._words[-1]
        share = self._words.count(word) / len(self._words)
        missing = _width_of(word, style) - share * (width - _AXIS_WIDTH)
        return max(0.0, missing / (1 - share)) if share < 1 else 0.0

    def _paint_bands(
        self, painter: QPainter, plot: QRectF, right: float, height: float, style: ChartStyle
    ) -> None:
        width = plot.width() / len(self._bins)
        metrics = QFontMetricsF(style.small)
        painter.setFont(style.small)
        top = plot.bottom() + metrics.height() + 8
        first = 0
        for word, group in groupby(self._words):
            count = len(list(group))
            left = plot.left() + first * width
            band = QRectF(left + 1, top, count * width - 2, height - 4)
            if first + count == len(self._words):
                band.setRight(max(band.right(), min(right, left + _width_of(word, style))))
            ground, text = style.colours.chip(word)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(band, 5, 5)
            painter.setPen(QColor(text))
            shown = metrics.elidedText(
                wording.confidence_word(word), Qt.TextElideMode.ElideRight, band.width() - _BESIDE
            )
            painter.drawText(band, Qt.AlignmentFlag.AlignCenter, shown)
            painter.setPen(QColor(style.colours.text_dim))
            bound = f"{round(100 * first / len(self._bins))}%"
            label = QRectF(left, plot.bottom() + 5, 60, metrics.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignLeft, bound)
            first += count


def _width_of(word: Confidence, style: ChartStyle) -> float:
    """The narrowest band that has room for ``word``."""
    return QFontMetricsF(style.small).horizontalAdvance(wording.confidence_word(word)) + _BESIDE + 4
