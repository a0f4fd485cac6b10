"""What a map shows of the outlines of countries."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from birdeye.geography.countries import Countries, Outline, read_countries
from birdeye.gui.charts.coast_lines import coast_lines
from birdeye.gui.charts.sightings_map import MapView
from birdeye.locations import countries_file

ROOM = QRectF(0, 0, 520, 280)
VIEWS = {
    "the world": MapView(10, 25, 520 / 360, ROOM),
    "a continent": MapView(10, 50, 12, ROOM),
    "a country": MapView(25, 62, 40, ROOM),
    "a town": MapView(10.7, 59.9, 400, ROOM),
    "a garden": MapView(24.95, 60.17, 20_000, ROOM),
    "across the date line": MapView(179.5, 66, 12, ROOM),
}


@pytest.fixture(scope="module")
def countries():
    return read_countries(countries_file())


def painted(polygons):
    image = QImage(ROOM.size().toSize(), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setPen(QPen(Qt.GlobalColor.black, 1.0))
    painter.setBrush(Qt.GlobalColor.gray)
    for polygon in polygons:
        painter.drawPolygon(polygon)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def corner_by_corner(countries, view):
    """All corners of all countries, each put where the view says that it belongs."""
    for outlines in countries.outlines.values():
        for outline in outlines:
            yield QPolygonF([view.point(*corner) for corner in outline.corners.tolist()])


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_map_looks_as_if_it_had_all_corners(qapp, countries, view):
    polygons = coast_lines(countries).polygons(view)
    difference = painted(polygons) != painted(corner_by_corner(countries, view))
    # Lines half a pixel aside, and islands smaller than a pixel.
    lines = (np.diff(painted(polygons), axis=0) != 0).mean()
    assert difference.mean() <= 0.5 * lines


def test_a_map_has_no_more_corners_than_it_can_show(countries):
    lines = coast_lines(countries)
    total = sum(len(ring.corners) for rings in countries.outlines.values() for ring in rings)
    counts = {
        name: sum(polygon.count() for polygon in lines.polygons(view))
        for name, view in VIEWS.items()
    }
    assert counts["the world"] < total / 4
    assert counts["a town"] < 2000
    assert counts["a garden"] < 200


def test_leaving_out_corners_never_draws_a_line_through_the_map(qapp):
    # A ring that goes around the map, beyond two sides at once at each corner of it.
    ring = [(-50, -50), (-50, 0), (-50, 50), (-40, 60), (0, 60), (40, 60), (60, 40), (60, -40)]
    corners = np.array(ring, np.float32)
    outline = Outline(corners, (-50.0, -50.0, 60.0, 60.0))
    view = MapView(0, 0, 100, ROOM)
    around = coast_lines(Countries({"XX": (outline,)})).polygons(view)
    assert (painted(around) == painted(around)[0, 0]).all()
    assert around[0].containsPoint(QPointF(260, 140), Qt.FillRule.OddEvenFill)


def test_without_outlines_there_is_nothing(qapp):
    assert coast_lines(Countries({})).polygons(VIEWS["the world"]) == []
