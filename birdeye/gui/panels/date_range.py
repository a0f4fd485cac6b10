"""A button that says which days are shown, and lets the user choose the first and the last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import (
    QDateEdit,
    QFormLayout,
    QFrame,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from birdeye.gui import wording
from birdeye.gui.layouts import in_row


class DateRangeButton(QToolButton):
    """Any days, or those from ``first_day`` to ``last_day``. ``chosen()`` when other ones are."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(objectName="dateRange")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(self.tr("Days shown"))
        self.first_day: date | None = None
        self.last_day: date | None = None
        self._days: dict[date, int] = {}
        self._first, self._last = (
            QDateEdit(calendarPopup=True, date=QDate.currentDate()) for _ in range(2)
        )
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._form(menu))
        menu.addAction(action)
        self.setMenu(menu)
        self._show_text()

    def show_days(self, first_day: date | None, last_day: date | None) -> None:
        """Show this choice."""
        self.first_day, self.last_day = first_day, last_day
        if first_day is not None:
            self._first.setDate(_qdate(first_day))
        if last_day is not None:
            self._last.setDate(_qdate(last_day))
        self._show_text()

    def offer_days(self, days: Mapping[date, int]) -> None:
        """Offer the days from the first to the last photo, with those marked that have some."""
        if days == self._days:
            return
        self._days = dict(days)
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        form.setFontUnderline(True)
        for field in (self._first, self._last):
            calendar = field.calendarWidget()
            calendar.setDateTextFormat(QDate(), QTextCharFormat())
            if days:
                field.setDateRange(_qdate(min(days)), _qdate(max(days)))
            else:
                field.clearMinimumDate()
                field.clearMaximumDate()
            for day, count in days.items():
                form.setToolTip(wording.count_of_photos(count))
                calendar.setDateTextFormat(_qdate(day), form)
        if days:
            self._first.setDate(_qdate(self.first_day or min(days)))
            self._last.setDate(_qdate(self.last_day or max(days)))

    def choose(self, first_day: date | None, last_day: date | None) -> None:
        """Choose these days; they may come in either order."""
        if first_day is not None and last_day is not None and first_day > last_day:
            first_day, last_day = last_day, first_day
        self.show_days(first_day, last_day)
        self.chosen.emit()

    def _form(self, menu: QMenu) -> QWidget:
        form = QFrame(objectName="dateRangeForm")
        rows = QFormLayout(form)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.setSpacing(8)
        rows.addRow(self.tr("First day"), self._first)
        rows.addRow(self.tr("Last day"), self._last)
        any_days = QPushButton(self.tr("Any day"))
        these = QPushButton(self.tr("Show these days"))
        these.setProperty("primary", True)
        rows.addRow(in_row(any_days, these))
        any_days.clicked.connect(lambda: self.choose(None, None))
        these.clicked.connect(self._choose_entered)
        for button in (any_days, these):
            button.clicked.connect(menu.close)
        return form

    def _choose_entered(self) -> None:
        self.choose(self._first.date().toPython(), self._last.date().toPython())

    def _show_text(self) -> None:
        days = [day for day in (self.first_day, self.last_day) if day is not None]
        texts = [QLocale().toString(_qdate(day), QLocale.FormatType.ShortFormat) for day in days]
        text = " – ".join(dict.fromkeys(texts)) or self.tr("Any day")
        self.setText(text)
        self.setAccessibleName(self.tr("Days shown: {0}").format(text))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
