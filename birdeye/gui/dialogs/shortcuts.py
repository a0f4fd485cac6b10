"""The sheet of keyboard shortcuts, made from the actions themselves so that it cannot be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from birdeye.gui.wording import without_mnemonic


class ShortcutsDialog(QDialog):
    """Lists what each key does."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        rows = [(_name(action), _keys(action)) for action in actions]
        rows.append((self.tr("Next and previous bird, in the photo"), self.tr("Tab, Shift+Tab")))
        rows.append((self.tr("Find a bird by name"), self.tr("any letter")))
        rows.append((self.tr("Brighten the shadows, while held"), "L"))
        rows.append((self.tr("Move the photo"), self.tr("Shift with an arrow key")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(7)
        half = (len(rows) + 1) // 2
        for number, (name, keys) in enumerate(rows):
            row, column = number % half, 2 * (number // half)
            grid.addWidget(QLabel(name), row, column)
            label = QLabel(keys, objectName="sectionTitle")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, row, column + 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 16)
        column.setSpacing(20)
        column.addLayout(grid)
        column.addWidget(buttons)


def _name(action: QAction) -> str:
    return without_mnemonic(action.text()).rstrip("…")


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    # Keys such as “Open” and “Back” of some keyboards work too, but would only puzzle others.
    common = [keys for keys in action.shortcuts() if keys[0].key() < Qt.Key.Key_Back]
    # Some languages have one word for both Enter keys.
    return ", ".join(dict.fromkeys(keys.toString(native) for keys in common[:2]))
