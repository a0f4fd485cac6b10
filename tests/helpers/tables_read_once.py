"""Reads the tables that the program brings along once for all tests of a process.

A tenth of a second and more each, they were a third of the time of every test of a command. What a
test writes itself is read anew each time.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from birdeye.geography import countries, occurrence
from birdeye.packs import labels
from birdeye.taxonomy import species_table

ASSETS = Path(__file__).resolve().parents[2] / "assets"
_LARGE_BYTES = 50_000
"""Labels of the packs that the program brings along; those of the tests are smaller."""


def read_tables_once() -> None:
    """Called before anything imports the functions that read them."""
    for module, name in (
        (species_table, "read_species_table"),
        (countries, "read_countries"),
        (occurrence, "read_occurrence"),
    ):
        setattr(module, name, _once(getattr(module, name), lambda path: ASSETS in path.parents))
    labels.parse_labels = _once(labels.parse_labels, lambda content: len(content) > _LARGE_BYTES)


def _once(read: Callable[..., Any], is_kept: Callable[[Any], bool]) -> Callable[..., Any]:
    kept = functools.lru_cache(maxsize=8)(read)

    @functools.wraps(read)
    def reading(first: Any, *others: Any) -> Any:
        return kept(first, *others) if is_kept(first) else read(first, *others)

    return reading
