"""What a chart is: something that paints itself into any room, on the screen or into a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from birdeye.gui.text_lines import line_height
from birdeye.gui.theme import Colours, Theme


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The colours and the font of a chart; ``font`` is that of ordinary text."""

    colours: Colours
    font: QFont

    @property
    def line_height(self) -> float:
        """Pixels from one line of ordinary text to the next."""
        return line_height(self.font)

    @property
    def strong(self) -> QFont:
        """The font of what is to be read first."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @property
    def small(self) -> QFont:
        """The font of figures at an axis."""
        font = QFont(self.font)
        font.setPointSizeF(self.font.pointSizeF() * 0.88)
        return font

    def shade(self, share: float) -> QColor:
        """From the ground of an empty cell (0) to the full colour of a bar (1)."""
        low, high = QColor(self.colours.track), QColor(self.colours.bar)
        share = min(1.0, max(0.0, share))
        return QColor.fromRgbF(
            low.redF() + (high.redF() - low.redF()) * share,
            low.greenF() + (high.greenF() - low.greenF()) * share,
            low.blueF() + (high.blueF() - low.blueF()) * share,
        )


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A bar, a cell or a dot: where it was painted last, and the photos that it represents.

    Either the days from first to last (inclusive), or a key that the summary knows the photos by.
    """

    place: QRectF
    days: tuple[date, date] | None = None
    key: tuple[Any, ...] = ()


class Chart(Protocol):
    """A plain value that can paint itself."""

    @property
    def title(self) -> str:
        """A sentence or a few words over the chart."""
        ...

    @property
    def summary(self) -> str:
        """What the chart shows, in words, for those who cannot see it."""
        ...

    @property
    def parts(self) -> Sequence[ChartPart]:
        """What can be clicked, once it was painted."""
        ...

    def paint(self, painter: QPainter, room: QRectF, style: ChartStyle) -> None:
        """Paint into ``room``; the painter is antialiased and has the style's font."""
        ...


def paint_chart(chart: Chart, painter: QPainter, room: QRectF, style: ChartStyle) -> None:
    """Ground, title and chart, the same on the screen and in a file."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(room, QColor(style.colours.panel))
    inner = room.adjusted(24, 18, -24, -18)
    painter.setFont(style.strong)
    painter.setPen(QColor(style.colours.text))
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, chart.title)
    painter.setFont(style.font)
    chart.paint(painter, inner.adjusted(0, style.line_height + 12, 0, 0), style)


class ChartView(QWidget):
    """Shows one chart, as large as there is room. ``part_chosen(ChartPart)`` by a click."""

    part_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def part_at(self, point: QPointF) -> ChartPart | None:
        """What is there to click on, None where there is nothing."""
        parts = () if self._chart is None else self._chart.parts
        under = [part for part in parts if part.place.contains(point)]
        # Of dots upon each other the smallest is meant, which could not be clicked otherwise.
        return min(under, key=lambda part: part.place.width(), default=None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        if self.part_at(event.position()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which part was clicked."""
        part = self.part_at(event.position())
        if part is not None and event.button() is Qt.MouseButton.LeftButton:
            self.part_chosen.emit(part)

    @property
    def chart(self) -> Chart | None:
        """The current chart."""
        return self._chart

    @property
    def style_now(self) -> ChartStyle:
        """The style in which the chart is shown at this moment."""
        return ChartStyle(self._theme.colours, self.font())

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.summary)
        self.update()

    def sizeHint(self) -> QSize:
        """Room enough to read it."""
        return QSize(760, 460)

    def minimumSizeHint(self) -> QSize:
        """Below this size a chart is useless."""
        return QSize(360, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart."""
        painter = QPainter(self)
        if self._chart is not None:
            paint_chart(self._chart, painter, QRectF(self.rect()), self.style_now)


def paint_nothing(painter: QPainter, room: QRectF, style: ChartStyle, sentence: str) -> None:
    """Say in the middle of ``room`` why there is nothing to plot."""
    painter.setFont(style.font)
    painter.setPen(QColor(style.colours.text_dim))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room, int(flags), sentence)
