"""Summarises many photos: the species with counts and dates, and the figures behind the plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from birdeye.domain.identification import Rank
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.shots import marking_main_files
from birdeye.domain.visits import Frame, Outing, Taxon, Visit, outings

PhotoId = int
_UNNAMED: Taxon = (Rank.NONE, "")
CONFIDENCE_BINS = 20
"""Of equal width from 0 to 1, so that the bounds of the confidence words are bounds of bins."""


@dataclass(slots=True)
class TaxonLine:
    """One species, genus or family of a list.

    ``bird_count`` adds up its visits (see `Visit.count`). ``first`` and
    ``last`` are days of dated photos, None if none has a date. ``best_photo_id`` and ``best_path``
    name the photo to show: a confirmed bird before others, then a sure one, then a large one.
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
    """Birds by month (1 to 12), of dated visits."""
    visit_count: int = 0
    _best: tuple[bool, float, float] = (False, -1.0, -1.0)

    def add_photo(self, photo: PhotoRecord, birds: list[BirdRecord]) -> None:
        """Add one photo that shows ``birds`` of the taxon."""
        self.photo_count += 1
        self.confirmed_count += sum(bird.is_confirmed for bird in birds)
        best = max(_showing(photo, bird) for bird in birds)
        if best > self._best:
            self._best, self.best_photo_id, self.best_path = best, photo.photo_id, photo.path

    def add_visit(self, visit: Visit[PhotoId], day: date | None) -> None:
        """Count the birds of one visit."""
        self.visit_count += 1
        self.bird_count += visit.count
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)
            self.months[day.month] += visit.count


@dataclass(slots=True)
class Summary:
    """The figures of a set of photos.

    Birds are counted by visits, as `TaxonLine` does; ``box_count`` and ``reviewed_count`` count
    boxes. With ``confirmed_only``, only birds that the user named are counted. ``lines`` are
    ordered by rank, then by most birds, then by name. ``days`` counts birds by day; ``confidence``
    counts, in `CONFIDENCE_BINS`, the probabilities of the program's own first guesses; ``points``
    counts birds by (latitude, longitude), rounded to about 100 metres.
    """

    photo_count: int = 0
    box_count: int = 0
    reviewed_count: int = 0
    bird_count: int = 0
    unnamed_count: int = 0
    confirmed_only: bool = False
    lines: tuple[TaxonLine, ...] = ()
    days: Mapping[date, int] = field(default_factory=dict)
    confidence: tuple[int, ...] = (0,) * CONFIDENCE_BINS
    points: Mapping[tuple[float, float], int] = field(default_factory=dict)
    photos_at: Mapping[tuple[float, float], frozenset[int]] = field(default_factory=dict)
    """The photos behind each of ``points``."""
    photos_in: Mapping[tuple[str, int], frozenset[int]] = field(default_factory=dict)
    """The photos of a taxon in a month (1 to 12) of any year."""

    @property
    def species(self) -> tuple[TaxonLine, ...]:
        """The lines of species."""
        return tuple(line for line in self.lines if line.rank is Rank.SPECIES)


def summarise(photos: Iterable[PhotoRecord], *, confirmed_only: bool = False) -> Summary:
    """The figures of ``photos``, which are read once and not kept; the files of one shot and all
    their copies count once.

    With ``confirmed_only``, birds that the user did not name count as unnamed: what remains is a
    list that the user has confirmed.
    """
    summary = Summary(confirmed_only=confirmed_only)
    lines: dict[Taxon, TaxonLine] = {}
    frames: list[Frame[PhotoId]] = []
    bins: Counter[int] = Counter()
    for photo, is_main in marking_main_files(photos):
        if not is_main:
            continue
        summary.photo_count += 1
        birds = [bird for bird in photo.birds if not bird.is_rejected]
        summary.box_count += len(birds)
        summary.reviewed_count += sum(bird.is_reviewed for bird in birds)
        by_taxon: dict[Taxon, list[BirdRecord]] = {}
        for bird in birds:
            if bird.bird.best is not None:
                bins[_bin(bird.bird.best.probability)] += 1
            is_named = bird.is_confirmed or not confirmed_only
            taxon = (bird.rank, bird.taxon) if is_named else _UNNAMED
            by_taxon.setdefault(taxon, []).append(bird)
        for taxon, same in by_taxon.items():
            if taxon != _UNNAMED:
                lines.setdefault(taxon, TaxonLine(*taxon)).add_photo(photo, same)
        if by_taxon:
            frames.append(_frame(photo, by_taxon))
    _count_visits(summary, lines, outings(frames))
    ranks = list(Rank)
    summary.lines = tuple(
        sorted(
            lines.values(),
            key=lambda line: (ranks.index(line.rank), -line.bird_count, line.taxon),
        )
    )
    summary.confidence = tuple(bins[number] for number in range(CONFIDENCE_BINS))
    return summary


def _frame(photo: PhotoRecord, by_taxon: Mapping[Taxon, list[BirdRecord]]) -> Frame[PhotoId]:
    return Frame(
        photo.photo_id,
        photo.taken,
        photo.path.parent,
        {taxon: len(birds) for taxon, birds in by_taxon.items()},
        photo.place.name if photo.place is not None else "",
        photo.position,
        photo.statements,
        {taxon: sum(bird.is_confirmed for bird in birds) for taxon, birds in by_taxon.items()},
    )


def _count_visits(
    summary: Summary, lines: Mapping[Taxon, TaxonLine], found: Iterable[Outing[PhotoId]]
) -> None:
    days: Counter[date] = Counter()
    points: Counter[tuple[float, float]] = Counter()
    photos_at: dict[tuple[float, float], set[int]] = {}
    photos_in: dict[tuple[str, int], set[int]] = {}
    for outing in found:
        for visit in outing.visits():
            if visit.taxon == _UNNAMED and summary.confirmed_only:
                continue
            summary.bird_count += visit.count
            if visit.taxon == _UNNAMED:
                summary.unnamed_count += visit.count
            else:
                lines[visit.taxon].add_visit(visit, outing.day)
            photo_ids = {frame.key for frame in visit.frames}
            if outing.day is not None:
                days[outing.day] += visit.count
                photos_in.setdefault((visit.taxon[1], outing.day.month), set()).update(photo_ids)
            position = next((each.position for each in visit.frames if each.position), None)
            if position is not None:
                point = round(position.latitude, 3), round(position.longitude, 3)
                points[point] += visit.count
                photos_at.setdefault(point, set()).update(photo_ids)
    summary.days = dict(sorted(days.items()))
    summary.points = dict(points)
    summary.photos_at = {point: frozenset(ids) for point, ids in photos_at.items()}
    summary.photos_in = {part: frozenset(ids) for part, ids in photos_in.items()}


def _bin(probability: float) -> int:
    return min(CONFIDENCE_BINS - 1, max(0, int(probability * CONFIDENCE_BINS + 1e-9)))


def _showing(photo: PhotoRecord, bird: BirdRecord) -> tuple[bool, float, float]:
    """How well a photo shows a bird: confirmed, then sure, then large in the photo."""
    share = bird.bird.box.area / max(1, photo.width * photo.height)
    sure = bird.bird.best.probability if bird.bird.best else 0.0
    return bird.is_confirmed, round(sure, 1), share
