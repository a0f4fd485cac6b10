"""The likeliest species of the selected bird, each with the key that chooses it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui.layouts import in_column
from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.candidate_row import CandidateRow
from birdeye.gui.theme import Theme

SHOWN_CANDIDATES = 5


class CandidateList(QWidget):
    """Up to five rows. ``chosen(number)`` when one was pressed; the first is number 0."""

    chosen = Signal(int)

    def __init__(self, names: SpeciesNames, ranking: CandidateRanking, theme: Theme) -> None:
        super().__init__()
        self._names = names
        self._ranking = ranking
        self._rows = [CandidateRow(number, theme) for number in range(1, SHOWN_CANDIDATES + 1)]
        in_column(*self._rows, spacing=1, of=self)
        for number, row in enumerate(self._rows):
            row.clicked.connect(lambda _checked, number=number: self.chosen.emit(number))

    @property
    def rows(self) -> list[CandidateRow]:
        """The rows shown."""
        return [row for row in self._rows if not row.isHidden()]

    def show_keys(self, shown: bool) -> None:
        """Show the keys that choose, or none while they do something else."""
        for row in self._rows:
            row.show_key(shown)

    def show_bird(self, record: PhotoRecord, bird: BirdRecord) -> None:
        """List the candidates of ``bird``; its name is emphasised."""
        species = self._names.species_of_bird(bird)
        ranked = self._ranking.of(record, bird)[:SHOWN_CANDIDATES]
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(ranked))
            if number < len(ranked):
                is_name = ranked[number].candidate.species == species
                row.show_candidate(ranked[number], self._names, is_name)
