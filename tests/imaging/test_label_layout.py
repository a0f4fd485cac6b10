from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from birdeye.domain.boxes import Box
from birdeye.imaging.label_layout import place_labels

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
