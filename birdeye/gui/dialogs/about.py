"""Says what the program is, and under which terms its parts come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from birdeye import __version__
from birdeye.gui.icons import application_icon

_PARTS = (
    ("Python", "PSF-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("ONNX Runtime", "MIT"),
    ("ONNX", "Apache-2.0"),
    ("tflite, FlatBuffers", "Apache-2.0"),
    ("NumPy", "BSD-3-Clause"),
    ("Pillow", "MIT-CMU"),
    ("pi-heif (libheif, libde265)", "BSD-3-Clause (LGPL-3.0)"),
    ("rawpy (LibRaw)", "MIT (LGPL-2.1)"),
    ("simplejpeg (libjpeg-turbo)", "MIT (BSD-3-Clause, IJG)"),
    ("platformdirs, tomli-w", "MIT"),
)


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
        model = QLabel(model_text, objectName="outcomeText", wordWrap=True)
        parts = QLabel(
            self.tr("Birdeye is under the MIT licence. It stands on:")
            + "\n\n"
            + "\n".join(f"{name}:  {licence}" for name, licence in _PARTS),
            objectName="outcomeText",
        )
        for label in (model, parts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        words = QVBoxLayout()
        words.setSpacing(8)
        for label in (title, purpose, model, parts):
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 16)
        column.setSpacing(18)
        column.addLayout(row)
        column.addWidget(buttons)
        self.setMinimumWidth(480)
