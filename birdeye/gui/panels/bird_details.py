"""What is known about the selected bird: its name, how sure that is, and what else it may be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from birdeye.domain.identification import Rank
from birdeye.domain.records import BirdRecord
from birdeye.gui import bird_wording, enumeration
from birdeye.gui.layouts import STRETCH, in_column, in_row
from birdeye.gui.models.candidate_ranking import RankedCandidate
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.bird_portrait import BirdPortrait
from birdeye.gui.panels.confidence_chip import ConfidenceChip
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.gui.theme import Theme


class BirdDetails(QWidget):
    """The head of the panel: portrait, name and state of one `BirdRecord`."""

    def __init__(self, names: SpeciesNames, theme: Theme) -> None:
        super().__init__()
        self._names = names
        self._portrait = BirdPortrait()
        self._title = PlainLabel(objectName="claimTitle")
        self._scientific = PlainLabel(objectName="claimScientific")
        self._chip = ConfidenceChip(theme)
        self._explanation = QLabel(objectName="claimExplanation", wordWrap=True)
        self._quality = QLabel(objectName="photoFacts", wordWrap=True)
        # In a separate row, or its narrow limit would narrow the names above it.
        chip = in_row(self._chip, STRETCH)
        words = in_column(self._title, self._scientific, 4, chip, STRETCH, spacing=3)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        head = in_row((self._portrait, corner), (words, 1), spacing=14)
        in_column(head, self._explanation, self._quality, spacing=8, of=self)

    @property
    def title(self) -> str:
        """The heading shown."""
        return self._title.text()

    @property
    def scientific(self) -> str:
        """The scientific name shown, empty if it is the heading or there is none."""
        return self._scientific.text()

    @property
    def word(self) -> str:
        """The text of the chip shown."""
        return self._chip.text()

    @property
    def explanation(self) -> str:
        """The line under the head, empty for a species."""
        return self._explanation.text()

    @property
    def quality(self) -> str:
        """What is said of the photo of the bird, as a photo."""
        return self._quality.text()

    def show_quality(self, text: str) -> None:
        """Say how good the photo of the bird is."""
        self._quality.setText(text)

    def show_pixels(self, levels: PhotoLevels | None, bird: BirdRecord | None) -> None:
        """Draw the portrait from these pixels."""
        self._portrait.show_bird(levels, bird.bird.box if bird else None)

    def show_bird(
        self, bird: BirdRecord, doubt: str | None = None, named: RankedCandidate | None = None
    ) -> None:
        """Show ``bird``; ``doubt`` is what speaks against what is claimed, and
        ``named`` the candidate that is claimed or guessed."""
        title = bird_wording.title(bird, self._names)
        scientific = bird.taxon if bird.rank is Rank.SPECIES and bird.taxon != title else ""
        notes = (
            bird_wording.explanation(bird, self._names),
            bird_wording.burst_note(bird, self._names),
        )
        explanation = enumeration.in_a_row(notes)
        if doubt is not None and not bird.is_reviewed:
            explanation = self.tr("{0}. Choose one of those below, or type a name.").format(doubt)
        elif named is not None and not bird.is_reviewed:
            more = (
                bird_wording.both_figures(named.candidate),
                bird_wording.may_also_be(named.may_also_be, self._names),
            )
            sentences = (enumeration.sentence(words) for words in more if words)
            explanation = enumeration.in_a_row((*sentences, explanation))
        self._title.setText(title)
        self._scientific.setText(scientific)
        self._scientific.setVisible(bool(scientific))
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))
        self._chip.show_bird(bird, is_doubted=doubt is not None)
