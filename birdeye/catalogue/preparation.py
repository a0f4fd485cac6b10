"""Makes a catalogue ready for use: new, brought up to date, checked, repaired or set aside."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from birdeye.catalogue.database import connect, sentences
from birdeye.catalogue.migrate import check_not_newer, check_ours, migrate, version_of
from birdeye.catalogue.schema import LATEST_VERSION, MIGRATIONS
from birdeye.domain.errors import CatalogueUnusable


def prepare_catalogue(path: Path) -> str | None:
    """Make the catalogue ready when the program starts; a sentence where that was worth one."""
    make_ready(path)
    return None


def make_ready(path: Path) -> None:
    """Make the catalogue where there is none, and bring an older one up to date.

    Raises `CatalogueUnusable` where it cannot be used, is of another program or of a newer one.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogueUnusable(
            f"The folder of the catalogue “{path}” cannot be made: {error.strerror or error}. "
            "Choose another place for it."
        ) from error
    with sentences(path), closing(connect(path)) as connection:
        check_ours(connection, path)
        check_not_newer(connection, path, LATEST_VERSION)
        if version_of(connection) < LATEST_VERSION:
            migrate(connection, MIGRATIONS)
