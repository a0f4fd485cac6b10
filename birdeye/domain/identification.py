"""What was found in a photo: birds, what each may be, and what is claimed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.frame_quality import FrameQuality
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.species import Species


class Rank(Enum):
    """The taxonomic rank at which a bird is named; NONE is the honest "not sure"."""

    SPECIES = "species"
    GENUS = "genus"
    FAMILY = "family"
    NONE = "none"


_FINEST_FIRST = (Rank.SPECIES, Rank.GENUS, Rank.FAMILY)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One species and its probability (after softmax and calibration, 0 to 1).

    ``by_looks`` is the probability by the picture alone where ``probability`` counts the place too,
    else None. ``unexpected`` is the coarsest rank at which place and date speak against it: FAMILY
    if no species of its family is expected there, NONE if it is expected itself or no place counts.
    """

    species: Species
    probability: float
    by_looks: float | None = None
    unexpected: Rank = Rank.NONE

    @property
    def is_unexpected(self) -> bool:
        """Whether where or when the photo was taken speaks against it, however sure it is."""
        return self.speaks_against(Rank.SPECIES)

    def is_of(self, rank: Rank, taxon: str) -> bool:
        """Whether ``taxon`` is its species, genus or family (``rank``)."""
        match rank:
            case Rank.SPECIES:
                return self.species.scientific_name == taxon
            case Rank.GENUS:
                return self.species.genus == taxon
            case Rank.FAMILY:
                return self.species.family == taxon
        return False

    def speaks_against(self, rank: Rank) -> bool:
        """Whether its species, genus or family (``rank``) is not expected there."""
        if self.unexpected is not Rank.NONE:
            return _FINEST_FIRST.index(rank) <= _FINEST_FIRST.index(self.unexpected)
        # Results of earlier versions say so by the figures only, where anything else is likely;
        # what is expected never counts for less, but for the rounding of what is kept.
        return (
            rank is Rank.SPECIES
            and self.by_looks is not None
            and self.probability < 0.99 * self.by_looks
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """What the program is willing to say.

    ``taxon`` is a scientific name, a genus or a family according to ``rank``, and empty for
    `Rank.NONE`; ``probability`` is that of the taxon, summed over its species.
    """

    rank: Rank
    taxon: str
    probability: float


NOT_SURE = Claim(Rank.NONE, "", 0.0)
"""The claim that claims nothing."""

DRAWN_BY_HAND = 1.0
"""The score of a box that the user drew, which no detector found."""


@dataclass(frozen=True, slots=True)
class BurstVote:
    """Why a bird has a different claim from that of its photo alone: the photos of a burst agreed.

    ``own_claim`` is what the photo alone claims; ``photo_count`` is how many photos of the bird
    were counted, this one included.
    """

    own_claim: Claim
    photo_count: int


@dataclass(frozen=True, slots=True)
class Looks:
    """A classifier's result for one bird by looks alone, so that the name can be determined again
    for another place or date without the classifier.

    ``networks`` is the fingerprint of its pack; ``species`` are indices of the pack's
    `Labels.distinct_species` and ``probabilities`` theirs, likeliest first; species that are left
    out have hardly any. ``finest`` is the finest rank that the picture is good enough for.
    """

    networks: str
    species: tuple[int, ...]
    probabilities: tuple[float, ...]
    finest: Rank = Rank.SPECIES


@dataclass(frozen=True, slots=True)
class Bird:
    """One bird in a photo.

    ``box`` is in pixels of the upright photo; ``score`` says how surely it shows a bird (0 to 1);
    ``claim`` is the bird's name, and ``burst_vote`` is set if that is not the photo's own;
    ``candidates`` are the likeliest species, likeliest first, as many as requested. ``looks`` is
    there where the bird comes from a classifier, and not from a list of records. ``quality`` is
    None if not measured, as in results of version 0.2 and before.
    """

    box: Box
    score: float
    claim: Claim
    candidates: tuple[Candidate, ...]
    burst_vote: BurstVote | None = None
    looks: Looks | None = field(default=None, compare=False, repr=False)
    quality: FrameQuality | None = None

    @property
    def own_claim(self) -> Claim:
        """What the photo alone claims."""
        return self.claim if self.burst_vote is None else self.burst_vote.own_claim

    @property
    def best(self) -> Candidate | None:
        """The likeliest species, claimed or not."""
        return self.candidates[0] if self.candidates else None

    def is_expected(self, rank: Rank, taxon: str) -> bool | None:
        """Whether ``taxon`` is expected where and when the photo was taken; None if unknown:
        without a place, or if none of its species is among the candidates."""
        weighed = [
            each
            for each in self.candidates
            if each.by_looks is not None and each.is_of(rank, taxon)
        ]
        return not any(each.speaks_against(rank) for each in weighed) if weighed else None


@dataclass(frozen=True, slots=True)
class PhotoResult:
    """The outcome for one photo, unreadable ones included.

    ``width`` and ``height`` are pixels of the upright photo (0 when unreadable); ``error`` is
    None, or the sentence that says why the photo could not be read; ``birds`` is ordered by
    score, best first; no birds and no error means that no bird was found.
    """

    path: Path
    width: int
    height: int
    birds: tuple[Bird, ...] = ()
    error: str | None = None
    metadata: PhotoMetadata = field(default_factory=PhotoMetadata)
