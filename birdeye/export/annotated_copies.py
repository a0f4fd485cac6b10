"""Copies of photos with boxes and names drawn, to look at and pass on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from birdeye.domain.box_label import Label
from birdeye.domain.confidence import percent
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.identification import Rank
from birdeye.export.ahead import worked_ahead
from birdeye.export.choice import Choice, Sighting
from birdeye.export.free_names import FreeNames
from birdeye.export.options import Export
from birdeye.export.outcome import Exported, Exporting, done, failed
from birdeye.export.plain_text import file_name, one_line
from birdeye.export.report_words import words_for

SUFFIX = ".birds.jpg"
"""Ends the name of every copy, so that no copy takes the place of a photo."""


def files(choices: Iterable[Choice], export: Export) -> Iterator[Path]:
    """The copies."""
    return (copy for _, copy in _with_copies(choices, export) if copy is not None)


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write the copies, several at once."""

    def work(task: tuple[Choice, Path | None]) -> Exported:
        choice, copy = task
        if copy is None:
            return done(choice)
        assert export.tools.pictures is not None, "annotated copies need someone who decodes"
        try:
            export.tools.pictures.write_annotated(
                choice.record.path,
                copy,
                [label_of(each, export.options.language) for each in choice.sightings],
                with_position=export.options.with_position,
            )
        except BirdeyeError as error:
            return failed(choice, error)
        return done(choice)

    yield from worked_ahead(work, _with_copies(choices, export), export.tools.workers)


def _with_copies(choices: Iterable[Choice], export: Export) -> Iterator[tuple[Choice, Path | None]]:
    """Each choice with the path of its copy, None if it gets none."""
    names = FreeNames(export.tools)
    for choice in choices:
        if choice.sightings:
            stem = file_name(choice.record.path.stem)
            yield choice, names.take(export.destination, stem, SUFFIX)
        else:
            yield choice, None


def label_of(sighting: Sighting, language: str) -> Label:
    """What is drawn beside a bird: its name, with a question mark and how likely the program takes
    it to be if the user did not confirm it."""
    box, words = sighting.bird.bird.box, words_for(language)
    if not sighting.name:
        return Label(box, (words.not_sure,), confident=False)
    is_family = sighting.rank is Rank.FAMILY
    bare_name = one_line(sighting.family_name if is_family else sighting.name)
    name = bare_name + ("" if sighting.is_confirmed else "?")
    if sighting.species is None and not (is_family and bare_name.endswith("科")):
        name = f"{name} ({words.family if is_family else words.genus})"
    if sighting.probability is not None:
        name = f"{name} {percent(sighting.probability)}"
    scientific = () if sighting.name == sighting.taxon else (sighting.taxon,)
    return Label(box, (name, *scientific), confident=True)
