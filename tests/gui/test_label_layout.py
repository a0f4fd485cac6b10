from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF

from birdeye.gui.photo_view.label_layout import LabelRequest, place_labels

BOUNDS = QRectF(0, 0, 1000, 600)
SIZE = QSizeF(120, 22)


def request(x, y, width, height, must_show=False):
    return LabelRequest(QRectF(x, y, width, height), SIZE, must_show)


def test_a_label_goes_above_its_box():
    (place,) = place_labels([request(100, 100, 200, 200)], BOUNDS)
    assert place.left() == 100
    assert place.bottom() < 100


def test_without_room_above_a_label_goes_below():
    (place,) = place_labels([request(100, 5, 200, 200)], BOUNDS)
    assert place.top() > 205


def test_a_box_that_fills_the_view_has_its_label_inside():
    (place,) = place_labels([request(-500, -500, 3000, 3000)], BOUNDS)
    assert BOUNDS.contains(place)


def test_a_label_avoids_covering_another_bird():
    above = request(100, 60, 120, 30)
    below = request(100, 100, 120, 100)
    places = place_labels([below, above], BOUNDS)
    assert not places[0].intersects(above.box)


def test_a_box_out_of_sight_has_no_label():
    assert place_labels([request(2000, 100, 50, 50)], BOUNDS) == [None]


def test_what_must_show_shows_in_any_crowd():
    crowd = [request(100 + i, 100 + i, 40, 40, must_show=i == 29) for i in range(30)]
    assert place_labels(crowd, BOUNDS)[29] is not None


boxes = st.tuples(st.floats(-100, 1000), st.floats(-100, 600), st.floats(4, 400), st.floats(4, 400))


@given(st.lists(boxes, max_size=40))
def test_labels_stay_in_view_and_never_cover_each_other(rects):
    places = [p for p in place_labels([request(*rect) for rect in rects], BOUNDS) if p]
    assert all(BOUNDS.contains(place) for place in places)
    assert not any(a.intersects(b) for a, b in combinations(places, 2))
