from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from birdeye.domain.arrangement import Heading, Section
from birdeye.gui.panels.grid_layout import GridLayout

CELL = QSize(100, 90)
WIDTH = 480  # four columns


def layout(*counts, headings=True, width=WIDTH):
    sections, first_row = [], 0
    for number, count in enumerate(counts):
        heading = Heading(taxon=str(number)) if headings else None
        sections.append(Section(heading, first_row, count, count))
        first_row += count
    return GridLayout(sections, width, CELL)


def rows_at(grid, point):
    return list(grid.rows_in(QRect(point, QSize(1, 1))))


def test_cells_fill_the_width_evenly():
    grid = layout(9)
    rects = [grid.cell_rect(row) for row in range(9)]
    assert grid.columns == 4
    assert 0 <= WIDTH - 1 - rects[3].right() - rects[0].left() < grid.columns
    assert len({rect.size().toTuple() for rect in rects}) == 1
    assert rects[4].left() == rects[0].left() and rects[4].top() > rects[0].bottom()


def test_a_narrow_grid_has_one_column():
    assert layout(3, width=10).columns == 1


def test_arrows_go_up_and_down_across_sections_and_stop_at_the_ends():
    grid = layout(6, 2, 5)
    assert grid.row_above(1, -1) == 5  # the line below is shorter
    assert grid.row_above(4, -1) == 6
    assert grid.row_above(7, -1) == 9
    assert grid.row_above(6, 1) == 4
    assert grid.row_above(2, 1) == 2
    assert grid.row_above(12, -1) == 12
    assert grid.row_above(12, 9) == 0


def test_headings_are_found_where_they_lie():
    grid = layout(6, 2, 5)
    (_, first), (_, second), (_, third) = grid.headings_in(QRect(0, 0, WIDTH, grid.height))
    assert first.bottom() < grid.cell_rect(0).top()
    assert grid.cell_rect(5).bottom() < second.top()
    assert [s.heading.taxon for s, _ in grid.headings_in(third)] == ["2"]
    assert list(layout(6, 2, headings=False).headings_in(QRect(0, 0, WIDTH, 999))) == []


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=8),
    st.booleans(),
    st.integers(60, 900),
    st.tuples(*[st.integers(-50, 2500)] * 2, *[st.integers(1, 700)] * 2),
)
def test_what_lies_in_an_area_is_what_a_search_of_all_cells_finds(counts, headings, width, area):
    grid, area = layout(*counts, headings=headings, width=width), QRect(*area)
    found = list(grid.rows_in(area))
    assert found == [row for row in range(sum(counts)) if grid.cell_rect(row).intersects(area)]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(60, 900))
def test_cells_neither_overlap_nor_leave_the_grid(counts, width):
    grid = layout(*counts, width=width)
    rects = [grid.cell_rect(row) for row in range(sum(counts))]
    assert all(rect.bottom() < grid.height for rect in rects)
    for row, rect in enumerate(rects):
        assert rows_at(grid, rect.center()) == [row]
    assert rows_at(grid, QPoint(0, 0)) == []


@pytest.mark.parametrize("row", [0, 25_000, 49_999])
def test_fifty_thousand_cells_are_found_by_arithmetic(row):
    grid = layout(20_000, 30_000)
    assert rows_at(grid, grid.cell_rect(row).center()) == [row]


def test_a_row_that_is_not_laid_out_has_no_place():
    assert not layout().cell_rect(0).isValid()
    assert not layout(3).cell_rect(3).isValid()
    assert not layout(3).cell_rect(-1).isValid()
