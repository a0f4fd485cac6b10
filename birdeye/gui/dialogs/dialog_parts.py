"""What dialogs that ask for something have in common: margins, and the buttons that end them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from birdeye.gui.layouts import Part, in_column


def column_of(dialog: QDialog, *parts: Part, spacing: int) -> QVBoxLayout:
    """The layout of ``dialog``, with the margins of all of them; ``spacing`` in pixels."""
    return in_column(*parts, spacing=spacing, margins=(24, 20, 24, 16), of=dialog)


def cancel_and(
    dialog: QDialog, text: str, accept: Callable[[], object]
) -> tuple[QDialogButtonBox, QPushButton]:
    """Cancel, and the primary button ``text``, which calls ``accept``: both, and that button."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    primary = buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
    primary.setProperty("primary", True)
    buttons.accepted.connect(accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, primary


def tab_to_last(dialog: QDialog, buttons: QDialogButtonBox) -> None:
    """Have the Tab key reach ``buttons`` after what was added to ``dialog`` later than they."""
    stops: list[QWidget] = []
    one = dialog.nextInFocusChain()
    while one is not None and one is not dialog:
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            stops.append(one)
        one = one.nextInFocusChain()
    ends = [one for one in stops if one in buttons.buttons()]
    others = [one for one in stops if one not in ends]
    for before, after in pairwise((others[-1], *ends)):
        QWidget.setTabOrder(before, after)


def hint(text: str) -> QLabel:
    """What a dialog says about itself, quietly."""
    return QLabel(text, objectName="fieldHint", wordWrap=True)
