"""What an export would write, and what it would leave out and why, before it writes anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from birdeye.domain.records import PhotoRecord
from birdeye.export.choice import Choice, LeftOut
from birdeye.export.options import ExportTools
from birdeye.export.registry import ExportFormat, ExportRequest


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """``record_count`` photos were looked at, ``photo_count`` of them would be written.

    ``files`` are all that would be written; ``existing`` tells how many of them are there now.

    They are replaced, or merged with where that is how the format works. ``left_out`` counts birds
    or photos for each reason, as `LeftOut.counts_birds` says.
    """

    format: ExportFormat
    files: tuple[Path, ...]
    existing: int
    record_count: int
    photo_count: int
    bird_count: int
    unconfirmed_count: int
    left_out: Mapping[LeftOut, int]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return self.photo_count == 0

    @property
    def merges(self) -> bool:
        """Whether files that are there are added to, and not replaced."""
        return not self.format.asks_for_place


class _Counts:
    """Counts choices as they pass by to whoever derives file names from them."""

    def __init__(self, chosen: Iterable[Choice]) -> None:
        self._chosen = chosen
        self.records = self.photos = self.birds = self.unconfirmed = 0
        self.left_out: Counter[LeftOut] = Counter()

    def __iter__(self) -> Iterator[Choice]:
        for choice in self._chosen:
            self.records += 1
            self.photos += choice.is_written
            self.birds += len(choice.sightings)
            self.unconfirmed += sum(not each.is_confirmed for each in choice.sightings)
            self.left_out.update(choice.left_out)
            yield choice


def plan_export(
    records: Iterable[PhotoRecord], request: ExportRequest, tools: ExportTools
) -> ExportPlan:
    """The plan; reads no photo, and writes nothing."""
    counts = _Counts(request.choices(records, tools))
    files = tuple(request.format.files(counts, request.destination, request.options, tools))
    return ExportPlan(
        request.format,
        files if counts.photos else (),
        sum(path.exists() for path in files),
        counts.records,
        counts.photos,
        counts.birds,
        counts.unconfirmed,
        counts.left_out,
    )
