"""The photos that an action of ``birdeye set`` is about."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from birdeye.cli.photo_arguments import given_paths
from birdeye.domain.errors import BirdeyeError

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue


def photos_of(arguments: argparse.Namespace, catalogue: Catalogue) -> tuple[int, ...]:
    """The ids of the photos that are given; raises `BirdeyeError` if the catalogue has none."""
    from birdeye.workflows.export_records import photos_at

    paths = photo_paths(arguments)
    found = tuple(photos_at(catalogue, paths)) if paths else ()  # no paths would mean all photos
    if not found:
        raise BirdeyeError("There are no such photos in the catalogue. Identify them first.")
    return found


def photo_paths(arguments: argparse.Namespace) -> list[Path]:
    """What is given apart from tracks; nothing to an action without photos."""
    paths = given_paths(arguments) if "paths" in arguments else []
    return [path for path in paths if not is_track(path)]


def is_track(path: Path) -> bool:
    """Whether a file among the photos is one with tracks."""
    return path.suffix.lower() == ".gpx" and path.is_file()
