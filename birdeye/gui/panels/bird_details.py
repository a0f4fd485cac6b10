"""What is known about the selected bird: the claim, how sure it is, and what else it may be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from birdeye.domain.identification import Bird, Rank
from birdeye.gui import wording
from birdeye.gui.panels.bird_portrait import BirdPortrait
from birdeye.gui.panels.candidate_row import CandidateRow
from birdeye.gui.panels.confidence_chip import ConfidenceChip
from birdeye.gui.photo_view.photo_levels import PhotoLevels
from birdeye.gui.theme import Theme

SHOWN_CANDIDATES = 5


class BirdDetails(QWidget):
    """Shows one `Bird` in the chosen language."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._portrait = BirdPortrait()
        self._title = QLabel(objectName="claimTitle", wordWrap=True)
        self._scientific = QLabel(objectName="claimScientific", wordWrap=True)
        self._chip = ConfidenceChip(theme)
        self._explanation = QLabel(objectName="claimExplanation", wordWrap=True)
        for label in (self._title, self._scientific):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows = [CandidateRow(theme) for _ in range(SHOWN_CANDIDATES)]

        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._scientific)
        words.addSpacing(4)
        # In a row of its own, or its narrow limit would narrow the names above it.
        chip_row = QHBoxLayout()
        chip_row.addWidget(self._chip)
        chip_row.addStretch(1)
        words.addLayout(chip_row)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(self._explanation)
        column.addSpacing(10)
        for row in self._rows:
            column.addWidget(row)

    @property
    def title(self) -> str:
        """The heading on show."""
        return self._title.text()

    @property
    def word(self) -> str:
        """The text of the chip on show."""
        return self._chip.text()

    @property
    def explanation(self) -> str:
        """The line under the head, empty for a species."""
        return self._explanation.text() if not self._explanation.isHidden() else ""

    @property
    def rows(self) -> list[CandidateRow]:
        """The candidates on show."""
        return [row for row in self._rows if not row.isHidden()]

    def show_pixels(self, levels: PhotoLevels | None, bird: Bird | None) -> None:
        """Draw the portrait from these pixels."""
        self._portrait.show_bird(levels, bird.box if bird else None)

    def show_bird(self, bird: Bird, language: str) -> None:
        """Show ``bird`` with names in ``language``."""
        rank = bird.claim.rank
        title = wording.claim_title(bird, language)
        explanation = wording.claim_explanation(bird)
        self._title.setText(title)
        is_species = rank is Rank.SPECIES
        self._scientific.setText(explanation if is_species else "")
        self._scientific.setVisible(is_species and explanation != title)
        self._explanation.setText("" if is_species else explanation)
        self._explanation.setVisible(not is_species)
        self._chip.show_confidence(wording.claim_confidence(bird), wording.claim_percent(bird))
        claimed = wording.claimed_species(bird)
        for number, row in enumerate(self._rows):
            if number < len(bird.candidates):
                candidate = bird.candidates[number]
                row.show_candidate(candidate, language, candidate.species == claimed)
            row.setVisible(number < len(bird.candidates))
