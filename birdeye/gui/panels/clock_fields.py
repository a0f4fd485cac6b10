"""Fields for what is to be known of a camera's clock: how wrong it went, and its time zone."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from birdeye.gui.layouts import STRETCH, in_row
from birdeye.gui.panels.number_field import NumberField

_QUARTERS = range(-12 * 4, 14 * 4 + 1)
_UNUSUAL_MINUTES = {
    -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765,
}  # fmt: skip
"""Offsets of today that are no whole hours: Newfoundland, Iran, India, Nepal, Chatham, ..."""


class ClockFields(QWidget):
    """Behind or ahead by days, hours, minutes and seconds. ``changed()`` with each edit."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.way = QComboBox()
        self.way.addItem(self.tr("behind by"), 1)
        self.way.addItem(self.tr("ahead by"), -1)
        self.way.setAccessibleName(self.tr("The clock was"))
        self._parts: list[tuple[NumberField, int]] = []
        for suffix, name, most, seconds in (
            (self.tr(" d"), self.tr("Days"), 36_500, 86_400),
            (self.tr(" h"), self.tr("Hours"), 23, 3600),
            (self.tr(" min"), self.tr("Minutes"), 59, 60),
            (self.tr(" s"), self.tr("Seconds"), 59, 1),
        ):
            box = NumberField(maximum=most, suffix=suffix, accessibleName=name)
            box.valueChanged.connect(self.changed)
            self._parts.append((box, seconds))
        in_row(self.way, *(box for box, _ in self._parts), STRETCH, spacing=6, of=self)
        self.way.currentIndexChanged.connect(self.changed)

    @property
    def behind(self) -> timedelta:
        """How far the clock was behind; negative for ahead."""
        seconds = sum(box.value() * each for box, each in self._parts)
        return timedelta(seconds=seconds * self.way.currentData())

    def show_behind(self, behind: timedelta) -> None:
        """Show another span."""
        self.way.setCurrentIndex(0 if behind >= timedelta() else 1)
        left = round(abs(behind).total_seconds())
        for box, seconds in self._parts:
            box.setValue(left // seconds)
            left -= box.value() * seconds


class ZoneBox(QComboBox):
    """Offsets from UTC; ``unsaid`` is the text of None, which comes first."""

    def __init__(self, unsaid: str) -> None:
        super().__init__()
        self.addItem(unsaid, None)
        for quarter in _QUARTERS:
            minutes = quarter * 15
            if minutes % 60 == 0 or minutes in _UNUSUAL_MINUTES:
                self.addItem(offset_in_words(timedelta(minutes=minutes)), minutes)

    @property
    def utc_offset(self) -> timedelta | None:
        """What is chosen."""
        minutes = self.currentData()
        return None if minutes is None else timedelta(minutes=minutes)

    def choose(self, utc_offset: timedelta | None) -> None:
        """Choose another; one that is not in the list counts as unsaid."""
        minutes = None if utc_offset is None else round(utc_offset.total_seconds() / 60)
        self.setCurrentIndex(max(0, self.findData(minutes)))


def offset_in_words(offset: timedelta) -> str:
    """“UTC+02:00”."""
    minutes = round(offset.total_seconds() / 60)
    return f"UTC{'−' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
