"""What the user decided about a bird, separate from what the program claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from birdeye.domain.identification import Rank


class Verdict(Enum):
    """The four states of a bird in a review; the value is what is stored and exported."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    UNSURE = "unsure"
    NOT_A_BIRD = "not a bird"


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict and, where it is `Verdict.CONFIRMED`, the name that was given.

    ``taxon`` is a scientific name, a genus or a family according to ``rank``, as in `Claim`; for
    the other verdicts ``rank`` is `Rank.NONE` and ``taxon`` empty.
    """

    verdict: Verdict = Verdict.UNREVIEWED
    rank: Rank = Rank.NONE
    taxon: str = ""

    def __post_init__(self) -> None:
        named = self.rank is not Rank.NONE and bool(self.taxon)
        if named != (self.verdict is Verdict.CONFIRMED):
            raise ValueError(f"{self.verdict} does not go with {self.rank} “{self.taxon}”")


UNREVIEWED = Review()
"""Nobody has looked at the bird yet."""

UNSURE = Review(Verdict.UNSURE)
"""Somebody looked, and could not tell."""

NOT_A_BIRD = Review(Verdict.NOT_A_BIRD)
"""Somebody looked, and there is no bird in the box."""


def confirmed(rank: Rank, taxon: str) -> Review:
    """The review that names a bird."""
    return Review(Verdict.CONFIRMED, rank, taxon)
