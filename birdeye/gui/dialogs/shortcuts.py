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

from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.windows.actions import COMMAND_NAME, Actions

Row = QAction | tuple[str, str]
"""An action, or what keys do that belong to none or to several."""

Group = tuple[str, tuple[Row, ...]]
"""What the user wants to do, and how."""


class ShortcutsDialog(QDialog):
    """Lists what each key does, by what the user wants to do."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        left, right = (QGridLayout(horizontalSpacing=28, verticalSpacing=4) for _ in range(2))
        for column, groups in ((left, self._left(actions)), (right, self._right(actions))):
            for title, rows in groups:
                _add_group(column, title, rows)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        sheet = QWidget()
        columns = in_column(left, STRETCH, spacing=0), in_column(right, STRETCH, spacing=0)
        in_row(*columns, spacing=40, margins=(4, 4, 16, 4), of=sheet)
        scroller = QScrollArea(widgetResizable=True, objectName="sheetScroll")
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setAccessibleName(self.windowTitle())
        scroller.setWidget(sheet)
        scroller.setMinimumWidth(sheet.sizeHint().width() + scroller.verticalScrollBar().width())
        in_column(scroller, buttons, spacing=10, margins=(20, 14, 12, 12), of=self)
        wanted = sheet.sizeHint().height() + buttons.sizeHint().height() + 44
        self.resize(self.sizeHint().width(), min(wanted, _room_for_dialogs(self)))

    def _left(self, actions: Actions) -> tuple[Group, ...]:
        return (
            (
                self.tr("Name birds"),
                (
                    actions.accept,
                    (self.tr("Choose one of the likely species"), _series(actions.choose)),
                    (self.tr("Find a bird by name"), self.tr("any letter")),
                    *(actions.find_name, actions.name_all, actions.unsure, actions.not_a_bird),
                    *(actions.unreview, actions.draw_box, actions.delete_box),
                    *(actions.undo, actions.redo),
                ),
            ),
            (
                self.tr("Go to another bird or photo"),
                (
                    (self.tr("Next and previous bird, in the photo"), self.tr("Tab, Shift+Tab")),
                    *(actions.next_bird, actions.previous_bird, actions.next_unreviewed),
                    *(actions.next_photo, actions.previous_photo),
                    *(actions.first_photo, actions.last_photo),
                ),
            ),
            (
                self.tr("Windows"),
                (
                    *(actions.panel, actions.full_screen, actions.leave),
                    *(actions.summary, actions.life_list, actions.settings),
                    *(actions.manual, actions.shortcuts, actions.quit),
                ),
            ),
        )

    def _right(self, actions: Actions) -> tuple[Group, ...]:
        return (
            (
                self.tr("See more"),
                (
                    *(actions.rating.zoom_bird, actions.zoom_in, actions.zoom_out),
                    *(actions.fit, actions.actual_size),
                    (self.tr("Move the photo"), self.tr("Shift with an arrow key")),
                    (self.tr("Brighten the shadows, while held"), "L"),
                    *(actions.boxes, actions.grid, actions.larger, actions.smaller),
                ),
            ),
            (
                self.tr("Rate photos"),
                (
                    (self.tr("Give stars"), _series(actions.rating.stars)),
                    *actions.rating.flags.values(),
                    *(actions.rating.plain_keys, actions.rating.compare, actions.rating.keep_best),
                ),
            ),
            (
                self.tr("Photos and files"),
                (
                    *(actions.open_photos, actions.open_folder, actions.filter),
                    *(actions.select_all, actions.set_place, actions.set_date),
                    *(actions.copy_path, actions.copy_image, actions.export),
                    *(actions.identify_rest, actions.cancel),
                    *(actions.remove_photos, actions.close_photos),
                ),
            ),
        )


def _add_group(column: QGridLayout, title: str, rows: Sequence[Row]) -> None:
    heading = QLabel(title, objectName="photoName")
    heading.setContentsMargins(0, 10 if column.rowCount() > 1 else 0, 0, 0)
    column.addWidget(heading, column.rowCount(), 0, 1, 2)
    for row in rows:
        name, keys = (_name(row), _keys(row)) if isinstance(row, QAction) else row
        if not keys:
            continue  # while keys rate photos
        number = column.rowCount()
        column.addWidget(QLabel(name), number, 0)
        label = QLabel(keys, objectName="sectionTitle")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(label, number, 1)


def _series(actions: Sequence[QAction]) -> str:
    """“1 – 5” for actions whose keys are the numbers in between as well."""
    native = QKeySequence.SequenceFormat.NativeText
    first, last = (actions[end].shortcut().toString(native) for end in (0, -1))
    return f"{first} – {last}" if first else ""


def _room_for_dialogs(dialog: QDialog) -> int:
    """As high as a dialog may be on this screen, its frame left out."""
    return dialog.screen().availableGeometry().height() - 80


def _name(action: QAction) -> str:
    return action.property(COMMAND_NAME)


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    # Keys such as “Open” and F14 of some keyboards work too, but would only puzzle others.
    common = [
        one
        for one in action.shortcuts()
        if (key := _first(one).key()) < Qt.Key.Key_Back
        and not Qt.Key.Key_F13 <= key <= Qt.Key.Key_F35
    ]
    # Some languages have one word for both Enter keys.
    return ", ".join(dict.fromkeys(keys.toString(native) for keys in common[:2]))


def _first(keys: QKeySequence) -> QKeyCombination:
    # PySide's stub does not know that a sequence can be indexed.
    return keys[0]  # type: ignore[index]
