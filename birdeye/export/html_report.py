"""A report to look at: one HTML file with pictures, which opens from disk and needs no network.

It contains no script, and a content security policy that keeps browsers from fetching anything. Its
size is limited: each taxon shows its best pictures, the other birds are listed.
"""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import IO

from birdeye.domain.boxes import Box
from birdeye.domain.errors import BirdeyeError, PhotoUnreadable
from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.domain.visits import Outing
from birdeye.export import report_page
from birdeye.export.ahead import worked_ahead
from birdeye.export.choice import Choice, Sighting
from birdeye.export.encounters import Gathered, Shown, VisitCount
from birdeye.export.options import Cutout, Export, ExportOptions, ExportTools
from birdeye.export.outcome import Exported, Exporting, done, failed
from birdeye.export.report_words import words_for
from birdeye.export.whole_file import replacing

PICTURES_A_TAXON = 24
PICTURE_WIDTH, PICTURE_HEIGHT = 440, 330
_AIR = 0.35
"""Margin on each side of a bird, as a share of the longer side of its box."""

_LEAST_AIR = 0.25
"""How much of that has to be there where the photo is narrow."""


class ReportCount(VisitCount):
    """Counts the birds of the report, which marks each picture."""

    def count(self, outing: Outing[Shown]) -> tuple[int, int]:
        """The birds of an outing, and those whose names nobody confirmed."""
        visits = outing.visits()
        confirmed = sum(each.confirmed_count for each in visits)
        birds = sum(each.count for each in visits)
        return birds, birds - confirmed


@dataclass(slots=True)
class Appearance:
    """One bird in one photo; ``picture`` is (offset, length) in the spool once it is cut out."""

    record: PhotoRecord
    sighting: Sighting
    picture: tuple[int, int] | None = None

    @property
    def merit(self) -> tuple[bool, float]:
        """Sorts the pictures worth showing first: confirmed, and large."""
        return self.sighting.is_confirmed, self.sighting.bird.bird.box.area


@dataclass(slots=True)
class TaxonSection:
    """All appearances of a taxon; the ``shown`` ones, best first, have pictures.

    ``bird_count`` and ``confirmed_count`` add up the visits of the taxon.
    """

    rank: Rank
    taxon: str
    appearances: list[Appearance] = field(default_factory=list)
    bird_count: int = 0
    confirmed_count: int = 0

    @property
    def shown(self) -> list[Appearance]:
        """Those with pictures, best first."""
        return self.appearances[:PICTURES_A_TAXON]

    @property
    def listed(self) -> list[Appearance]:
        """Those without."""
        return self.appearances[PICTURES_A_TAXON:]


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the report: first all birds are gathered, then the pictures are cut out."""
    chosen: list[Choice] = []
    for choice in choices:
        if choice.sightings:
            chosen.append(choice)
        else:
            yield done(choice)
    sections = _sections(chosen, export.options)
    with tempfile.TemporaryFile() as spool, replacing(export.destination) as file:
        yield from _cut_out(chosen, sections, spool, export.tools)
        words = words_for(export.options.language)
        for text in report_page.page(sections, len(chosen), words, lambda a: _picture(a, spool)):
            file.write(text.encode("utf-8"))


def portrait_box(box: Box, record: PhotoRecord) -> Box:
    """The part of the photo to show of a bird: all of it with some air around it.

    In the shape of a picture, where bird and photo are not too tall or wide for that. It may reach
    beyond a photo of unknown size.
    """
    photo_width, photo_height = record.limits
    air = 2 * _AIR * max(box.width, box.height)
    least_air = _LEAST_AIR * air
    shape = PICTURE_WIDTH / PICTURE_HEIGHT
    width = min(max(box.width + air, (box.height + air) * shape), photo_width)
    height = min(max(box.height + least_air, width / shape), photo_height)
    width = min(max(box.width + least_air, height * shape), width)
    center_x, center_y = box.center_xy
    x1 = min(max(center_x - width / 2, 0.0), photo_width - width)
    y1 = min(max(center_y - height / 2, 0.0), photo_height - height)
    return Box(x1, y1, x1 + width, y1 + height)


def _sections(chosen: Sequence[Choice], options: ExportOptions) -> list[TaxonSection]:
    """Species first, most birds first, then what has a wider name or none."""
    found: dict[tuple[Rank, str], TaxonSection] = {}
    for choice in chosen:
        for sighting in choice.sightings:
            key = sighting.rank, sighting.taxon
            section = found.setdefault(key, TaxonSection(*key))
            section.appearances.append(Appearance(choice.record, sighting))
    gathered = Gathered(options)
    for choice in chosen:
        gathered.add(choice)
    for outing in gathered.outings():
        for visit in outing.visits():
            section = found[visit.taxon]
            section.bird_count += visit.count
            section.confirmed_count += visit.confirmed_count
    for section in found.values():
        section.appearances.sort(key=lambda each: each.merit, reverse=True)
    ranks = list(Rank)
    return sorted(
        found.values(),
        key=lambda each: (ranks.index(each.rank), -each.bird_count, each.taxon),
    )


def _cut_out(
    chosen: Iterable[Choice],
    sections: Iterable[TaxonSection],
    spool: IO[bytes],
    tools: ExportTools,
) -> Exporting:
    """Put the pictures of all that is shown into ``spool``, in the order of the photos."""
    wanted: dict[int, list[Appearance]] = defaultdict(list)
    for section in sections:
        for appearance in section.shown:
            wanted[id(appearance.record)].append(appearance)

    # The catalogue is asked here, in the thread that it belongs to.
    tasks = (
        (choice, bool(wanted[id(choice.record)]) and tools.is_unchanged(choice.record))
        for choice in chosen
    )

    def work(task: tuple[Choice, bool]) -> tuple[Exported, list[Appearance], list[bytes]]:
        choice, is_unchanged = task
        appearances = wanted[id(choice.record)]
        if not appearances:
            return done(choice), [], []
        assert tools.pictures is not None, "a report needs someone who decodes"
        boxes = [portrait_box(each.sighting.bird.bird.box, each.record) for each in appearances]
        cutouts = [Cutout(box, PICTURE_WIDTH) for box in boxes]
        try:
            if not is_unchanged:
                raise PhotoUnreadable(
                    choice.record.path,
                    "it has changed since it was identified",
                    "The report has no picture of it; identify it again first.",
                )
            return done(choice), appearances, tools.pictures.cut_out(choice.record.path, cutouts)
        except BirdeyeError as error:
            return failed(choice, error), [], []

    for exported, appearances, jpegs in worked_ahead(work, tasks, tools.workers):
        for appearance, jpeg in zip(appearances, jpegs, strict=True):
            encoded = b64encode(jpeg)
            appearance.picture = spool.tell(), len(encoded)
            spool.write(encoded)
        yield exported


def _picture(appearance: Appearance, spool: IO[bytes]) -> str:
    """The picture as a data URI, empty if there is none."""
    if appearance.picture is None:
        return ""
    offset, length = appearance.picture
    spool.seek(offset)
    return f"data:image/jpeg;base64,{spool.read(length).decode('ascii')}"
