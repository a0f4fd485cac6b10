from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

from birdeye.gui.photo_view.box_shaping import (
    CORNERS,
    EDGES,
    LEAST_SIDE,
    MOVE,
    BoxShaping,
    Grip,
    grip_at,
    grips_of,
    reshaped,
)

PHOTO = QSizeF(1000, 800)
RECT = QRectF(100, 200, 300, 150)


def edges(rect):
    return rect.left(), rect.top(), rect.right(), rect.bottom()


@pytest.mark.parametrize(
    ("grip", "expected"),
    [
        (Grip(-1, -1), (110, 220, 400, 350)),
        (Grip(1, -1), (100, 220, 410, 350)),
        (Grip(-1, 1), (110, 200, 400, 370)),
        (Grip(1, 1), (100, 200, 410, 370)),
        (Grip(-1, 0), (110, 200, 400, 350)),
        (Grip(0, 1), (100, 200, 400, 370)),
        (MOVE, (110, 220, 410, 370)),
    ],
)
def test_a_grip_takes_its_edges_along_and_no_others(grip, expected):
    assert edges(reshaped(RECT, grip, QPointF(10, 20), PHOTO)) == pytest.approx(expected)


@given(
    grip=st.sampled_from([*CORNERS, *EDGES, MOVE]),
    dx=st.floats(-3000, 3000),
    dy=st.floats(-3000, 3000),
)
def test_a_box_stays_in_the_photo_and_never_turns_inside_out(grip, dx, dy):
    rect = reshaped(RECT, grip, QPointF(dx, dy), PHOTO)
    assert rect.width() >= LEAST_SIDE - 1e-9
    assert rect.height() >= LEAST_SIDE - 1e-9
    left, top, right, bottom = edges(rect)
    assert left >= 0
    assert top >= 0
    assert right <= PHOTO.width() + 1e-9
    assert bottom <= PHOTO.height() + 1e-9
    if grip == MOVE:
        assert rect.width() == pytest.approx(RECT.width())
        assert rect.height() == pytest.approx(RECT.height())


@given(
    start=st.tuples(st.floats(-100, 1100), st.floats(-100, 900)),
    end=st.tuples(st.floats(-100, 1100), st.floats(-100, 900)),
)
def test_a_box_is_drawn_from_any_corner_and_cut_to_the_photo(start, end):
    shaping = BoxShaping(QPointF(*start), PHOTO)
    shaping.drag_to(QPointF(*end))
    if shaping.has_changed:
        assert QRectF(QPointF(0, 0), PHOTO).contains(shaping.rect)
        assert shaping.rect.width() >= LEAST_SIDE


def test_a_slip_of_the_hand_draws_nothing():
    shaping = BoxShaping(QPointF(500, 500), PHOTO)
    shaping.drag_to(QPointF(500 + LEAST_SIDE - 1, 600))
    assert not shaping.has_changed
    shaping.drag_to(QPointF(500 + LEAST_SIDE, 600))
    assert shaping.has_changed


def test_back_at_its_place_a_box_has_not_changed():
    shaping = BoxShaping(QPointF(150, 250), PHOTO, RECT, MOVE)
    shaping.drag_to(QPointF(180, 250))
    assert shaping.has_changed
    shaping.drag_to(QPointF(150, 250))
    assert not shaping.has_changed


@pytest.mark.parametrize(
    ("point", "grip"),
    [
        ((100, 200), Grip(-1, -1)),
        ((403, 347), Grip(1, 1)),
        ((250, 203), Grip(0, -1)),
        ((396, 275), Grip(1, 0)),
        ((150, 197), MOVE),
        ((250, 275), None),
        ((60, 60), None),
    ],
)
def test_grips_lie_on_corners_and_edges_and_the_outline_moves(point, grip):
    assert grip_at(RECT, QPointF(*point)) == grip


def test_a_small_box_has_grips_on_its_corners_only():
    assert set(grips_of(QRectF(0, 0, 30, 30))) == set(CORNERS)
    assert set(grips_of(QRectF(0, 0, 90, 30))) == {*CORNERS, Grip(0, -1), Grip(0, 1)}


def test_cursors_point_where_the_edges_go():
    assert Grip(-1, -1).cursor is Qt.CursorShape.SizeFDiagCursor
    assert Grip(1, -1).cursor is Qt.CursorShape.SizeBDiagCursor
    assert Grip(1, 0).cursor is Qt.CursorShape.SizeHorCursor
    assert Grip(0, 1).cursor is Qt.CursorShape.SizeVerCursor
    assert MOVE.cursor is Qt.CursorShape.SizeAllCursor
