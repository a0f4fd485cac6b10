"""Says what the program is, and under which terms its parts come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from birdeye import __version__
from birdeye.gui.dialogs.licences import LicencesDialog
from birdeye.gui.icons import application_icon
from birdeye.gui.layouts import in_column, in_row
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.workflows.program_parts import program_parts


class AboutDialog(QDialog):
    """Version, terms, and the model in use."""

    def __init__(self, model_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Birdeye"))
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(72, 72))
        title = QLabel(f"Birdeye {__version__}", objectName="claimTitle")
        purpose = QLabel(
            self.tr("Tells which birds are in your photos, on your own computer."), wordWrap=True
        )
        model = PlainLabel(model_text, objectName="outcomeText")
        parts = PlainLabel(
            self.tr(
                "Birdeye is released under the MIT licence. It is built with Qt and PySide6 under "
                "the LGPL, ONNX Runtime, NumPy, Pillow, libheif, LibRaw and other free software, "
                "whose versions and terms are listed under “Licences”."
            ),
            objectName="outcomeText",
        )
        facts = PlainLabel(
            self.tr(
                "Names of birds come from the eBird/Clements checklist of 2025, BirdNET and "
                "AviList; where they occur, from AVONET, AviList and IOC (CC BY 4.0), rangeBuilder "
                "and Natural Earth. Names of countries are those of Unicode CLDR."
            ),
            objectName="outcomeText",
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.licences = buttons.addButton(
            self.tr("&Licences…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.licences.clicked.connect(self._show_licences)
        words = in_column(title, purpose, model, parts, facts, spacing=8)
        top = in_row((picture, Qt.AlignmentFlag.AlignTop), (words, 1), spacing=20)
        in_column(top, buttons, spacing=18, margins=(24, 22, 24, 16), of=self)
        self.setMinimumWidth(480)

    def _show_licences(self) -> None:
        dialog = LicencesDialog(program_parts(), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
