"""What the user says of places in the settings: a region, species to expect, and a switch."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from birdeye.domain.plausibility import PlaceSettings
from birdeye.geography.regions import region_codes


class PlaceFields(QWidget):
    """Fields that show ``settings``. ``changed(PlaceSettings)`` when one of them was edited.

    A region that makes no sense is reported below the field, and nothing changes.
    ``choosing_asked()`` when the user wants to choose countries and birds from lists instead.
    """

    changed = Signal(object)
    choosing_asked = Signal()

    def __init__(self, settings: PlaceSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.used = QCheckBox(self.tr("Species that do not occur at the place count for &less"))
        self.used.setChecked(settings.used)
        self.region = QLineEdit(", ".join(sorted(settings.region)))
        self.region.setPlaceholderText(self.tr("Anywhere"))
        self.region.setToolTip(
            self.tr("Countries such as DE, CH, or a continent; for photos without a place")
        )
        self.problem = QLabel(objectName="outcomeText", wordWrap=True)
        self.problem.hide()
        self.always_expected = QLineEdit(", ".join(sorted(settings.always_expected)))
        self.always_expected.setPlaceholderText(self.tr("None"))
        self.always_expected.setToolTip(
            self.tr("Scientific names of birds of an aviary or zoo, such as Pavo cristatus")
        )
        choose = QPushButton(self.tr("Choose from a &list…"), autoDefault=False)
        choose.setProperty("small", True)
        choose.clicked.connect(self.choosing_asked)
        form = QFormLayout(self, horizontalSpacing=24, verticalSpacing=12)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.used)
        form.addRow(self.tr("Where are your photos ta&ken?"), self.region)
        form.addRow(self.problem)
        form.addRow("", choose)
        form.addRow(self.tr("Expected an&ywhere"), self.always_expected)
        self.used.toggled.connect(self._on_edited)
        self.region.editingFinished.connect(self._on_edited)
        self.always_expected.editingFinished.connect(self._on_edited)

    def show_settings(self, settings: PlaceSettings) -> None:
        """Show others, which were chosen elsewhere."""
        if settings != self._settings:
            self._settings = settings
            self.used.setChecked(settings.used)
            self.region.setText(", ".join(sorted(settings.region)))
            self.always_expected.setText(", ".join(sorted(settings.always_expected)))

    def _on_edited(self) -> None:
        try:
            region = region_codes(self.region.text())
        except ValueError as error:
            problem = self.tr("“{0}” is neither a country code nor a continent.")
            self.problem.setText(problem.format(error))
            self.problem.show()
            return
        self.problem.hide()
        names = (" ".join(name.split()) for name in self.always_expected.text().split(","))
        settings = PlaceSettings(
            self.used.isChecked(), region, frozenset(name for name in names if name)
        )
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)
