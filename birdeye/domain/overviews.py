"""What lists show of a photo: small enough to keep tens of thousands in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from birdeye.domain.identification import Rank
from birdeye.domain.rating import Flag
from birdeye.domain.records import (
    BirdRecord,
    PhotoRecord,
    PhotoState,
    is_guess,
    named,
    state_of,
)
from birdeye.domain.review import Verdict


@dataclass(frozen=True, slots=True)
class PhotoOverview:
    """One photo in short.

    ``taxa`` are the different (rank, taxon) by which its birds go, in the order of the birds, boxes
    without a name or a bird left out. ``bird_count`` counts what is a bird or may be one; of those,
    ``unreviewed_count`` are still to review and ``uncertain_count`` have no name, because either
    the program or the user was not sure. ``probability`` is that of the surest name that the
    program gave, None where it gave none. ``width`` and ``height`` are pixels of the upright photo,
    0 when unreadable; ``error`` is None or the sentence that says why; ``camera`` is the model that
    took it. ``guesses`` are the species (scientific names) that birds without a name probably are.
    ``stars`` and ``flag`` are the user's, or else the file's; ``sharpness`` is that of the sharpest
    bird, 0 to 100, None where none was measured. ``pack`` is the id and version of the model that
    identified it, empty where none did. ``has_region`` says that the user set the country, or
    several in one of which it was taken. ``image_id`` is as in `PhotoRecord`.
    """

    photo_id: int
    path: Path
    taken: datetime | None = None
    state: PhotoState = PhotoState.WAITING
    taxa: tuple[tuple[Rank, str], ...] = ()
    bird_count: int = 0
    unreviewed_count: int = 0
    uncertain_count: int = 0
    probability: float | None = None
    has_position: bool = False
    width: int = 0
    height: int = 0
    error: str | None = None
    camera: str | None = None
    guesses: tuple[str, ...] = ()
    stars: int = 0
    flag: Flag = Flag.NONE
    sharpness: float | None = None
    pack: tuple[str, str] = ("", "")
    has_region: bool = False
    image_id: int | None = None

    @property
    def is_reviewed(self) -> bool:
        """Whether the user has decided about every bird of a photo that has some."""
        return self.state is PhotoState.BIRDS and self.unreviewed_count == 0


BirdFacts = tuple[Verdict, Rank, str, Rank, str, float, tuple[str, float] | None]
"""Of one bird: the verdict with rank and taxon of the review; rank, taxon and probability of the
claim; scientific name and probability of the likeliest species."""

_Figures = tuple[tuple[tuple[Rank, str], ...], int, int, int, float | None]

Summary = tuple[_Figures, tuple[str, ...]]
"""taxa, bird_count, unreviewed_count, uncertain_count and probability of a `PhotoOverview`; and its
guesses."""


def overview_of(record: PhotoRecord) -> PhotoOverview:
    """The overview of ``record``."""
    figures, guesses = summary_of(map(_facts, record.birds))
    return PhotoOverview(
        record.photo_id,
        record.path,
        record.taken,
        state_of(record),
        *figures,
        record.position is not None,
        record.width,
        record.height,
        record.error,
        record.metadata.camera,
        guesses,
        record.stars,
        record.flag,
        record.sharpness,
        (record.pack_id, record.pack_version),
        bool(record.region or (record.place is not None and record.place.country_code)),
        record.image_id,
    )


def summary_of(birds: Iterable[BirdFacts]) -> Summary:
    """What an overview says about the birds of a photo, given in order.

    Takes plain values, because a catalogue has tens of thousands of photos to sum up.
    """
    taxa: dict[tuple[Rank, str], None] = {}
    guesses: dict[str, None] = {}
    count = unreviewed = uncertain = 0
    surest: float | None = None
    for verdict, review_rank, review_taxon, rank, taxon, probability, best in birds:
        if verdict is Verdict.NOT_A_BIRD:
            continue
        count += 1
        unreviewed += verdict is Verdict.UNREVIEWED
        if rank is not Rank.NONE and (surest is None or probability > surest):
            surest = probability
        if best is not None and is_guess(verdict, rank, best[1]):
            guesses[best[0]] = None
        rank, taxon = named(verdict, (review_rank, review_taxon), (rank, taxon))
        if rank is Rank.NONE:
            uncertain += 1
        else:
            taxa[rank, taxon] = None
    return (tuple(taxa), count, unreviewed, uncertain, surest), tuple(guesses)


def _facts(bird: BirdRecord) -> BirdFacts:
    review, claim, best = bird.review, bird.claim, bird.bird.best
    return (
        *(review.verdict, review.rank, review.taxon),
        *(claim.rank, claim.taxon, claim.probability),
        None if best is None else (best.species.scientific_name, best.probability),
    )
