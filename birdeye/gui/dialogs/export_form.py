"""The questions about an export: which photos and birds, which names, which destination."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from birdeye.domain.species import LANGUAGES
from birdeye.export.options import ExportOptions, Licence, SidecarNaming
from birdeye.export.registry import Destination, ExportFormat
from birdeye.export.request import ExportRequest
from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.path_field import PathField
from birdeye.gui.wording import count_of_photos, without_mnemonic

PhotoIds = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExportScopes:
    """The photos to export: those selected, those shown, or all in the catalogue."""

    selected: PhotoIds = ()
    on_show: PhotoIds = ()


class ExportForm(QWidget):
    """Shows of all fields those that the format needs. ``changed()`` when any of them did."""

    changed = Signal()

    def __init__(self, scopes: ExportScopes, language: str, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._format: ExportFormat | None = None
        self.scope = QComboBox()
        if len(scopes.selected) > 1:
            text = self.tr("Selected: {0}").format(count_of_photos(len(scopes.selected)))
            self.scope.addItem(text, scopes.selected)
        if scopes.on_show:
            text = self.tr("Shown: {0}").format(count_of_photos(len(scopes.on_show)))
            self.scope.addItem(text, scopes.on_show)
        self.scope.addItem(self.tr("All photos that Birdeye knows"), None)
        self.birds = QComboBox()
        self.birds.addItem(self.tr("Only those that you confirmed"), True)
        self.birds.addItem(self.tr("All, with guesses marked as such"), False)
        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language))
        self.without_position = QCheckBox(self.tr("Leave out co&ordinates (GPS)"))
        self.sidecars = QComboBox()
        for naming, text in (
            (SidecarNaming.ADOBE, self.tr("heron.xmp: Lightroom, Bridge, Capture One")),
            (SidecarNaming.FULL_NAME, self.tr("heron.jpg.xmp: digiKam, darktable")),
        ):
            self.sidecars.addItem(text, naming)
        self.observer = QLineEdit(
            maxLength=200, placeholderText=self.tr("Your name, as it should be published")
        )
        self.licence = QComboBox()
        self.licence.addItem(self.tr("Not stated"), None)
        for licence in Licence:
            self.licence.addItem(licence.value, licence)
        self.rights_holder = QLineEdit(
            maxLength=200, placeholderText=self.tr("Who owns the rights in data and photos")
        )
        self.backup = PathField(
            self.tr("Folder for the originals"), self.tr("Beside each photo"), self._ask_backup
        )
        self.consent = QCheckBox(self.tr("&Yes, write keywords into my photos"))
        self.destination = PathField(self.tr("Destination"), "", self._ask_destination)
        self._lay_out()
        self._connect()

    def show_format(self, chosen_format: ExportFormat) -> None:
        """Ask what ``chosen_format`` needs; a place that was chosen stays where that fits."""
        before = self._format
        self._format = chosen_format
        is_file = chosen_format.destination is Destination.FILE
        rows = {
            self.without_position: chosen_format.tells_position,
            self.language: chosen_format.uses_common_names,
            self.sidecars: chosen_format.uses_sidecars,
            self.observer: chosen_format.uses_observer,
            self.licence: chosen_format.uses_observer,
            self.rights_holder: chosen_format.uses_observer,
            self.backup: chosen_format.changes_photos,
            self.consent: chosen_format.changes_photos,
            self.destination: chosen_format.asks_for_place,
        }
        for field, shown in rows.items():
            self._form.setRowVisible(field, shown)
        label = self._form.labelForField(self.destination)
        assert isinstance(label, QLabel)
        label.setText(self.tr("&Save as") if is_file else self.tr("Into the &folder"))
        self.birds.setEnabled(not chosen_format.is_public)
        self.birds.setToolTip(
            self.tr("Others rely on these records, so only confirmed names are exported.")
            if chosen_format.is_public
            else ""
        )
        if chosen_format.is_public:
            self.birds.setCurrentIndex(self.birds.findData(True))
        if chosen_format is not before:
            self.consent.setChecked(False)
            self._suggest_destination()

    def missing(self) -> str:
        """What still has to be filled in, as a sentence; empty if nothing."""
        chosen_format = self._format
        if chosen_format is None:
            return self.tr("Choose a format.")
        if chosen_format.asks_for_place and self.destination.path is None:
            return self.tr("Choose a destination.")
        if chosen_format.changes_photos and not self.consent.isChecked():
            return self.tr("Confirm that your photos may be changed.")
        return ""

    def chosen(self) -> ExportRequest | None:
        """What the form says; None while the format or the place is missing."""
        chosen_format = self._format
        if chosen_format is None or (chosen_format.asks_for_place and not self.destination.path):
            return None
        options = ExportOptions(
            only_confirmed=self.birds.currentData(),
            with_position=not self.without_position.isChecked(),
            language=self.language.currentData(),
            sidecar_naming=self.sidecars.currentData(),
            observer=self.observer.text().strip(),
            licence=self.licence.currentData(),
            rights_holder=self.rights_holder.text().strip(),
            backup_folder=self.backup.path,
        )
        place = self.destination.path or Path()
        return ExportRequest(chosen_format, place, options, self.scope.currentData())

    # --- layout ----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = self._form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("&Photos"), self.scope),
            (self.tr("&Birds"), self.birds),
            (self.tr("&Names in"), self.language),
            ("", self.without_position),
            (self.tr("Side&cars"), self.sidecars),
            (self.tr("Obser&ver"), self.observer),
            (self.tr("&Licence"), self.licence),
            (self.tr("&Rights holder"), self.rights_holder),
            (self.tr("Bac&kups"), self.backup),
            ("", self.consent),
            (self.tr("&Save as"), self.destination),
        ):
            form.addRow(name, field)
            if name and not isinstance(field, PathField):
                field.setAccessibleName(without_mnemonic(name))

    def _connect(self) -> None:
        for combo in (self.scope, self.birds, self.language, self.sidecars, self.licence):
            combo.currentIndexChanged.connect(self._on_edited)
        for box in (self.without_position, self.consent):
            box.toggled.connect(self._on_edited)
        for line in (self.observer, self.rights_holder):
            line.editingFinished.connect(self._on_edited)
        for field in (self.backup, self.destination):
            field.changed.connect(self._on_edited)

    def _on_edited(self, *_: object) -> None:
        path = self.destination.path
        if path is not None and path.is_absolute():
            is_file = self._format is not None and self._format.destination is Destination.FILE
            self._folder = path.parent if is_file else path
        self.changed.emit()

    def _suggest_destination(self) -> None:
        """The usual name, in the folder that was used last."""
        chosen_format = self._format
        if chosen_format is None or not chosen_format.asks_for_place:
            return
        if chosen_format.destination is Destination.FILE:
            self.destination.set_path(self._folder / chosen_format.file_name)
        else:
            self.destination.clear()
            self.destination.set_hint(self.tr("A folder for the pictures"))

    def _ask_destination(self) -> Path | None:
        chosen_format = self._format
        if chosen_format is None:
            return None
        if chosen_format.destination is Destination.FILE:
            return ask.for_export_file(
                self, self.destination.path or self._folder / chosen_format.file_name
            )
        return ask.for_export_folder(self, str(self.destination.path or self._folder))

    def _ask_backup(self) -> Path | None:
        return ask.for_export_folder(self, str(self.backup.path or self._folder))
