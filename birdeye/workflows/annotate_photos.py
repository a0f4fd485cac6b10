"""Writes copies of photos with boxes and names drawn, while a batch runs."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from birdeye.domain.errors import PhotoUnreadable
from birdeye.domain.identification import PhotoResult
from birdeye.export.ahead import worked_ahead
from birdeye.export.annotated_copies import SUFFIX, label_of
from birdeye.export.free_names import FreeNames
from birdeye.export.options import ExportTools
from birdeye.workflows.result_writers import choice_of


def annotate_photos(
    results: Iterable[PhotoResult],
    folder: Path,
    given: Sequence[Path],
    language: str,
    tools: ExportTools,
    *,
    with_position: bool = True,
) -> Generator[PhotoResult, None, None]:
    """Pass ``results`` on, in order, each once its copy in ``folder`` is written.

    Photos in which a bird was found get a copy: ``heron.jpg`` becomes ``heron.birds.jpg``, below
    the same subfolders that it has below the folder of ``given`` it was found in. Copies of an
    earlier run are replaced. Common names are in ``language`` (ISO 639-1). Without
    ``with_position`` a copy does not say where its photo was taken.

    A photo that can no longer be read becomes an unreadable result; raises `CannotWrite` if the
    folder is not writable.
    """
    names = FreeNames(tools)
    pictures = tools.pictures
    assert pictures is not None, "annotated copies need someone who decodes"

    def with_copies() -> Iterator[tuple[PhotoResult, Path]]:
        for result in results:
            place = folder / _place_below(result.path, given)
            yield result, names.take(place.parent, place.stem, SUFFIX)

    def annotate(task: tuple[PhotoResult, Path]) -> PhotoResult:
        result, copy = task
        if result.birds:
            sightings = choice_of(result, language, tools).sightings
            labels = [label_of(each, language) for each in sightings]
            try:
                pictures.write_annotated(result.path, copy, labels, with_position=with_position)
            except PhotoUnreadable as error:
                return replace(result, error=str(error))
        return result

    return worked_ahead(annotate, with_copies(), tools.workers)


def without_copies(photos: Iterable[Path], folder: Path) -> Iterator[Path]:
    """``photos`` without the copies in ``folder``, which an earlier run may have put among them."""
    folder = folder.absolute()
    for photo in photos:
        if not (photo.name.endswith(SUFFIX) and photo.absolute().is_relative_to(folder)):
            yield photo


def _place_below(path: Path, given: Sequence[Path]) -> Path:
    """``path`` relative to the first folder of ``given`` that contains it, or just its name."""
    for folder in given:
        if path != folder and path.is_relative_to(folder):
            return path.relative_to(folder)
    return Path(path.name)
