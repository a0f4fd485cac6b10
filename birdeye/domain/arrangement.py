"""How a list of photos can be filtered, sorted and grouped, and the outcome, as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path

from birdeye.domain.identification import Rank
from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoState


class Show(Enum):
    """Which photos are shown, by what is known about them."""

    ALL = "all"
    UNREVIEWED = "unreviewed"
    UNCERTAIN = "uncertain"
    NO_BIRD = "no bird"
    SEVERAL_BIRDS = "several birds"
    UNREADABLE = "unreadable"


class Sort(Enum):
    """What photos are sorted by."""

    ADDED = "added"
    NAME = "name"
    DATE = "date"
    SPECIES = "species"
    CONFIDENCE = "confidence"
    SHARPNESS = "sharpness"
    STARS = "stars"


class Grouping(Enum):
    """What photos are grouped by."""

    NONE = "none"
    SPECIES = "species"
    DAY = "day"
    BURST = "burst"


@dataclass(frozen=True, slots=True)
class PhotoFilter:
    """Which photos are shown; they have to match every field that is not empty.

    ``taxon`` is a scientific name, a genus or a family by which a bird is named. The days are
    inclusive; a photo without a date is never between two of them. ``text`` is searched for in the
    names of files, and in the names of birds by code that knows them. ``photo_ids`` are those
    behind a part of a chart, None for all. A ``flag`` of None is any.
    """

    show: Show = Show.ALL
    taxon: str = ""
    folder: Path | None = None
    first_day: date | None = None
    last_day: date | None = None
    text: str = ""
    photo_ids: frozenset[int] | None = None
    least_stars: int = 0
    flag: Flag | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every photo is shown."""
        return self == PhotoFilter()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the user asked for: which photos, in which order, grouped how.

    ``expanded`` holds the ids of photos whose bursts are shown in full.
    """

    photo_filter: PhotoFilter = field(default_factory=PhotoFilter)
    sort: Sort = Sort.ADDED
    descending: bool = False
    grouping: Grouping = Grouping.NONE
    expanded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Heading:
    """What the photos of a section have in common: a taxon, a day, or else a state.

    With `Grouping.DAY` neither day nor state means that the photos have no date.
    """

    rank: Rank = Rank.NONE
    taxon: str = ""
    day: date | None = None
    state: PhotoState | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive rows under a heading, which is None without grouping."""

    heading: Heading | None
    first_row: int
    row_count: int
    photo_count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all open photos, shown or not."""

    photos: int = 0
    birds: int = 0
    species: int = 0
    birds_unreviewed: int = 0
    photos_waiting: int = 0
    photos_unreadable: int = 0


@dataclass(frozen=True, slots=True)
class ArrangedPhotos:
    """The outcome.

    ``rows`` has the photo id of each row, that of the best photo for a collapsed burst; ``row_of``
    has the row of every photo shown; ``bursts`` has, for every photo in a burst, the ids of that
    burst in order. ``counts`` has how many photos each `Show` would give if nothing else changed,
    ``taxa`` how many each taxon would, and ``folders`` and ``days`` how many of all photos each
    folder and each day has.
    """

    rows: list[int] = field(default_factory=list)
    row_of: Mapping[int, int] = field(default_factory=dict)
    sections: Sequence[Section] = ()
    bursts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    counts: Mapping[Show, int] = field(default_factory=dict)
    taxa: Mapping[tuple[Rank, str], int] = field(default_factory=dict)
    folders: Mapping[Path, int] = field(default_factory=dict)
    totals: Totals = field(default_factory=Totals)
    shots: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """For every file of a shot with several (RAW and JPEG), the ids of all of them, the listed one
    first."""
    days: Mapping[date, int] = field(default_factory=dict)
    kept: Collection[int] = frozenset()
    """Photos that the filter leaves out, listed only because the user is looking at them. Nothing
    that is done to all photos shown is done to them."""

    def files_of(self, photo_ids: Iterable[int]) -> tuple[int, ...]:
        """``photo_ids`` with the other files of their shots."""
        files = (one for photo_id in photo_ids for one in self.shots.get(photo_id, (photo_id,)))
        return tuple(dict.fromkeys(files))

    def listed(self, photo_id: int) -> int:
        """The photo that is listed for it: itself, or another file of its shot."""
        return self.shots.get(photo_id, (photo_id,))[0]

    @property
    def photo_count(self) -> int:
        """How many photos are shown, those inside a burst included."""
        return len(self.row_of)

    def ids_in_row(self, row: int) -> tuple[int, ...]:
        """The photos that ``row`` stands for: one, or a collapsed burst."""
        photo_id = self.rows[row]
        burst = self.bursts.get(photo_id, ())
        return burst if burst and self.row_of[burst[-1]] == self.row_of[burst[0]] else (photo_id,)
