"""Which catalogue a command works with, and what to say when it cannot be used."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from birdeye import locations
from birdeye.cli.display import counted, warn
from birdeye.domain.errors import CatalogueUnusable

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.domain.species import Species


_LISTED = 5


def add_catalogue_option(parser: Any) -> None:
    """Add ``--catalogue`` to a command, or to a group of its options."""
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="the catalogue (default: that of the window)"
    )


def warned_of_unknown(catalogue: Catalogue, paths: Iterable[Path]) -> bool:
    """Whether the catalogue knows no photo at or below some of ``paths``, which are told."""
    unknown = catalogue.unknown_paths(paths)
    for path in unknown[:_LISTED]:
        warn(f"The catalogue knows no photo at “{path}”.")
    if len(unknown) > _LISTED:
        warn(f"Nor at {counted(len(unknown) - _LISTED, 'other')}.")
    return bool(unknown)


class Troubles:
    """Says on standard error why results are not stored: once, however many photos are affected.

    May be called from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told = False

    def __call__(self, error: CatalogueUnusable) -> None:
        """Print ``error`` unless one was printed before."""
        with self._lock:
            if self._told:
                return
            self._told = True
        warn(f"{error} The results are not saved.")


@contextmanager
def opened_catalogue(file: Path, species_of: Callable[[str], Species]) -> Iterator[Catalogue]:
    """The catalogue at ``file``, checked first: changing one that has lost something would hide the
    loss. What was lost or repaired is printed on standard error.

    Raises `CatalogueUnusable`.
    """
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.catalogue.preparation import prepare_catalogue

    if told := prepare_catalogue(file):
        warn(told)
    with Catalogue(file, species_of) as catalogue:
        yield catalogue


def ready_catalogue(chosen: Path | None, troubles: Troubles) -> Path | None:
    """The catalogue at ``chosen``, or the usual one for None, ready for use.

    What was repaired is printed on standard error. If the usual one cannot be used, this is printed
    and None returned; one that was named raises `CatalogueUnusable`.
    """
    from birdeye.catalogue.preparation import prepare_catalogue

    file = chosen or locations.catalogue_file()
    try:
        told = prepare_catalogue(file)
    except CatalogueUnusable as error:
        if chosen is not None:
            raise
        troubles(error)
        return None
    if told:
        warn(told)
    return file
