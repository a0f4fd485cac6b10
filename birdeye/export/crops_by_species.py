"""Every bird cut out of its photo, sorted into folders by species: for galleries and training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.records import PhotoRecord
from birdeye.export.ahead import worked_ahead
from birdeye.export.choice import Choice, Sighting
from birdeye.export.free_names import FreeNames
from birdeye.export.options import CopiedFacts, Cutout, Export
from birdeye.export.outcome import Exported, Exporting, done, failed
from birdeye.export.plain_text import file_name
from birdeye.export.whole_file import write_whole

_UNCONFIRMED_FOLDER = "Unconfirmed"
_UNNAMED_FOLDER = "Not sure"
_MARGIN = 0.06
"""Margin on each side of the box, as a share of its longer side: birds look better with some
space."""


@dataclass(frozen=True, slots=True)
class _Task:
    choice: Choice
    crops: tuple[Path, ...]


def files(choices: Iterable[Choice], export: Export) -> Iterator[Path]:
    """The crops."""
    return (crop for task in _tasks(choices, export) for crop in task.crops)


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the crops, several photos at once."""

    facts = CopiedFacts.ALL if export.options.with_position else CopiedFacts.ALL_BUT_POSITION

    def work(task: _Task) -> Exported:
        choice = task.choice
        assert export.tools.pictures is not None, "crops need someone who decodes"
        if not task.crops:
            return done(choice)
        cutouts = [
            Cutout(with_margin(sighting.bird.bird.box, choice.record), facts=facts)
            for sighting in choice.sightings
        ]
        try:
            jpegs = export.tools.pictures.cut_out(choice.record.path, cutouts)
            for crop, jpeg in zip(task.crops, jpegs, strict=True):
                write_whole(crop, jpeg)
        except BirdeyeError as error:
            return failed(choice, error)
        return done(choice)

    yield from worked_ahead(work, _tasks(choices, export), export.tools.workers)


def folder_of(sighting: Sighting) -> Path:
    """The folder of a bird below the destination: ``Parus major (Great Tit)``."""
    if not sighting.taxon:
        return Path(_UNNAMED_FOLDER)
    name = sighting.taxon
    if sighting.name != sighting.taxon:
        name = f"{sighting.taxon} ({sighting.name})"
    folder = Path(file_name(name))
    return folder if sighting.is_confirmed else _UNCONFIRMED_FOLDER / folder


def with_margin(box: Box, record: PhotoRecord) -> Box:
    """``box`` with a margin, as far as the photo reaches."""
    margin = _MARGIN * max(box.width, box.height)
    wider = Box(box.x1 - margin, box.y1 - margin, box.x2 + margin, box.y2 + margin)
    return wider.clipped(*record.limits)


def _tasks(choices: Iterable[Choice], export: Export) -> Iterator[_Task]:
    folder, names = export.destination, FreeNames(export.tools)
    for choice in choices:
        stem = file_name(choice.record.path.stem)
        yield _Task(
            choice,
            tuple(
                names.take(folder / folder_of(sighting), f"{stem}-{sighting.number}", ".jpg")
                for sighting in choice.sightings
            ),
        )
