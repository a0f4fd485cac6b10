"""Asks where photos were taken, for those whose camera did not write it or wrote it wrongly."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from birdeye.domain.coordinates import in_words, parse_position
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.gui import wording
from birdeye.gui.dialogs.dialog_parts import cancel_and, column_of, hint, tab_to_last
from birdeye.gui.dialogs.hinted_field import HintedField
from birdeye.gui.wording import without_mnemonic

_LEAST_WIDTH = 540


class SetPlaceDialog(QDialog):
    """A name, a position, a country.

    For several photos the fields begin empty, and what stays empty is not changed: each photo may
    have its own position, from a track for instance. ``place`` is what the user set for the photo
    on screen.

    Signals:
        chosen(Place | None): None takes the place away.
        position_changed(GpsPosition | None): what the field says now.
    """

    chosen = Signal(object)
    position_changed = Signal(object)

    def __init__(self, count: int, place: Place | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Set the place"))
        self.setMinimumWidth(_LEAST_WIDTH)
        self._position: GpsPosition | None = None
        self.name = QLineEdit(placeholderText=self.tr("such as a park, a lake, a town"))
        self.coordinates = QLineEdit(placeholderText="51.5074, -0.1278")
        self.country = QLineEdit(maxLength=2, placeholderText="GB")
        self.country.setFixedWidth(64)
        letters = QRegularExpression("[A-Za-z]{2}")
        self.country.setValidator(QRegularExpressionValidator(letters, self.country))
        self.country.textEdited.connect(lambda text: self.country.setText(text.upper()))
        self._reading = HintedField(self.coordinates)
        form = QFormLayout(horizontalSpacing=16, verticalSpacing=12)
        for label, field, shown in (
            (self.tr("&Name"), self.name, self.name),
            (self.tr("&Position"), self.coordinates, self._reading),
            (self.tr("&Country"), self.country, self.country),
        ):
            field.setAccessibleName(without_mnemonic(label))
            caption = QLabel(label)
            caption.setBuddy(field)
            form.addRow(caption, shown)
        if count > 1:
            about = self.tr(
                "The place of {0}. What you leave empty stays as it is. The photos themselves are "
                "not changed."
            )
        else:
            about = self.tr("The place of {0}. The photos themselves are not changed.")
        introduction = hint(about.format(wording.count_of_photos(count)))
        self._buttons, self.set_button = cancel_and(self, self.tr("&Set place"), self._on_set)
        self.remove_button = self._buttons.addButton(
            self.tr("&Remove place"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.remove_button.setVisible(place is not None)
        self._column = column_of(self, introduction, form, self._buttons, spacing=16)
        self.remove_button.clicked.connect(self._on_remove)
        for field in (self.name, self.coordinates, self.country):
            field.textChanged.connect(self._check)
        self.show_place(place if place is not None and count == 1 else Place())

    @property
    def hint(self) -> str:
        """How the position is understood, or what is wrong with it."""
        return self._reading.hint

    def add_part(self, part: QWidget) -> None:
        """Show further ways to choose a place, above the buttons."""
        self._column.insertWidget(self._column.count() - 1, part, 1)
        tab_to_last(self._buttons)

    def show_position(self, position: GpsPosition) -> None:
        """Take a position that was chosen elsewhere."""
        self.coordinates.setText(in_words(position))

    def show_place(self, place: Place) -> None:
        """Fill the fields."""
        self.name.setText(place.name)
        self.coordinates.setText("" if place.position is None else in_words(place.position))
        self.country.setText(place.country_code)
        self._check()

    def _check(self) -> None:
        text = self.coordinates.text().strip()
        try:
            self._position = parse_position(text) if text else None
        except ValueError:
            self._position = None
            self._reading.explain(
                self.tr("Write it like 51.5074, -0.1278 or 51°30′26″N 0°7′40″W."), warns=True
            )
        else:
            # There is always a line, so that the form does not jump while somebody types.
            self._reading.explain(
                self.tr("Latitude and longitude, in any usual notation")
                if self._position is None
                else in_words(self._position)
            )
        self.position_changed.emit(self._position)
        country = self.country.text()
        nothing = not (self.name.text().strip() or self._position or country)
        wrong = (bool(text) and self._position is None) or len(country) == 1
        self.set_button.setEnabled(not nothing and not wrong)

    def _on_set(self) -> None:
        self.chosen.emit(Place(self.name.text().strip(), self._position, self.country.text()))
        self.accept()

    def _on_remove(self) -> None:
        self.chosen.emit(None)
        self.accept()
