"""Ranges by cells of a grid, as a pack may bring them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.errors import PackInvalid
from birdeye.domain.photos import GpsPosition
from birdeye.packs.grid import Grid, as_spans, parse_grid

BERLIN = GpsPosition(52.5, 13.4)
HEADER = "scientific_name,cells_of_1_degrees\n"


def grid_with(*positions):
    empty = Grid(1.0, {})
    cells = as_spans(empty.cell_of(position) for position in positions)
    return parse_grid(f"{HEADER}Parus major,{cells}\n".encode(), "t")


def test_a_species_is_expected_in_its_cells_and_next_to_them():
    grid = grid_with(BERLIN)
    assert grid.covers("Parus major", BERLIN)
    assert grid.covers("Parus major", GpsPosition(53.2, 12.1))
    assert grid.covers("Parus major", GpsPosition(55.0, 13.4)) is False
    assert grid.covers("Pica pica", BERLIN) is None


def test_the_grid_closes_at_the_date_line_and_ends_at_the_poles():
    assert grid_with(GpsPosition(-16.5, 179.9)).covers("Parus major", GpsPosition(-16.5, -179.9))
    assert grid_with(GpsPosition(90.0, 180.0)).covers("Parus major", GpsPosition(89.5, 179.5))


@given(st.sets(st.integers(0, 64_799), min_size=1, max_size=60))
def test_spans_hold_the_same_cells(cells):
    spans = [span.partition("-") for span in as_spans(cells).split(" ")]
    held = {c for a, _, b in spans for c in range(int(a), int(b or a) + 1)}
    assert held == cells


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"scientific_name,cells\nParus major,1\n",
        b"scientific_name,cells_of_0.01_degrees\nParus major,1\n",
        b"scientific_name,cells_of_99_degrees\nParus major,1\n",
        HEADER.encode() + b"Parus,1\n",
        HEADER.encode() + b"Parus major,1-\n",
        HEADER.encode() + b"Parus major,1,2\n",
        b"\xff\xfe",
    ],
)
def test_what_breaks_the_rules_is_refused(content):
    with pytest.raises(PackInvalid):
        parse_grid(content, "t")
