"""Birds over time: a bar a day, a week, a month or a year, whichever the span asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from birdeye.gui.charts.axis import bar_rect, paint_count_axis
from birdeye.gui.charts.chart import ChartPart, ChartStyle, paint_nothing

_MOST_BARS = 70


@dataclass(frozen=True)
class _Step:
    """A way to gather days: the first day of the bar that a day falls into, and of the next."""

    first: Callable[[date], date]
    after: Callable[[date], date]
    label: str


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


_STEPS = (
    _Step(lambda day: day, lambda day: day + timedelta(1), "d MMM"),
    _Step(lambda day: day - timedelta(day.weekday()), lambda day: day + timedelta(7), "d MMM yyyy"),
    _Step(lambda day: day.replace(day=1), _month_after, "MMM yyyy"),
    _Step(lambda day: date(day.year, 1, 1), lambda day: date(day.year + 1, 1, 1), "yyyy"),
)


def gathered(days: Mapping[date, int]) -> tuple[list[tuple[date, int]], str]:
    """(first day, count) of every bar from the first to the last, empty ones included, and the
    date format of their labels; days as they are where they are few, else weeks, months, years."""
    if not days:
        return [], ""
    bars: list[tuple[date, int]] = []
    for step in _STEPS:
        counts: Counter[date] = Counter()
        for day, count in days.items():
            counts[step.first(day)] += count
        bars, at, last = [], min(counts), max(counts)
        while len(bars) <= _MOST_BARS:
            bars.append((at, counts[at]))
            if at >= last:
                return bars, step.label
            at = step.after(at)
    # More years than bars: cameras with a wrong clock. The latest are shown.
    recent = sorted(counts.items())[-_MOST_BARS:]
    return recent, _STEPS[-1].label


class DaysChart:
    """How many birds when."""

    def __init__(self, days: Mapping[date, int]) -> None:
        self.title = QCoreApplication.translate("DaysChart", "Birds by date")
        self._bars, self._label = gathered(days)
        self.parts: list[ChartPart] = []
        self.summary = "; ".join(f"{self._name(day)}: {n}" for day, n in self._bars if n)

    def paint(self, painter: QPainter, room: QRectF, style: ChartStyle) -> None:
        """Bars over a time axis whose labels never touch."""
        if not self._bars:
            sentence = QCoreApplication.translate("DaysChart", "No photo with a bird has a date.")
            paint_nothing(painter, room, style, sentence)
            return
        largest = max(count for _day, count in self._bars)
        self.parts = []
        plot = paint_count_axis(painter, room, style, largest)
        width = min(plot.width() / len(self._bars), 64.0)
        metrics = QFontMetricsF(style.small)
        widest = max(metrics.horizontalAdvance(self._name(day)) for day, _ in self._bars) + 14
        every = max(1, round(widest / width + 0.5))
        painter.setFont(style.small)
        for number, (day, count) in enumerate(self._bars):
            left = plot.left() + number * width
            gap = min(2.0, width * 0.15)
            slot = QRectF(left + gap, plot.top(), width - 2 * gap, plot.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(style.colours.bar))
            bar = bar_rect(plot, slot, count, largest)
            if count:
                self.parts.append(ChartPart(slot, (day, self._last_day(number))))
            painter.drawRoundedRect(bar, min(2.0, bar.height() / 2), min(2.0, bar.height() / 2))
            if number % every == 0:
                painter.setPen(QColor(style.colours.text_dim))
                middle = left + width / 2
                under = QRectF(middle - widest / 2, plot.bottom() + 6, widest, metrics.height())
                under.moveLeft(min(max(under.left(), room.left()), room.right() - widest))
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._name(day))

    def _last_day(self, number: int) -> date:
        """The last day of a bar."""
        day = self._bars[number][0]
        step = next(step for step in _STEPS if step.label == self._label)
        try:
            return step.after(day) - timedelta(1)
        except (ValueError, OverflowError):  # nothing is after the year 9999
            return date.max

    def _name(self, day: date) -> str:
        return QLocale().toString(QDate(day.year, day.month, day.day), self._label)
