"""Corrects when photos were taken: a clock that went wrong, its time zone, or the date itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QTime, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QLabel,
    QStackedWidget,
    QWidget,
)

from birdeye.domain.changes import DateChange, SetDate, SetOffset, ShiftClock
from birdeye.gui import enumeration, wording
from birdeye.gui.dialogs.dialog_parts import cancel_and, column_of, hint
from birdeye.gui.layouts import STRETCH, in_column
from birdeye.gui.panels.change_preview import ChangePreview
from birdeye.gui.panels.clock_fields import ClockFields, ZoneBox

if TYPE_CHECKING:
    from birdeye.workflows.preview_dates import DatePreview

_SIZE = 620, 560
_PAUSE_MS = 120


class SetDateDialog(QDialog):
    """What to correct, how, and the dates of all photos before and after.

    Signals:
        edited(DateChange): answer with `show_preview`.
        chosen(DateChange): carry it out.
    """

    edited = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, photo_ids: tuple[int, ...], taken: datetime | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Set the date"))
        self.resize(*_SIZE)
        self._photo_ids = photo_ids
        self.what = QComboBox(accessibleName=self.tr("What to correct"))
        self.clock = ClockFields()
        self.zone = ZoneBox(self.tr("Unknown"))
        self.zone.setAccessibleName(self.tr("Time zone"))
        self.date = QDateTimeEdit(calendarPopup=True, accessibleName=self.tr("Date and time"))
        self.date.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        moment = (taken or datetime.now().astimezone()).replace(tzinfo=None)
        day = QDate(moment.year, moment.month, moment.day)
        time = QTime(moment.hour, moment.minute, moment.second)
        self.date.setDateTime(QDateTime(day, time))
        if taken is not None:
            self.zone.choose(taken.utcoffset())
        self._forms = QStackedWidget()
        for title, form in (
            (self.tr("The camera’s clock was wrong"), self.clock),
            (self.tr("The time zone of the camera’s clock"), self.zone),
            (self.tr("Date and time of the photos"), self.date),
            (self.tr("Go back to what the files say"), QLabel()),
        ):
            self.what.addItem(title)
            holder = QWidget()
            in_column(form, STRETCH, of=holder)
            self._forms.addWidget(holder)
        self._forms.setFixedHeight(self.clock.sizeHint().height() + 4)
        about = self.tr("The date of {0}. The photos themselves are not changed.")
        introduction = hint(about.format(wording.count_of_photos(len(photo_ids))))
        self.preview = ChangePreview((self.tr("Photo"), self.tr("Before"), self.tr("After")))
        buttons, self.set_button = cancel_and(self, self.tr("&Set date"), self._on_set)
        above = introduction, self.what, self._forms
        column_of(self, *above, (self.preview, 1), buttons, spacing=12)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_for_preview)
        self.what.currentIndexChanged.connect(self._forms.setCurrentIndex)
        for edited in (
            self.what.currentIndexChanged,
            self.clock.changed,
            self.zone.currentIndexChanged,
            self.date.dateTimeChanged,
        ):
            edited.connect(self._on_edited)
        self._on_edited()

    @property
    def change(self) -> DateChange:
        """What the fields say now."""
        ids = self._photo_ids
        match self.what.currentIndex():
            case 0:
                return ShiftClock(ids, self.clock.behind)
            case 1:
                return SetOffset(ids, self.zone.utc_offset)
            case 2:
                moment = self.date.dateTime().toPython()
                assert isinstance(moment, datetime)
                return SetDate(ids, moment.replace(microsecond=0))
        return SetDate(ids, None)

    def show_preview(self, previews: Sequence[DatePreview]) -> None:
        """Show what `edited` would do."""
        changed = [each for each in previews if each.changes]
        without = sum(each.after is None for each in previews)
        sentences = [
            self.tr("{0} of {1} would change.").format(
                wording.count_of_photos(len(changed)), wording.figure(len(previews))
            )
        ]
        if without:
            sentences.append(
                self.tr("Without a date: {0}.").format(wording.count_of_photos(without))
            )
        rows = ((each.record.path.name, _date(each.before), _date(each.after)) for each in previews)
        self.preview.show_rows(rows, enumeration.in_a_row(sentences))
        self.set_button.setEnabled(bool(changed))

    def _on_edited(self) -> None:
        self.set_button.setEnabled(False)
        self._pause.start()

    def _ask_for_preview(self) -> None:
        change = self.change
        if isinstance(change, ShiftClock) and change.by == timedelta():
            self.preview.show_rows((), self.tr("Enter by how much the clock was wrong."))
            return
        self.edited.emit(change)

    def _on_set(self) -> None:
        self.chosen.emit(self.change)
        self.accept()


def _date(moment: datetime | None) -> str:
    """As the command line writes it, with the seconds that clocks differ by."""
    return "–" if moment is None else moment.replace(microsecond=0).isoformat(" ")
