"""Shows the parts that the program is made of, and the whole licence of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QWidget,
)

from birdeye.gui.layouts import in_column
from birdeye.workflows.program_parts import ProgramPart


class LicencesDialog(QDialog):
    """Parts on the left, the text of the chosen one on the right."""

    def __init__(self, parts: Sequence[ProgramPart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences"))
        self._parts = parts
        self.list = QListWidget(accessibleName=self.tr("Parts of the program"))
        for part in parts:
            item = QListWidgetItem(f"{part.name} {part.version}".strip())
            item.setToolTip(part.licence)
            self.list.addItem(item)
        self.text = QPlainTextEdit(readOnly=True, accessibleName=self.tr("Licence"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.list.currentRowChanged.connect(self._show)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.list)
        halves.addWidget(self.text)
        halves.setSizes([260, 560])
        halves.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        in_column((halves, 1), buttons, spacing=12, margins=(16, 16, 16, 12), of=self)
        self.resize(860, 560)
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        part = self._parts[row]
        text = part.read_texts() or self.tr("No licence text included.")
        self.text.setPlainText(f"{part.name} {part.version}\n{part.licence}\n\n{text}")
