"""What lists show of a photo: light enough to hold tens of thousands of them in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord, PhotoState, state_of
from birdeye.domain.review import Verdict


@dataclass(frozen=True, slots=True)
class PhotoOverview:
    """One photo in short.

    ``taxa`` are the different (rank, taxon) by which its birds go, in the order of the birds,
    boxes without a name or a bird left out. ``bird_count`` counts what is a bird or may be one;
    of those, ``unreviewed_count`` waits for a person and ``uncertain_count`` has no name, whether
    the program or a person could not tell. ``probability`` is that of the surest name that the
    program gave, None where it gave none. ``width`` and ``height`` are pixels of the upright
    photo, 0 when unreadable; ``error`` is None or the sentence that says why;
    ``camera`` is the model that took it.
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

    @property
    def is_reviewed(self) -> bool:
        """Whether a person has decided about every bird of a photo that has some."""
        return self.state is PhotoState.BIRDS and self.unreviewed_count == 0


def overview_of(record: PhotoRecord) -> PhotoOverview:
    """The overview of ``record``."""
    birds = [bird for bird in record.birds if bird.review.verdict is not Verdict.NOT_A_BIRD]
    named = [bird for bird in birds if bird.rank is not Rank.NONE]
    claims = [bird.bird.claim for bird in birds if bird.bird.claim.rank is not Rank.NONE]
    return PhotoOverview(
        record.photo_id,
        record.path,
        record.metadata.taken,
        state_of(record),
        tuple(dict.fromkeys((bird.rank, bird.taxon) for bird in named)),
        len(birds),
        sum(not bird.is_reviewed for bird in birds),
        len(birds) - len(named),
        max((claim.probability for claim in claims), default=None),
        record.position is not None,
        record.width,
        record.height,
        record.error,
        record.metadata.camera,
    )
