"""Which catalogue a command works with, and what is told when it cannot."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from birdeye import locations
from birdeye.cli.display import warn
from birdeye.domain.errors import CatalogueUnusable


def add_catalogue_option(parser: Any) -> None:
    """Add ``--catalogue`` to a command, or to a group of its options."""
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="the catalogue (default: that of the window)"
    )


class Troubles:
    """Tells on standard error why results are not remembered: once, however many photos it hits.

    May be called from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told = False

    def __call__(self, error: CatalogueUnusable) -> None:
        """Tell ``error`` unless one was told before."""
        with self._lock:
            if self._told:
                return
            self._told = True
        warn(f"{error} The results are not remembered.")


def ready_catalogue(chosen: Path | None, troubles: Troubles) -> Path | None:
    """The catalogue at ``chosen``, or the usual one for None, ready for use.

    What was repaired is told on standard error. Where the usual one cannot be used that is told,
    and None returned; one that was asked for by name raises `CatalogueUnusable`.
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
