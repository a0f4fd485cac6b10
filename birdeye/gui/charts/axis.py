"""Round numbers for an axis, and the axis of counts that bar charts share."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from birdeye.gui.charts.chart import ChartStyle


def count_ticks(largest: int, most: int = 5) -> list[int]:
    """Whole numbers from 0 to ``largest`` or just above, evenly apart by 1, 2 or 5 times a power
    of ten, and no more than ``most`` steps."""
    if largest <= 0:
        return [0, 1]
    step = 10 ** max(0, math.floor(math.log10(largest)) - 1)
    factors = (1, 2, 5)
    at = 0
    while math.ceil(largest / (step * factors[at % 3] * 10 ** (at // 3))) > most:
        at += 1
    step *= factors[at % 3] * 10 ** (at // 3)
    return [step * number for number in range(math.ceil(largest / step) + 1)]


def paint_count_axis(painter: QPainter, room: QRectF, style: ChartStyle, largest: int) -> QRectF:
    """Paint lines and figures for counts from 0; the rectangle in which bars stand.

    The bottom of the rectangle is 0 and its top the last of `count_ticks`.
    """
    ticks = count_ticks(largest)
    metrics = QFontMetricsF(style.small)
    margin = max(metrics.horizontalAdvance(f"{tick:,}") for tick in ticks) + 10
    plot = room.adjusted(margin, metrics.height() / 2, 0, -metrics.height() - 8)
    painter.setFont(style.small)
    for tick in ticks:
        y = plot.bottom() - plot.height() * tick / ticks[-1]
        painter.setPen(QPen(QColor(style.colours.border), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(style.colours.text_dim))
        label = QRectF(room.left(), y - metrics.height() / 2, margin - 8, metrics.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(label, right, f"{tick:,}")
    return plot


def bar_rect(plot: QRectF, slot: QRectF, count: int, largest: int) -> QRectF:
    """The bar for ``count`` in its ``slot``, at least a pixel high where there is anything."""
    height = plot.height() * count / count_ticks(largest)[-1]
    if count:
        height = max(height, 1.0)
    return QRectF(slot.left(), plot.bottom() - height, slot.width(), height)
