"""Makes the grid of a pack from the table of places that OSEA publishes beside its network.

The file has the tables places (worldid, west, south, east, north), distributions (species, worldid)
and sp_cls_map (species, cls): which species of AVONET occurs in which cell, and which outputs of
the network it is. It was not available to Birdeye's authors, so nothing about it is assumed: its
contents are compared with the program's own table of countries before use.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from birdeye import locations
from birdeye.catalogue.foreign_table import ForeignTables, open_foreign
from birdeye.domain.errors import RecipeMismatch
from birdeye.geography.countries import read_countries
from birdeye.geography.occurrence import read_occurrence
from birdeye.geography.whereabouts import region
from birdeye.packs.grid import Grid, as_spans
from birdeye.packs.labels import Labels

_SIDES = (0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0)
"""Degrees that a cell of the grid may have; a published one gets the next smaller."""
_MOST_CELLS_OF_PLACE = 10_000
_SPECIES_COMPARED, _CELLS_COMPARED = 200, 12
_LEAST_AGREEMENT = 0.7
"""The share of compared cells that must be in countries where the species occurs. If outputs are
mixed up it is less than half."""
_EVEN = 1e-6


def grid_from(file: Path, labels: Labels) -> Grid:
    """The cells of each species of ``labels``; raises `RecipeMismatch` saying what is wrong."""
    try:
        with open_foreign(file) as tables:
            degrees, cells_of = _places(tables)
            outputs = _outputs(tables, len(labels))
            found = _distributions(tables, outputs, cells_of, labels)
    except ValueError as error:
        raise RecipeMismatch(file.name, [str(error)]) from None
    if not found:
        raise RecipeMismatch(file.name, ["it says nothing about the species of the labels"])
    grid = Grid(degrees, {name: as_spans(cells) for name, cells in sorted(found.items())})
    agreement = _agreement(grid, found)
    if agreement < _LEAST_AGREEMENT:
        difference = (
            f"only {agreement:.0%} of its cells are in countries where the species occurs that "
            "the labels name, so it seems to number the outputs differently"
        )
        raise RecipeMismatch(file.name, [difference])
    return grid


def _places(tables: ForeignTables) -> tuple[float, dict[Any, tuple[int, ...]]]:
    """The side of a cell in degrees, and the cells that each place covers."""
    bounds, sides = {}, Counter[float]()
    for place, *edges in tables.rows("places", ("worldid", "west", "south", "east", "north")):
        try:
            west, south, east, north = map(float, edges)
        except (TypeError, ValueError):
            raise ValueError("its table “places” has edges that are not numbers") from None
        whole = -180 <= west < east <= 180 and -90 <= south < north <= 90
        if not whole:
            raise ValueError(f"its place {place!r:.20} has the edges {edges!r:.80}")
        bounds[place] = west, south, east, north
        sides[min(east - west, north - south)] += 1
    if not bounds:
        raise ValueError("its table “places” is empty")
    usual = sides.most_common(1)[0][0]
    side = max((each for each in _SIDES if each <= usual + _EVEN), default=_SIDES[0])
    return side, {place: tuple(_covered(edges, side)) for place, edges in bounds.items()}


def _covered(edges: tuple[float, float, float, float], side: float) -> Iterator[int]:
    west, south, east, north = edges
    columns = range(math.floor((west + 180) / side + _EVEN), math.ceil((east + 180) / side - _EVEN))
    rows = range(math.floor((south + 90) / side + _EVEN), math.ceil((north + 90) / side - _EVEN))
    if len(columns) * len(rows) > _MOST_CELLS_OF_PLACE:
        raise ValueError("its table “places” has places too large for a grid")
    return (row * math.ceil(360 / side) + column for row in rows for column in columns)


def _outputs(tables: ForeignTables, count: int) -> dict[Any, list[int]]:
    """The outputs of the network that each species of the file is."""
    outputs: dict[Any, list[int]] = defaultdict(list)
    for species, output in tables.rows("sp_cls_map", ("species", "cls")):
        if not isinstance(output, int) or not 0 <= output < count:
            raise ValueError(
                f"its table “sp_cls_map” has the class {output!r:.40}, which is not an output"
            )
        outputs[species].append(output)
    return outputs


def _distributions(
    tables: ForeignTables,
    outputs: Mapping[Any, list[int]],
    cells_of: Mapping[Any, tuple[int, ...]],
    labels: Labels,
) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for species, place in tables.rows("distributions", ("species", "worldid")):
        if place not in cells_of:
            raise ValueError(f"its table “distributions” names the unknown place {place!r:.20}")
        for output in outputs.get(species, ()):
            if named := labels.species[output]:
                found[named.scientific_name].update(cells_of[place])
    return found


def _agreement(grid: Grid, found: Mapping[str, set[int]]) -> float:
    """The share of a sample of cells in whose country the species occurs by the program's table."""
    countries = read_countries(locations.countries_file())
    occurrence = read_occurrence(locations.occurrence_file())
    names = sorted(found)
    right = compared = 0
    for name in names[:: max(1, len(names) // _SPECIES_COMPARED)]:
        known = occurrence.range_of(name)
        if known is None:
            continue
        cells = sorted(found[name])
        for cell in cells[:: max(1, len(cells) // _CELLS_COMPARED)]:
            middle = grid.middle_of(cell)
            country = countries.at(middle)
            if country:
                compared += 1
                right += known.covers(region((country,))) is not False
    return right / compared if compared else 1.0
