"""The word for how sure the program is, on a ground of its own colour."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from birdeye.domain.confidence import Confidence
from birdeye.gui import wording
from birdeye.gui.theme import Theme


class ConfidenceChip(QLabel):
    """Shows a `Confidence`, with the probability behind it where there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._confidence = Confidence.UNCERTAIN
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._tint)
        self._tint()

    def show_confidence(self, confidence: Confidence, percent: str = "") -> None:
        """Show the word for ``confidence``."""
        self._confidence = confidence
        word = wording.confidence_word(confidence)
        self.setText(f"{word}  ·  {percent}" if percent else word)
        self._tint()

    def _tint(self) -> None:
        ground, text = self._theme.colours.chip(self._confidence)
        self.setStyleSheet(
            f"background: {ground}; color: {text}; border-radius: 9px; padding: 2px 10px;"
        )
