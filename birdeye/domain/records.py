"""Photos and birds as the catalogue stores them: the program's result and the user's review.

A `PhotoResult` is what one run found; a `PhotoRecord` is what is known, and what exports write.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

from birdeye.domain.counts import Statement
from birdeye.domain.identification import Bird, Candidate, Claim, Rank
from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata
from birdeye.domain.rating import Flag
from birdeye.domain.review import UNREVIEWED, Review, Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo was taken, in the user's words; with ``position`` if it was given.

    ``country_code`` is ISO 3166-1 alpha-2, upper case, or empty.
    """

    name: str = ""
    position: GpsPosition | None = None
    country_code: str = ""


@dataclass(frozen=True, slots=True)
class PackVersion:
    """Which models gave a result; ``fingerprint`` distinguishes packs of one version, and the
    settings about places. ``networks`` is the fingerprint of the pack alone. Of a result of another
    program, `IMPORTED` is the id and the program's name the version.
    """

    pack_id: str
    version: str
    fingerprint: str = ""
    networks: str = field(default="", compare=False)


IMPORTED = "imported"
"""The pack id of what another program found."""

UNKNOWN_PROGRAM = "unknown"
"""The version where that program did not say its name."""


@dataclass(frozen=True, slots=True)
class BirdRecord:
    """One bird of a photo: what the program found, and what the user decided.

    ``bird.box`` is where the box is now, moved by the user or not; ``drawn`` means that the user
    drew the bird's box because the detector had missed it.
    """

    bird_id: int
    bird: Bird
    review: Review = UNREVIEWED
    drawn: bool = False

    @property
    def claim(self) -> Claim:
        """The program's claim, whether from this photo alone or from a burst."""
        return self.bird.claim

    @property
    def guess(self) -> Candidate | None:
        """What it probably is, if that is not certain enough to be claimed."""
        claimed, best = self.bird.claim.rank, self.bird.best
        if best is None or not is_guess(self.review.verdict, claimed, best.probability):
            return None
        return best

    @property
    def rank(self) -> Rank:
        """The rank at which the bird is named: by the user, else by the program."""
        return self._named()[0]

    @property
    def taxon(self) -> str:
        """The scientific name, genus or family that the bird is given; empty for `Rank.NONE`."""
        return self._named()[1]

    @property
    def is_confirmed(self) -> bool:
        """Whether the user named it."""
        return self.review.verdict is Verdict.CONFIRMED

    @property
    def is_reviewed(self) -> bool:
        """Whether the user decided anything about it."""
        return self.review.verdict is not Verdict.UNREVIEWED

    @property
    def is_rejected(self) -> bool:
        """Whether the user said that it is not a bird: then it counts nowhere as one."""
        return self.review.verdict is Verdict.NOT_A_BIRD

    def _named(self) -> tuple[Rank, str]:
        review, claim = self.review, self.bird.claim
        return named(review.verdict, (review.rank, review.taxon), (claim.rank, claim.taxon))


ALL_OTHERS_TOGETHER = 0.5
"""A species with a higher probability is likelier than all others together."""


def is_guess(verdict: Verdict, claimed: Rank, probability: float) -> bool:
    """Whether the likeliest species of an unclaimed bird is likelier than all others together."""
    return (
        verdict is Verdict.UNREVIEWED and claimed is Rank.NONE and probability > ALL_OTHERS_TOGETHER
    )


def named(
    verdict: Verdict, by_user: tuple[Rank, str], by_program: tuple[Rank, str]
) -> tuple[Rank, str]:
    """The (rank, taxon) that a bird is given, from its review and its claim."""
    if verdict is Verdict.CONFIRMED:
        return by_user
    return by_program if verdict is Verdict.UNREVIEWED else (Rank.NONE, "")


