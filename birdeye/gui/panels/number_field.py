"""A field for a number whose text begins where that of other fields does, and that no wheel turns.

Qt's style sheets have no way to indent the text of a spin box.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

_INDENT = 7


class NumberField(QSpinBox):
    """Changes by keys and by its buttons; whoever scrolls past it changes nothing."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(_INDENT, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()
