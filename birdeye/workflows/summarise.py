"""What many photos come to: the species with counts and dates, and the figures behind the plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from birdeye.domain.identification import Rank
from birdeye.domain.records import BirdRecord, PhotoRecord, PhotoState, state_of
from birdeye.domain.review import Verdict

CONFIDENCE_BINS = 20
"""Of equal width from 0 to 1, so that the bounds of the confidence words are bounds of bins."""


@dataclass(slots=True)
class TaxonLine:
    """One species, genus or family of a list.

    ``first`` and ``last`` are days of dated photos, None where none has a date. ``best_photo_id``
    and ``best_path`` name the photo to show: a confirmed bird before others, then a sure one, then
    a large one.
    """

    rank: Rank
    taxon: str
    photo_count: int = 0
    bird_count: int = 0
    confirmed_count: int = 0
    first: date | None = None
    last: date | None = None
    best_photo_id: int = 0
    best_path: Path | None = None
    months: Counter[int] = field(default_factory=Counter)
    """Birds by month (1 to 12), of dated photos."""
    _best: tuple[bool, float, float] = (False, -1.0, -1.0)

    def add(self, photo: PhotoRecord, birds: list[BirdRecord]) -> None:
        """Count the birds of that taxon in one photo."""
        self.photo_count += 1
        self.bird_count += len(birds)
        self.confirmed_count += sum(bird.is_confirmed for bird in birds)
        best = max(_showing(photo, bird) for bird in birds)
        if best > self._best:
            self._best, self.best_photo_id, self.best_path = best, photo.photo_id, photo.path
        if photo.metadata.taken is not None:
            day = photo.metadata.taken.date()
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)
            self.months[day.month] += len(birds)


@dataclass(slots=True)
class Summary:
    """The figures of a set of photos.

    ``lines`` are ordered by rank, then by most birds, then by name. ``days`` counts birds by day;
    ``confidence`` counts, in `CONFIDENCE_BINS`, the probabilities of the program's own first
    guesses; ``points`` counts birds by (latitude, longitude), rounded to about 100 metres.
    """

    photo_count: int = 0
    photos_by_state: Counter[PhotoState] = field(default_factory=Counter)
    bird_count: int = 0
    reviewed_count: int = 0
    unnamed_count: int = 0
    lines: tuple[TaxonLine, ...] = ()
    days: Mapping[date, int] = field(default_factory=dict)
    confidence: tuple[int, ...] = (0,) * CONFIDENCE_BINS
    points: Mapping[tuple[float, float], int] = field(default_factory=dict)

    @property
    def species(self) -> tuple[TaxonLine, ...]:
        """The lines of species."""
        return tuple(line for line in self.lines if line.rank is Rank.SPECIES)


def summarise(photos: Iterable[PhotoRecord], *, confirmed_only: bool = False) -> Summary:
    """The figures of ``photos``, which are read once and not kept.

    With ``confirmed_only``, birds that no person named count as unnamed: what remains is a list
    that the person vouches for.
    """
    summary = Summary()
    lines: dict[tuple[Rank, str], TaxonLine] = {}
    days: Counter[date] = Counter()
    bins: Counter[int] = Counter()
    points: Counter[tuple[float, float]] = Counter()
    for photo in photos:
        summary.photo_count += 1
        summary.photos_by_state[state_of(photo)] += 1
        birds = [bird for bird in photo.birds if bird.review.verdict is not Verdict.NOT_A_BIRD]
        if not birds:
            continue
        summary.bird_count += len(birds)
        summary.reviewed_count += sum(bird.is_reviewed for bird in birds)
        by_taxon: dict[tuple[Rank, str], list[BirdRecord]] = {}
        for bird in birds:
            if bird.bird.best is not None:
                bins[_bin(bird.bird.best.probability)] += 1
            if bird.rank is Rank.NONE or (confirmed_only and not bird.is_confirmed):
                summary.unnamed_count += 1
            else:
                by_taxon.setdefault((bird.rank, bird.taxon), []).append(bird)
        for key, same in by_taxon.items():
            lines.setdefault(key, TaxonLine(*key)).add(photo, same)
        if photo.metadata.taken is not None:
            days[photo.metadata.taken.date()] += len(birds)
        if photo.position is not None:
            at = round(photo.position.latitude, 3), round(photo.position.longitude, 3)
            points[at] += len(birds)
    ranks = list(Rank)
    summary.lines = tuple(
        sorted(
            lines.values(),
            key=lambda line: (ranks.index(line.rank), -line.bird_count, line.taxon),
        )
    )
    summary.days = dict(sorted(days.items()))
    summary.confidence = tuple(bins[number] for number in range(CONFIDENCE_BINS))
    summary.points = dict(points)
    return summary


def _bin(probability: float) -> int:
    return min(CONFIDENCE_BINS - 1, max(0, int(probability * CONFIDENCE_BINS + 1e-9)))


def _showing(photo: PhotoRecord, bird: BirdRecord) -> tuple[bool, float, float]:
    """How well a photo shows a bird: confirmed, then sure, then large in the photo."""
    share = bird.bird.box.area / max(1, photo.width * photo.height)
    sure = bird.bird.best.probability if bird.bird.best else 0.0
    return bird.is_confirmed, round(sure, 1), share
