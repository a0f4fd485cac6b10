"""The photos that an action of ``birdeye set`` is about."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from birdeye.cli.display import counted, say
from birdeye.cli.photo_arguments import given_paths
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.shots import with_shots

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue


def photos_of(arguments: argparse.Namespace, catalogue: Catalogue) -> tuple[int, ...]:
    """The ids of the photos that are given, with the other files of their shots.

    What is set for a RAW alone would part it from its JPEG, or not hold for the one that counts.
    Raises `BirdeyeError` if the catalogue has none of them.
    """
    from birdeye.workflows.export_records import photos_at

    paths = photo_paths(arguments)
    found = tuple(photos_at(catalogue, paths)) if paths else ()  # no paths would mean all photos
    if not found:
        raise BirdeyeError("There are no such photos in the catalogue. Identify them first.")
    folders = {photo.path.parent for photo in catalogue.overviews(found)}
    beside = [*catalogue.overviews(catalogue.photo_ids_at(folders))]
    files = with_shots(found, beside)
    if others := len(files) - len(found):
        say(f"With {counted(others, 'other file')} of the same shots, such as a RAW and its JPEG.")
    return files


def photo_paths(arguments: argparse.Namespace) -> list[Path]:
    """What is given apart from tracks; nothing to an action without photos."""
    paths = given_paths(arguments) if "paths" in arguments else []
    return [path for path in paths if not is_track(path)]


def is_track(path: Path) -> bool:
    """Whether a file among the photos is one with tracks."""
    return path.suffix.lower() == ".gpx" and path.is_file()
