"""Exports what the catalogue knows, and provides what exports need: names, countries, pictures."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.errors import ExportImpossible, or_cannot_write
from birdeye.domain.records import PhotoRecord
from birdeye.export.options import ExportTools
from birdeye.export.outcome import Exported
from birdeye.export.plan import ExportPlan, plan_export
from birdeye.export.registry import Destination
from birdeye.export.request import ExportRequest, export
from birdeye.imaging.formats import holds_picture
from birdeye.workflows.find_photos import natural_key
from birdeye.workflows.unchanged_files import is_unchanged


def _go_on() -> None:
    pass


def preview_export(
    catalogue: Catalogue,
    request: ExportRequest,
    tools: ExportTools,
    *,
    check: Callable[[], None] = _go_on,
) -> ExportPlan:
    """What carrying out ``request`` would write; writes nothing.

    ``check`` is called for each photo, and may raise to end the preview. Raises `CannotWrite` if
    there can be no file of that name.
    """

    def records() -> Iterator[PhotoRecord]:
        for record in catalogue.records(request.photo_ids):
            check()
            yield record

    _check_names(request)
    with or_cannot_write(request.destination):
        return plan_export(records(), request, _minding(catalogue, tools))


def export_photos(
    catalogue: Catalogue, request: ExportRequest, tools: ExportTools
) -> Generator[Exported, None, None]:
    """Export the requested photos, yielding each when it is done.

    A photo that cannot be read or written is yielded with its problem, and the others continue.
    Raises `ExportImpossible` if the destination is unsuitable, or is a photo, and `CannotWrite`.
    """
    _check_names(request)
    _check_destination(request)
    tools = replace(_minding(catalogue, tools), note_rewritten=catalogue.note_rewritten)
    with closing(export(catalogue.records(request.photo_ids), request, tools)) as exporting:
        yield from exporting


def _minding(catalogue: Catalogue, tools: ExportTools) -> ExportTools:
    """``tools`` that know which files are photos of the catalogue, and still those."""

    def is_photo(path: Path) -> bool:
        return path.exists() and catalogue.is_photo(path)

    def still_shows_it(record: PhotoRecord) -> bool:
        return is_unchanged(catalogue, record.photo_id, record.path)

    return replace(tools, is_photo=is_photo, is_unchanged=still_shows_it)


def _check_names(request: ExportRequest) -> None:
    if request.format.is_public and not request.options.only_confirmed:
        raise ExportImpossible(
            f"{request.format.title} takes only birds whose names you confirmed, because others "
            "rely on them. Export only the confirmed ones."
        )


def _check_destination(request: ExportRequest) -> None:
    wanted, destination = request.format.destination, request.destination
    # A name may be too long, or a folder without read permission.
    with or_cannot_write(destination):
        destination.exists()
    if wanted is Destination.FILE and destination.is_dir():
        raise ExportImpossible(
            f"“{destination}” is a folder. Give the name of a file in it, "
            f"such as “{destination / request.format.file_name}”."
        )
    if wanted is Destination.FILE and holds_picture(destination):
        raise ExportImpossible(
            f"“{destination}” is a picture, and exports never replace pictures. Give another "
            f"name, such as “{destination.with_name(request.format.file_name)}”."
        )
    if wanted is Destination.FOLDER and destination.exists() and not destination.is_dir():
        raise ExportImpossible(f"“{destination}” is a file. Give a folder to put the pictures in.")


def photos_at(catalogue: Catalogue, paths: Iterable[Path]) -> list[int]:
    """The photos of the catalogue at these paths or below them, or all without paths; by name."""
    given = list(paths)
    wanted = catalogue.photo_ids_at(given) if given else None
    photos = sorted(
        catalogue.overviews(wanted),
        key=lambda each: (each.path.parent, natural_key(each.path.name)),
    )
    return [photo.photo_id for photo in photos]
