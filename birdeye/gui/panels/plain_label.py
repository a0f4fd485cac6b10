"""A label for sentences that hold names and errors: never rich text, and good to copy."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


class PlainLabel(QLabel):
    """Plain text that wraps, and that the mouse selects; ``properties`` as those of `QLabel`."""

    def __init__(self, text: str = "", **properties: Any) -> None:
        super().__init__(
            text,
            textFormat=Qt.TextFormat.PlainText,
            textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse,
            **{"wordWrap": True, **properties},
        )
