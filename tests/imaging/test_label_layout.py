from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from birdeye.domain.boxes import Box
from birdeye.imaging.label_layout import place_labels, place_labels_with_room

PHOTO = (1000, 800)


def test_name_goes_above_its_box():
    (place,) = place_labels([Box(200, 300, 400, 500)], [(120, 30)], PHOTO, 4)
    assert place == Box(200, 266, 320, 296)


def test_name_goes_below_a_box_at_the_top():
    (place,) = place_labels([Box(200, 5, 400, 500)], [(120, 30)], PHOTO, 4)
    assert place == Box(200, 504, 320, 534)


def test_name_goes_inside_a_box_that_fills_the_photo():
    (place,) = place_labels([Box(0, 0, 1000, 800)], [(120, 30)], PHOTO, 4)
    assert place.clipped(*PHOTO) == place


def test_names_of_neighbours_do_not_meet():
    boxes = [Box(100 + 60 * i, 300, 150 + 60 * i, 350) for i in range(6)]
    places = place_labels(boxes, [(140, 30)] * 6, PHOTO, 4)
    overlaps = [a.intersection_area(b) for i, a in enumerate(places) for b in places[:i]]
    assert max(overlaps) == 0


coordinates = st.floats(0, 1000)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(coordinates, coordinates, st.floats(0, 300), st.floats(0, 300)), max_size=12
    ),
    st.integers(1, 900),
    st.integers(1, 700),
)
def test_names_stay_in_the_photo(corners, width, height):
    boxes = [Box(x, y, x + w, y + h).clipped(*PHOTO) for x, y, w, h in corners]
    places = place_labels(boxes, [(width, height)] * len(boxes), PHOTO, 4)
    for place in places:
        assert place.x1 >= 0 and place.y1 >= 0
        assert place.x2 <= PHOTO[0] + 1e-9 and place.y2 <= PHOTO[1] + 1e-9
        assert abs(place.width - width) < 1e-6 and abs(place.height - height) < 1e-6


def test_name_avoids_another_bird():
    bird, above = Box(200, 300, 400, 500), Box(200, 250, 400, 290)
    place, _ = place_labels([bird, above], [(120, 30)] * 2, PHOTO, 4)
    assert place.intersection_area(above) == 0


def test_name_that_must_show_shows_in_any_crowd():
    crowd = [Box(100 + i, 100 + i, 140 + i, 140 + i) for i in range(30)]
    sizes = [(120, 22)] * len(crowd)
    assert place_labels_with_room(crowd, sizes, PHOTO, 4, must_show=[29])[29] is not None
    assert None in place_labels_with_room(crowd, sizes, PHOTO, 4, must_show=[])


@given(
    st.lists(
        st.tuples(
            st.floats(-100, 1000), st.floats(-100, 800), st.floats(4, 400), st.floats(4, 400)
        ),
        max_size=40,
    )
)
def test_names_with_room_stay_in_view_and_never_cover_each_other(rects):
    boxes = [Box(x, y, x + width, y + height) for x, y, width, height in rects]
    placed = place_labels_with_room(boxes, [(120, 22)] * len(boxes), PHOTO, 4, must_show=[])
    places = [place for place in placed if place is not None]
    assert all(place.clipped(*PHOTO).iou(place) > 1 - 1e-9 for place in places)
    assert not any(one.intersection_area(other) for one, other in combinations(places, 2))
