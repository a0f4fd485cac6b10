import pytest
from PySide6.QtCore import QRectF

from birdeye.gui.charts.sightings_map import round_length_km, view_of

ROOM = QRectF(10, 20, 800, 400)


def test_all_points_lie_inside_and_north_is_up():
    points = {(52.5, 13.4): 1, (48.1, 11.6): 4, (50.1, 8.7): 2}
    view = view_of(points, ROOM)
    at = {place: view.point(place[1], place[0]) for place in points}
    assert all(ROOM.adjusted(20, 20, -20, -20).contains(point) for point in at.values())
    assert at[52.5, 13.4].y() < at[48.1, 11.6].y()
    assert at[50.1, 8.7].x() < at[52.5, 13.4].x()


def test_a_single_point_is_in_the_middle_with_land_around_it():
    view = view_of({(60.0, 25.0): 3}, ROOM)
    middle = view.point(25.0, 60.0)
    assert (middle.x(), middle.y()) == (ROOM.center().x(), ROOM.center().y())
    assert view.pixels_per_degree == pytest.approx(400 / 3)


def test_the_map_is_true_to_scale_at_its_middle():
    view = view_of({(60.0, 25.0): 3}, ROOM)
    degree_north = view.point(25, 60).y() - view.point(25, 61).y()
    degree_east = view.point(26, 60).x() - view.point(25, 60).x()
    assert degree_east / degree_north == pytest.approx(0.5)  # cos 60


@pytest.mark.parametrize(
    ("longest", "length"), [(1.0, 1), (1.9, 1), (4.9, 2), (99, 50), (100, 100), (0.3, 0.2)]
)
def test_the_scale_has_a_round_length(longest, length):
    assert round_length_km(longest) == pytest.approx(length)
