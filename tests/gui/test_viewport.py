from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from birdeye.gui.photo_view.viewport import FIT_MARGIN, LARGEST_MAGNIFICATION, Viewport


def a_viewport(photo=(4000, 3000), view=(1000, 600), pixel_ratio=1.0):
    viewport = Viewport()
    viewport.set_view(*view, pixel_ratio)
    viewport.set_photo(*photo)
    return viewport


def test_a_fitted_photo_is_whole_and_in_the_middle():
    viewport = a_viewport()
    rect = viewport.photo_rect
    assert rect.center() == QPointF(500, 300)
    assert rect.top() == pytest.approx(FIT_MARGIN)
    assert rect.width() / rect.height() == pytest.approx(4 / 3)


def test_a_fitted_photo_stays_fitted_when_the_view_grows():
    viewport = a_viewport()
    viewport.set_view(2000, 1200, 1.0)
    assert viewport.photo_rect.height() == pytest.approx(1200 - 2 * FIT_MARGIN)


def test_a_tiny_photo_is_enlarged_only_so_far():
    assert a_viewport(photo=(16, 16)).zoom == 4.0


def test_hundred_percent_is_a_photo_pixel_on_a_display_pixel():
    viewport = a_viewport(pixel_ratio=2.0)
    viewport.zoom_to(0.5, QPointF(500, 300))
    assert viewport.percent == 100


@given(
    x=st.floats(300, 700),
    y=st.floats(200, 400),
    zooms=st.lists(st.floats(0.5, 12), min_size=1, max_size=5),
)
def test_the_point_under_the_cursor_stays_under_it(x, y, zooms):
    viewport = a_viewport()
    viewport.zoom_to(2.0, QPointF(500, 300))
    cursor = QPointF(x, y)
    held = viewport.to_photo(cursor)
    for zoom in zooms:
        viewport.zoom_to(zoom, cursor)
        assert viewport.to_photo(cursor).x() == pytest.approx(held.x(), abs=1e-6)
        assert viewport.to_photo(cursor).y() == pytest.approx(held.y(), abs=1e-6)


@given(
    dx=st.floats(-1e5, 1e5),
    dy=st.floats(-1e5, 1e5),
    zoom=st.floats(0.01, 100),
)
def test_the_photo_never_leaves_the_view(dx, dy, zoom):
    viewport = a_viewport()
    viewport.zoom_to(zoom, QPointF(0, 0))
    viewport.pan(QPointF(dx, dy))
    assert viewport.photo_rect.intersects(QRectF(0, 0, 1000, 600))
    assert 1e-3 < viewport.zoom <= LARGEST_MAGNIFICATION


def test_frames_convert_there_and_back():
    viewport = a_viewport()
    viewport.zoom_to(3.0, QPointF(10, 10))
    point = QPointF(1234.5, 678.9)
    back = viewport.to_photo(viewport.to_view(point))
    assert (back - point).manhattanLength() < 1e-6


def test_revealing_pans_as_little_as_needed():
    viewport = a_viewport()
    viewport.zoom_to(1.0, QPointF(500, 300))
    viewport.reveal(QRectF(3000, 1400, 100, 100))
    shown = viewport.rect_to_view(QRectF(3000, 1400, 100, 100))
    assert shown.right() == pytest.approx(1000)
    before = viewport.photo_rect
    viewport.reveal(QRectF(3000, 1400, 100, 100))
    assert viewport.photo_rect == before


def test_the_view_does_not_move_when_the_photo_turns_out_to_be_larger():
    viewport = a_viewport(photo=(1000, 750))
    viewport.zoom_to(4.0, QPointF(500, 300))
    before = viewport.photo_rect
    viewport.rescale_photo(4000, 3000)
    after = viewport.photo_rect
    for edge in ("left", "top", "width", "height"):
        assert getattr(after, edge)() == pytest.approx(getattr(before, edge)())
