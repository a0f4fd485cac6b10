"""What an export would write, and what it would leave out and why, before it writes anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from birdeye.domain.dates import FactDoubt, fact_doubts
from birdeye.domain.records import PhotoRecord
from birdeye.export.cautions import Caution
from birdeye.export.choice import Choice, LeftOut
from birdeye.export.options import ExportTools
from birdeye.export.registry import ExportFormat
from birdeye.export.request import ExportRequest

_NAMED_PHOTOS = 3


@dataclass(slots=True)
class Doubtful:
    """Photos with a doubtful fact: how many, and the names of the first."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Count one more photo."""
        self.count += 1
        if len(self.names) < _NAMED_PHOTOS:
            self.names.append(name)

    @property
    def in_words(self) -> str:
        """The names of the first, and a mark if there are more."""
        return ", ".join([*self.names, *(["…"] if self.count > len(self.names) else [])])


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """``record_count`` photos were considered, ``photo_count`` of them would be written.

    ``files`` are all that would be written; ``existing`` is how many of them exist now. They are
    replaced, or merged into if that is how the format works. ``bird_count`` and
    ``unconfirmed_count`` are by visits if the format counts them so, else by boxes. ``left_out``
    counts boxes or photos for each reason, as `LeftOut.counts_boxes` says.
    """

    format: ExportFormat
    files: tuple[Path, ...]
    existing: int
    record_count: int
    photo_count: int
    bird_count: int
    unconfirmed_count: int
    left_out: Mapping[LeftOut, int]
    doubtful: Mapping[FactDoubt, Doubtful] = field(default_factory=dict)
    """Facts of photos that would be written although they may be wrong."""
    cautions: Mapping[Caution, Doubtful] = field(default_factory=dict)
    """Other cautions, also about photos that would not be written."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return self.photo_count == 0

    @property
    def merges(self) -> bool:
        """Whether existing files are added to, and not replaced."""
        return not self.format.asks_for_place


class _Counts:
    """Counts choices on their way to where file names are derived from them."""

    def __init__(self, request: ExportRequest, chosen: Iterable[Choice], now: datetime) -> None:
        self._request = request
        self._chosen = chosen
        self.cautions: dict[Caution, Doubtful] = {}
        self._now = now
        self.doubtful: dict[FactDoubt, Doubtful] = {}
        self.records = self.photos = self.birds = self.unconfirmed = 0
        self.left_out: Counter[LeftOut] = Counter()
        visit_count = request.format.visit_count
        self._visits = None if visit_count is None else visit_count(request.options)

    def __iter__(self) -> Iterator[Choice]:
        for choice in self._chosen:
            self.records += 1
            self.photos += choice.is_written
            if self._visits is None:
                self.birds += len(choice.sightings)
                self.unconfirmed += sum(not each.is_confirmed for each in choice.sightings)
            elif choice.is_written:
                self._visits.add(choice)
            self.left_out.update(choice.left_out)
            for caution in self._cautions(choice):
                self.cautions.setdefault(caution, Doubtful()).add(choice.record.path.name)
            for doubt in fact_doubts(choice.record, self._now):
                if choice.is_written or doubt is FactDoubt.HEMISPHERE:
                    self.doubtful.setdefault(doubt, Doubtful()).add(choice.record.path.name)
            yield choice
        if self._visits is not None:
            self.birds, self.unconfirmed = self._visits.birds()

    def _cautions(self, choice: Choice) -> Iterator[Caution]:
        request = self._request
        yield from request.format.cautions(choice, request.destination, request.options)


def plan_export(
    records: Iterable[PhotoRecord],
    request: ExportRequest,
    tools: ExportTools,
    now: datetime | None = None,
) -> ExportPlan:
    """The plan; reads no photo, and writes nothing. Dates after ``now`` are in the future."""
    counts = _Counts(request, request.choices(records, tools), now or datetime.now(UTC))
    files = tuple(request.format.files(counts, request.with_tools(tools)))
    return ExportPlan(
        request.format,
        files if counts.photos else (),
        sum(path.exists() for path in files),
        counts.records,
        counts.photos,
        counts.birds,
        counts.unconfirmed,
        counts.left_out,
        counts.doubtful,
        counts.cautions,
    )
