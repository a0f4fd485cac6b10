"""What dialogs that ask for something have in common: margins, and the buttons that end them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout

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


def tab_to_last(buttons: QDialogButtonBox) -> None:
    """Have the Tab key reach ``buttons`` after what was added to their dialog later than they.

    Qt's chain of focus is not walked: in PySide, a ring of widgets that were asked for the next one
    is destroyed twice.
    """
    dialog = buttons.parentWidget()
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    index = layout.indexOf(buttons)
    buttons.setParent(None)  # it comes last in the chain when it is back
    layout.insertWidget(index, buttons)


def hint(text: str) -> QLabel:
    """What a dialog says about itself, quietly."""
    return QLabel(text, objectName="fieldHint", wordWrap=True)
