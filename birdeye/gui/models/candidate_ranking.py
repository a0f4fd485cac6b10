"""In which order the candidates of a bird are listed, and which of them are unlikely where it was.

The panel lists them, and the keys 1 to 5 choose among them, from this one place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from birdeye.domain.doubted_claims import is_doubted
from birdeye.domain.identification import Candidate, Rank
from birdeye.domain.records import BirdRecord, PhotoRecord


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A candidate as it is listed.

    ``unlikely`` is the reason where place or date speak against it. ``may_also_be`` are species
    (scientific names) that the model does not distinguish from it, and that are not unlikely there.
    """

    candidate: Candidate
    unlikely: str | None = None
    may_also_be: tuple[str, ...] = ()


Ranking = Callable[[PhotoRecord, BirdRecord], Sequence[RankedCandidate]]


def by_probability(_record: PhotoRecord, bird: BirdRecord) -> tuple[RankedCandidate, ...]:
    """As the classifier has them, none unlikely."""
    return tuple(RankedCandidate(candidate) for candidate in bird.bird.candidates)


class CandidateRanking(QObject):
    """Ranks by probability by default. ``changed`` when it ranks differently."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ranking: Ranking = by_probability

    @property
    def judges(self) -> bool:
        """Whether place and date are weighed, so that silence about a species says something."""
        return self._ranking is not by_probability

    def use(self, ranking: Ranking) -> None:
        """Rank by ``ranking`` from now on; it must be fast, because the GUI thread calls it."""
        self._ranking = ranking
        self.changed.emit()

    def of(self, record: PhotoRecord, bird: BirdRecord) -> tuple[RankedCandidate, ...]:
        """The candidates of ``bird`` in the order in which they are listed."""
        return tuple(self._ranking(record, bird))

    def of_name(self, record: PhotoRecord, bird: BirdRecord) -> RankedCandidate | None:
        """The candidate that the program names or guesses; None where it does neither."""
        guess, claim = bird.guess, bird.claim
        name = claim.taxon if claim.rank is Rank.SPECIES else ""
        if guess is not None:
            name = guess.species.scientific_name
        listed = self.of(record, bird)
        return next((one for one in listed if one.candidate.species.scientific_name == name), None)

    def doubt_about_claim(self, record: PhotoRecord, bird: BirdRecord) -> str | None:
        """What speaks against what is claimed there; None where nothing does, or nothing is
        claimed."""
        claim, listed = bird.claim, self.of(record, bird)
        if claim.rank is not Rank.SPECIES and bird.bird.is_expected(claim.rank, claim.taxon):
            return None  # other species of it, which are not listed, are
        unlikely = {ranked.candidate: ranked.unlikely for ranked in listed}
        if not is_doubted(claim, unlikely, lambda one: unlikely[one] is not None):
            return None
        if claim.rank is not Rank.SPECIES:
            return self.tr("None of its species in the list is expected there")
        return next(why for one, why in unlikely.items() if one.is_of(claim.rank, claim.taxon))
