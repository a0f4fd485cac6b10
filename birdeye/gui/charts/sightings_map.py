"""A plain map: coasts and borders from the program's own outlines, and a dot where birds were."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from birdeye.gui import wording
from birdeye.gui.charts.chart import ChartPart, ChartStyle, paint_nothing
from birdeye.gui.charts.coast_lines import coast_lines

if TYPE_CHECKING:
    from birdeye.geography.countries import Countries

_LEAST_SPAN_DEGREES = 3.0
_KM_PER_DEGREE = 111.32
_DOT_RADIUS = 4.5
_MOST_RADIUS = 16.0


@dataclass(frozen=True, slots=True)
class MapView:
    """An equirectangular map, true to scale at its middle latitude."""

    longitude: float
    latitude: float
    pixels_per_degree: float
    room: QRectF

    @property
    def squeeze(self) -> float:
        """How much narrower a degree of longitude is than one of latitude."""
        return max(0.1, math.cos(math.radians(self.latitude)))

    def position(self, point: QPointF) -> tuple[float, float]:
        """(longitude, latitude) at a point of ``room``, which may lie beyond the poles."""
        offset = point - self.room.center()
        return (
            self.longitude + offset.x() / self.squeeze / self.pixels_per_degree,
            self.latitude - offset.y() / self.pixels_per_degree,
        )

    def point(self, longitude: float, latitude: float) -> QPointF:
        """Where a position is in ``room``."""
        centre = self.room.center()
        return QPointF(
            centre.x() + (longitude - self.longitude) * self.squeeze * self.pixels_per_degree,
            centre.y() - (latitude - self.latitude) * self.pixels_per_degree,
        )


def view_of(points: Mapping[tuple[float, float], int], room: QRectF) -> MapView:
    """The map that shows all ``points`` (latitude, longitude) in ``room`` with land around them."""
    latitudes = [latitude for latitude, _longitude in points]
    longitudes = [longitude for _latitude, longitude in points]
    middle = (min(latitudes) + max(latitudes)) / 2
    squeeze = max(0.1, math.cos(math.radians(middle)))
    high = max(1.5 * (max(latitudes) - min(latitudes)), _LEAST_SPAN_DEGREES)
    wide = max(1.5 * (max(longitudes) - min(longitudes)) * squeeze, _LEAST_SPAN_DEGREES)
    return MapView(
        (min(longitudes) + max(longitudes)) / 2,
        middle,
        min(room.height() / min(high, 180.0), room.width() / min(wide, 360.0)),
        room,
    )


class SightingsMap:
    """Where birds were; the larger a dot, the more of them."""

    def __init__(
        self, points: Mapping[tuple[float, float], int], countries: Countries | None
    ) -> None:
        self.title = QCoreApplication.translate("SightingsMap", "Where birds were seen")
        self._points = points
        self._countries = countries
        self.parts: list[ChartPart] = []
        self.summary = wording.counted(
            len(points),
            QCoreApplication.translate("SightingsMap", "{0} place"),
            QCoreApplication.translate("SightingsMap", "{0} places"),
        )

    def paint(self, painter: QPainter, room: QRectF, style: ChartStyle) -> None:
        """Sea, land, dots and a scale."""
        if not self._points:
            sentence = QCoreApplication.translate(
                "SightingsMap",
                "No photo with a bird has a place. A place comes from the camera’s GPS, or from "
                "Review > Set the place.",
            )
            paint_nothing(painter, room, style, sentence)
            return
        view = view_of(self._points, room)
        painter.save()
        painter.setClipRect(room)
        paint_land(painter, view, style, self._countries)
        self._paint_dots(painter, view, style)
        painter.restore()
        painter.setPen(QPen(QColor(style.colours.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room)
        paint_scale(painter, view, style)

    def _paint_dots(self, painter: QPainter, view: MapView, style: ChartStyle) -> None:
        largest = max(self._points.values())
        fill = QColor(style.colours.bar)
        fill.setAlphaF(0.75)
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(style.colours.panel), 1.2))
        self.parts = []
        # Large dots first, so that small ones beside them stay in sight.
        for (latitude, longitude), count in sorted(self._points.items(), key=lambda at: -at[1]):
            share = math.sqrt(count / largest)
            radius = max(_DOT_RADIUS, _MOST_RADIUS * share if largest > 1 else _DOT_RADIUS)
            middle = view.point(longitude, latitude)
            painter.drawEllipse(middle, radius, radius)
            dot = QRectF(0, 0, 2 * radius, 2 * radius)
            dot.moveCenter(middle)
            self.parts.append(ChartPart(dot, key=(latitude, longitude)))


def paint_land(
    painter: QPainter, view: MapView, style: ChartStyle, countries: Countries | None
) -> None:
    """Sea, and land with its borders, in the room of ``view``; only sea without ``countries``."""
    painter.fillRect(view.room, QColor(style.colours.window))
    painter.setPen(QPen(QColor(style.colours.bar_dim), 0.8))
    painter.setBrush(style.shade(0.0))
    if countries is not None:
        for polygon in coast_lines(countries).polygons(view):
            painter.drawPolygon(polygon)


def round_length_km(longest_km: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is not longer than ``longest_km``."""
    power = 10 ** math.floor(math.log10(longest_km))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= longest_km)


def paint_scale(painter: QPainter, view: MapView, style: ChartStyle) -> None:
    """How long a round number of kilometres is in the middle of the map."""
    pixels_per_km = view.pixels_per_degree / _KM_PER_DEGREE
    km = round_length_km(min(160.0, view.room.width() / 3) / pixels_per_km)
    length = km * pixels_per_km
    metrics = QFontMetricsF(style.small)
    text = QCoreApplication.translate("SightingsMap", "{0} km").format(f"{km:g}")
    plate = QRectF(0, 0, max(length, metrics.horizontalAdvance(text)) + 16, metrics.height() + 14)
    plate.moveBottomLeft(view.room.bottomLeft() + QPointF(10, -10))
    ground = QColor(style.colours.panel)
    ground.setAlphaF(0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(plate, 4, 4)
    painter.setFont(style.small)
    painter.setPen(QPen(QColor(style.colours.text), 1.4))
    left, bottom = plate.left() + 8, plate.bottom() - 6
    painter.drawLine(QPointF(left, bottom), QPointF(left + length, bottom))
    painter.drawText(QPointF(left, bottom - 5), text)
