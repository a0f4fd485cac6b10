"""The countries as outlines, so that a position has a country and a map has coasts, offline."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from birdeye.domain.photos import GpsPosition

OFFSHORE_DEGREES = 0.5
"""How far off a coast a position still belongs to the country, in degrees of latitude: some 55 km,
for birds seen from boats and because outlines are coarse."""


@dataclass(frozen=True, eq=False)
class Outline:
    """One closed ring: an island, a mainland, or a hole in it.

    ``corners`` is float32 of shape (n, 2), longitude and latitude in degrees (WGS 84); the last
    corner joins the first; an outline across the date line goes beyond 180 degrees, and is included
    twice, once on each side. ``bounds`` are the smallest and largest longitude and latitude.
    """

    corners: np.ndarray
    bounds: tuple[float, float, float, float]

    def may_hold(self, longitude: float, latitude: float, margin: float = 0.0) -> bool:
        """Whether the position is in the bounds, widened by ``margin`` degrees."""
        west, south, east, north = self.bounds
        return (
            west - margin <= longitude <= east + margin
            and south - margin <= latitude <= north + margin
        )

    def crossings(self, longitude: float, latitude: float) -> int:
        """How many sides a ray to the east of the position crosses."""
        x1, y1 = self.corners.T
        x2, y2 = np.roll(x1, -1), np.roll(y1, -1)
        straddling = (y1 > latitude) != (y2 > latitude)
        with np.errstate(divide="ignore", invalid="ignore"):
            crossed_at = x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
        return int(np.count_nonzero(straddling & (longitude < crossed_at)))

    def distance_degrees(self, longitude: float, latitude: float) -> float:
        """To the nearest side, in degrees of latitude, on a plane: for short distances only."""
        squeeze = math.cos(math.radians(latitude))
        start = (self.corners - (longitude, latitude)) * (squeeze, 1.0)
        side = np.roll(start, -1, axis=0) - start
        length_squared = np.maximum((side**2).sum(axis=1), 1e-12)
        share = np.clip(-(start * side).sum(axis=1) / length_squared, 0.0, 1.0)
        return float(np.linalg.norm(start + share[:, None] * side, axis=1).min())


@dataclass(frozen=True, eq=False)
class Countries:
    """Outlines by ISO 3166-1 alpha-2 code."""

    outlines: Mapping[str, tuple[Outline, ...]]

    def at(self, position: GpsPosition) -> str:
        """The code of the country at ``position``, of the nearest one close to a coast, else ""."""
        longitude, latitude = position.longitude, position.latitude
        for code, outlines in self.outlines.items():
            crossings = sum(
                outline.crossings(longitude, latitude)
                for outline in outlines
                if outline.may_hold(longitude, latitude)
            )
            if crossings % 2:
                return code
        return self._nearest(longitude, latitude)

    def near(self, position: GpsPosition, degrees: float) -> frozenset[str]:
        """All countries that contain the position or are within ``degrees`` of latitude of it."""
        longitude, latitude = position.longitude, position.latitude
        margin = degrees / max(math.cos(math.radians(latitude)), 0.1)
        return frozenset(
            code
            for code, outlines in self.outlines.items()
            if any(
                outline.crossings(longitude, latitude) % 2
                or outline.distance_degrees(longitude, latitude) <= degrees
                for outline in outlines
                if outline.may_hold(longitude, latitude, margin)
            )
        )

    def _nearest(self, longitude: float, latitude: float) -> str:
        margin = OFFSHORE_DEGREES / max(math.cos(math.radians(latitude)), 0.1)
        near = [
            (outline.distance_degrees(longitude, latitude), code)
            for code, outlines in self.outlines.items()
            for outline in outlines
            if outline.may_hold(longitude, latitude, margin)
        ]
        distance, code = min(near, default=(math.inf, ""))
        return code if distance <= OFFSHORE_DEGREES else ""


def read_countries(path: Path) -> Countries:
    """The outlines in the JSON file at ``path`` (``assets/countries.json``, part of the program).

    Each outline is a list of numbers: the first corner, then the step to each next one, in
    fractions of a degree.
    """
    content = json.loads(path.read_bytes())
    unit = 1.0 / content["corners_per_degree"]
    outlines = {
        code: tuple(_outline(steps, unit) for steps in rings)
        for code, rings in content["countries"].items()
    }
    return Countries(MappingProxyType(outlines))


def _outline(steps: list[int], unit: float) -> Outline:
    corners = (np.cumsum(np.array(steps).reshape(-1, 2), axis=0) * unit).astype(np.float32)
    (west, south), (east, north) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Outline(corners, (west, south, east, north))