@dataclass(frozen=True, slots=True)
class PhotoRecord:
    """All that is known of one photo.

    ``photo_id`` identifies ``path``, so that copies of a photo have different ids and share all the
    rest: photos are known by ``content_hash`` (SHA-256, hexadecimal; empty until it was read).
    ``width`` and ``height`` are pixels of the upright photo, 0 when unreadable or not identified
    yet; ``error`` is None or the sentence that says why. ``pack_id`` and ``pack_version`` name the
    models of the result (see `PackVersion`) and are empty while the photo waits for its first one.
    ``birds`` contains no deleted ones.
    ``set_taken`` and ``place`` are when and where according to the user; ``statements`` how many
    birds there are, by (rank, taxon). ``region`` are the countries (ISO 3166-1 alpha-2) in one of
    which the user took it; a place is more precise. ``set_stars`` and ``set_flag`` are the user's
    stars and flag, None to use those of the file. ``image_id`` is the same for copies, whatever
    other programs wrote into them; None outside a catalogue, or if the file was never read.
    """

    photo_id: int
    path: Path
    content_hash: str
    width: int = 0
    height: int = 0
    birds: tuple[BirdRecord, ...] = ()
    error: str | None = None
    metadata: PhotoMetadata = field(default_factory=PhotoMetadata)
    place: Place | None = None
    pack_id: str = ""
    pack_version: str = ""
    set_taken: datetime | None = None
    statements: Mapping[tuple[Rank, str], Statement] = field(default_factory=dict)
    region: frozenset[str] = frozenset()
    set_stars: int | None = None
    set_flag: Flag | None = None
    image_id: int | None = None

    @property
    def has_size(self) -> bool:
        """Whether its size is known, of which boxes can be fractions."""
        return self.width > 0 and self.height > 0

    @property
    def limits(self) -> tuple[float, float]:
        """Width and height in pixels, up to which a box may reach; infinite where unknown."""
        return (self.width, self.height) if self.has_size else (math.inf, math.inf)

    @property
    def stars(self) -> int:
        """0 to 5: the user's, else the file's."""
        return self.set_stars if self.set_stars is not None else self.metadata.stars or 0

    @property
    def flag(self) -> Flag:
        """The user's, else the file's."""
        return self.set_flag or self.metadata.flag or Flag.NONE

    @property
    def bird_count(self) -> int:
        """How many birds it shows, boxes that the user rejected left out."""
        return sum(not bird.is_rejected for bird in self.birds)

    @property
    def sharpness(self) -> float | None:
        """That of its sharpest bird, 0 to 100; None where none was measured."""
        return sharpest(
            bird.bird.quality.sharpness
            for bird in self.birds
            if bird.bird.quality is not None and not bird.is_rejected
        )

    @property
    def taken(self) -> datetime | None:
        """When it was taken: the user's date, else the camera's."""
        return self.set_taken if self.set_taken is not None else self.metadata.taken

    @property
    def taken_source(self) -> FactSource | None:
        """Where `taken` is from."""
        return FactSource.USER if self.set_taken is not None else self.metadata.taken_source

    @property
    def position(self) -> GpsPosition | None:
        """Where it was taken: the user's position, else the file's."""
        if self.place is not None and self.place.position is not None:
            return self.place.position
        return self.metadata.position

    @property
    def position_source(self) -> FactSource | None:
        """Where `position` is from; None without one."""
        if self.place is not None and self.place.position is not None:
            return FactSource.USER
        return None if self.position is None else self.metadata.position_source

    @property
    def identified_by(self) -> str:
        """What gave the result: “Birdeye (birdeye-1 1.0)”, or the program that it was imported
        from; empty while there is none."""
        if not self.pack_id:
            return ""
        if self.pack_id != IMPORTED:
            return f"Birdeye ({f'{self.pack_id} {self.pack_version}'.strip()})"
        return "another program" if self.pack_version == UNKNOWN_PROGRAM else self.pack_version

    @property
    def is_identified(self) -> bool:
        """Whether a run has looked at it, with success or not."""
        return bool(self.pack_id) or self.error is not None


def sharpest(figures: Iterable[float | None]) -> float | None:
    """The largest figure that is not None."""
    return max((figure for figure in figures if figure is not None), default=None)


class PhotoState(Enum):
    """What is known about a photo, in one word."""

    WAITING = "waiting"
    BIRDS = "birds"
    NO_BIRD = "no bird"
    UNREADABLE = "unreadable"


def state_of(record: PhotoRecord) -> PhotoState:
    """The state of ``record``; boxes that the user marked as not a bird do not count."""
    return photo_state(record.error is not None, record.is_identified, record.bird_count)


def photo_state(is_unreadable: bool, is_identified: bool, bird_count: int) -> PhotoState:
    """The state of a photo with this many birds."""
    if is_unreadable:
        return PhotoState.UNREADABLE
    if not is_identified:
        return PhotoState.WAITING
    return PhotoState.BIRDS if bird_count else PhotoState.NO_BIRD
