"""The sheet of keyboard shortcuts, made from the actions themselves so that it cannot be wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from birdeye.gui.layouts import in_column
from birdeye.gui.windows.actions import COMMAND_NAME


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
        grid = QGridLayout(horizontalSpacing=28, verticalSpacing=7)
        half = (len(rows) + 1) // 2
        for number, (name, keys) in enumerate(rows):
            row, column = number % half, 2 * (number // half)
            grid.addWidget(QLabel(name), row, column)
            label = QLabel(keys, objectName="sectionTitle")
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, row, column + 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        sheet = QWidget()
        sheet.setLayout(grid)
        grid.setContentsMargins(4, 4, 16, 4)
        scroller = QScrollArea(widgetResizable=True, objectName="sheetScroll")
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setWidget(sheet)
        scroller.setMinimumWidth(sheet.sizeHint().width() + scroller.verticalScrollBar().width())
        in_column(scroller, buttons, spacing=14, margins=(20, 18, 12, 16), of=self)
        wanted = sheet.sizeHint().height() + buttons.sizeHint().height() + 60
        self.resize(self.sizeHint().width(), min(wanted, _room_for_dialogs(self)))


def _room_for_dialogs(dialog: QDialog) -> int:
    """As high as a dialog may be on this screen, its frame left out."""
    return dialog.screen().availableGeometry().height() - 80


def _name(action: QAction) -> str:
    return action.property(COMMAND_NAME)


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    # Keys such as “Open” and “Back” of some keyboards work too, but would only puzzle others.
    common = [one for one in action.shortcuts() if _first(one).key() < Qt.Key.Key_Back]
    # Some languages have one word for both Enter keys.
    return ", ".join(dict.fromkeys(keys.toString(native) for keys in common[:2]))


def _first(keys: QKeySequence) -> QKeyCombination:
    # PySide's stub does not know that a sequence can be indexed.
    return keys[0]  # type: ignore[index]
