"""Reads the points of GPX tracks, as GPS loggers, watches and phones record them.

It is here because this is where XML from outside is read. A track is hostile until read: it is read
piece by piece, its size, depth and number of points are limited, and document types are refused.
https://www.topografix.com/GPX/1/1/
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from xml.parsers import expat

from birdeye.domain.photos import GpsPosition

MAX_GPX_BYTES = 256 << 20
"""A day of points each second, with heart rate and all, takes about 30 MB."""

_MAX_POINTS = 2_000_000
_MAX_DEPTH = 100
_MAX_TAG_BYTES = 1 << 20
_PIECE_BYTES = 1 << 16
_MAX_TEXT = 100


class GpxRefused(Exception):
    """A file that is not a usable track; the text is a clause that says why."""


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """Where the logger was at ``moment`` (UTC); a ``segment`` was recorded without a break."""

    moment: datetime
    position: GpsPosition
    segment: int


def read_gpx(file: BinaryIO) -> list[TrackPoint]:
    """The points that have a time, in the order of their times; raises `GpxRefused`.

    Points that make no sense are left out, as are waypoints and routes, which only say where
    somebody wanted to go.
    """
    reader = _Reader()
    size = 0
    try:
        while piece := file.read(_PIECE_BYTES):
            size += len(piece)
            if size > MAX_GPX_BYTES:
                raise GpxRefused(f"it is larger than {MAX_GPX_BYTES >> 20} MB")
            reader.feed(piece)
        reader.close()
    except expat.ExpatError as error:
        raise GpxRefused(f"it is not well-formed XML ({error})") from error
    if not reader.points:
        raise GpxRefused("no point in it has both a time and a position")
    return sorted(reader.points, key=lambda point: point.moment)


class _Reader:
    def __init__(self) -> None:
        self.points: list[TrackPoint] = []
        self._parser = parser = expat.ParserCreate()
        self._is_root_seen = False
        self._depth = self._segment = self._fed = 0
        self._point: dict[str, str] | None = None
        self._point_depth = 0
        self._collecting = ""
        self._text = ""
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)
        self._fed += len(piece)
        if self._fed - max(0, self._parser.CurrentByteIndex) > _MAX_TAG_BYTES:
            raise GpxRefused("it holds a tag longer than any track has")

    def close(self) -> None:
        self._parser.Parse(b"", True)

    def _refuse_document_type(self, *_: object) -> None:
        raise GpxRefused("it declares a document type, which no track does")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(":")[2]
        if not self._is_root_seen and name != "gpx":
            raise GpxRefused("it is XML, but not GPX")
        self._is_root_seen = True
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise GpxRefused("it is nested deeper than any track is")
        if name == "trkseg":
            self._segment += 1
        elif name == "trkpt" and self._point is None:
            self._point = {key: attributes.get(key, "") for key in ("lat", "lon")}
            self._point_depth = self._depth
        elif self._point is not None and self._depth == self._point_depth + 1:
            self._collecting, self._text = name if name in ("ele", "time") else "", ""

    def _characters(self, text: str) -> None:
        if self._collecting and len(self._text) < _MAX_TEXT:
            self._text += text[:_MAX_TEXT]

    def _end(self, _name: str) -> None:
        if self._point is not None:
            if self._collecting and self._depth == self._point_depth + 1:
                self._point[self._collecting] = self._text.strip()
                self._collecting = ""
            elif self._depth == self._point_depth:
                self._add(self._point)
                self._point = None
        self._depth -= 1

    def _add(self, said: dict[str, str]) -> None:
        moment, position = _moment(said.get("time", "")), _position(said)
        if moment is None or position is None:
            return
        if len(self.points) >= _MAX_POINTS:
            raise GpxRefused(f"it holds more than {_MAX_POINTS:,} points")
        self.points.append(TrackPoint(moment, position, self._segment))


def _moment(text: str) -> datetime | None:
    """The time in UTC, which is GPX's default."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _position(said: dict[str, str]) -> GpsPosition | None:
    latitude, longitude = _number(said["lat"]), _number(said["lon"])
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    altitude_m = _number(said.get("ele", ""))
    return GpsPosition(latitude, longitude, altitude_m)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
