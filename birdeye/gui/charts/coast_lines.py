"""Coasts and borders as they are drawn on a map: no finer than its pixels, so that it is quick.

A paint must not take longer than a frame, and the outlines of all countries have 100,000 corners:
numpy leaves out what a map cannot show, and Qt reads the rest from bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPolygonF

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries, Outline
    from birdeye.gui.charts.sightings_map import MapView

_MARGIN = 4.0
"""Pixels beyond the edges of a map, as much as a line is wide and more."""


@lru_cache(maxsize=1)
def coast_lines(countries: Countries) -> CoastLines:
    """Those of ``countries``, made once."""
    return CoastLines([ring for rings in countries.outlines.values() for ring in rings])


class CoastLines:
    """All outlines in one array: longitude and latitude, and which ring a corner belongs to."""

    def __init__(self, rings: Sequence[Outline]) -> None:
        self._lengths = np.array([len(ring.corners) for ring in rings], np.int64)
        self._bounds = np.array([ring.bounds for ring in rings], np.float32).reshape(-1, 4)
        corners = [ring.corners for ring in rings] or [np.empty((0, 2), np.float32)]
        self._longitudes, self._latitudes = np.ascontiguousarray(np.concatenate(corners).T)

    def polygons(self, view: MapView) -> list[QPolygonF]:
        """What ``view`` shows of the outlines, in its pixels, not a pixel from where it belongs."""
        x_scale, y_scale = view.pixels_per_degree * view.squeeze, view.pixels_per_degree
        in_sight = self._in_sight(view)
        of_rings = np.repeat(in_sight, self._lengths)
        ring = np.repeat(np.flatnonzero(in_sight), self._lengths[in_sight])
        centre = view.room.center()
        # In double precision from here: near by, the map is large.
        x = centre.x() + (self._longitudes[of_rings].astype(float) - view.longitude) * x_scale
        y = centre.y() - (self._latitudes[of_rings].astype(float) - view.latitude) * y_scale
        room = view.room.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        # One side after the other. A line from one corner beyond a side to the next one that is
        # left stays beyond that side, which would be untrue of all four together.
        for beyond in (
            lambda x, _y: x < room.left(),
            lambda x, _y: x > room.right(),
            lambda _x, y: y < room.top(),
            lambda _x, y: y > room.bottom(),
        ):
            out = beyond(x, y)
            if out.any():
                needed = np.ones(len(x), bool)
                needed[1:-1] = ~(out[:-2] & out[1:-1] & out[2:]) | (ring[:-2] != ring[2:])
                x, y, ring = x[needed], y[needed], ring[needed]
        needed = np.ones(len(x), bool)
        column, row = np.rint(x), np.rint(y)
        needed[1:] = (column[1:] != column[:-1]) | (row[1:] != row[:-1]) | (ring[1:] != ring[:-1])
        return _polygons(x[needed], y[needed], ring[needed])

    def _in_sight(self, view: MapView) -> np.ndarray:
        """Which rings have a part in ``view`` and are a pixel wide or high."""
        x_scale, y_scale = view.pixels_per_degree * view.squeeze, view.pixels_per_degree
        half_wide, half_high = view.room.width() / 2 / x_scale, view.room.height() / 2 / y_scale
        west, south, east, north = self._bounds.T
        return (
            (west <= view.longitude + half_wide)
            & (east >= view.longitude - half_wide)
            & (south <= view.latitude + half_high)
            & (north >= view.latitude - half_high)
            & (((east - west) * x_scale >= 1) | ((north - south) * y_scale >= 1))
        )


def _polygons(x: np.ndarray, y: np.ndarray, ring: np.ndarray) -> list[QPolygonF]:
    """One for each ring of three corners and more; made point by point in Python it took long."""
    if not len(ring):
        return []
    starts = np.flatnonzero(np.concatenate([[True], ring[1:] != ring[:-1]]))
    ends = np.append(starts[1:], len(ring))
    corners = memoryview(np.stack([x, y], axis=1).astype(">f8").tobytes())
    polygons = []
    # As a QDataStream has a polygon: how many corners, then x and y of each as doubles.
    written = bytearray()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start >= 3:
            written += (end - start).to_bytes(4, "big") + corners[16 * start : 16 * end]
            polygons.append(QPolygonF())
    stream = QDataStream(QByteArray(written))
    for polygon in polygons:
        stream >> polygon
    return polygons
