"""What the user asks to export: what is written of each photo, and the writing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from birdeye.domain.records import PhotoRecord
from birdeye.export.choice import Choice, LeftOut, Needs, choices
from birdeye.export.options import Export, ExportOptions, ExportTools
from birdeye.export.outcome import Exporting
from birdeye.export.registry import ExportFormat
from birdeye.export.withdrawn import with_withdrawal


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the user requests: format, destination, options, and which photos.

    ``destination`` is the file or folder, and of no matter where it goes to the photos.
    ``photo_ids`` are the photos of the catalogue; None for all.
    """

    format: ExportFormat
    destination: Path
    options: ExportOptions
    photo_ids: Sequence[int] | None = None

    def with_tools(self, tools: ExportTools) -> Export:
        """What carries it out needs to know."""
        return Export(self.destination, self.options, tools)

    def choices(self, records: Iterable[PhotoRecord], tools: ExportTools) -> Iterator[Choice]:
        """What to write for each of ``records``."""
        chosen = choices(
            records,
            self.format.needs,
            self.options,
            tools,
            counts_visits=self.format.counts_visits,
        )
        packet_of = self.format.packet_of
        if packet_of is not None:
            chosen = (
                with_withdrawal(each, partial(packet_of, each.record.path, self.options))
                for each in chosen
            )
        if Needs.FILE in self.format.needs:
            chosen = (_unless_changed(each, tools) for each in chosen)
        return chosen


def _unless_changed(choice: Choice, tools: ExportTools) -> Choice:
    """``choice``, but not written if another picture has taken the place of the photo.

    Names and boxes would be those of birds that it does not show.
    """
    if not choice.is_written or tools.is_unchanged(choice.record):
        return choice
    return Choice(choice.record, is_written=False, left_out=(LeftOut.CHANGED,))


def export(records: Iterable[PhotoRecord], request: ExportRequest, tools: ExportTools) -> Exporting:
    """Write ``records`` according to ``request``, yielding each photo once in some order.

    Existing files stay intact until the new ones are complete; closing the generator leaves them.
    Raises `CannotWrite`.
    """
    yield from request.format.write(request.choices(records, tools), request.with_tools(tools))
