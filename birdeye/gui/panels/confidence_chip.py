"""How sure the program is, or what the user decided, on a background in its own colour."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy

from birdeye.domain.confidence import Confidence
from birdeye.domain.records import BirdRecord
from birdeye.domain.review import Verdict
from birdeye.gui import bird_wording
from birdeye.gui.theme import Theme

_OF_VERDICT = {
    Verdict.CONFIRMED: Confidence.ALMOST_CERTAIN,
    Verdict.UNSURE: Confidence.LIKELY,
    Verdict.NOT_A_BIRD: Confidence.UNCERTAIN,
}
"""Whose colours a decision has: a confirmed name is as green as an almost certain one."""


class ConfidenceChip(QLabel):
    """Shows the state of a bird in a word or two, with the probability where it speaks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._colour = Confidence.UNCERTAIN
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._tint)
        self._tint()

    def show_bird(self, bird: BirdRecord, *, is_doubted: bool = False) -> None:
        """Show the state of ``bird``; a doubted claim is not affirmed, however likely it is."""
        if is_doubted and not bird.is_reviewed:
            self._colour = Confidence.UNCERTAIN
            self.setText(bird_wording.doubted_state(bird))
        else:
            self._colour = _OF_VERDICT.get(bird.review.verdict) or bird_wording.confidence(bird)
            self.setText(bird_wording.state(bird))
        self._tint()

    def _tint(self) -> None:
        ground, text = self._theme.colours.chip(self._colour)
        self.setStyleSheet(
            f"background: {ground}; color: {text}; border-radius: 9px; padding: 2px 10px;"
        )
