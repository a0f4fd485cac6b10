"""Positions as people write them: decimal degrees, or degrees, minutes and seconds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from birdeye.domain.photos import GpsPosition

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("′’‘ʹ´`分", "'"),
        **dict.fromkeys("″”“ʺ秒", '"'),
        **dict.fromkeys("º˚度", "°"),
        **dict.fromkeys("−–—", "-"),
        **dict.fromkeys("，、；", ";"),
    }
)
_CHINESE = (("北纬", "N"), ("南纬", "S"), ("东经", "E"), ("西经", "W"))
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_GEO_URI = re.compile(r"geo:([-\d.]+),([-\d.]+)", re.IGNORECASE)
_ANGLE = re.compile(
    r"""\s*(?P<before>[NSEW])?\s*(?P<sign>[-+])?
    (?P<degrees>\d{1,3}(?:\.\d+)?)\s*(?:°|DEG\b)?\s*
    (?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*'?\s*
    (?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:"|'')?\s*)?)?
    (?P<after>[NSEW])?\s*""",
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"[;,]\s*|\s+|(?<=[NSEW])(?=[-+\dNSEW])|(?<=['\"°])(?=[NSEW]\s*\d)")


def parse_position(text: str) -> GpsPosition:
    """The position that ``text`` names, latitude first unless its letters say otherwise.

    Understood are decimal degrees with sign or letter (``51.5074, -0.1278``; ``51.5074N 0.1278W``;
    decimal commas), degrees with minutes and seconds (``51°30'26"N 0°7'40"W``, ``N 51 30.44 W 0
    7.67``), geo: addresses, and Chinese letters (``北纬39°54′ 东经116°23′``). Raises ValueError for
    everything else, and for angles that do not exist.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY).strip()
    for chinese, letter in _CHINESE:
        plain = plain.replace(chinese, letter)
    uri = _GEO_URI.match(plain)
    if uri is not None:
        plain = f"{uri[1]}, {uri[2]}"
    plain = plain.upper()
    if "." not in plain and len(_DECIMAL_COMMA.findall(plain)) > 1:
        plain = _DECIMAL_COMMA.sub(".", plain)
    readings = sorted(_readings(plain), key=lambda reading: reading[0])
    if not readings:
        raise ValueError(f"“{text}” is no position")
    return readings[0][1]


def in_words(position: GpsPosition) -> str:
    """``51.50740° N, 0.12780° W``, exact to about a metre; `parse_position` reads it back."""
    latitude, longitude = position.latitude, position.longitude
    return (
        f"{abs(latitude):.5f}° {'S' if latitude < 0 else 'N'}, "
        f"{abs(longitude):.5f}° {'W' if longitude < 0 else 'E'}"
    )


def _readings(text: str) -> Iterator[tuple[bool, GpsPosition]]:
    """Every way to split ``text`` into two angles; False, the likelier, if both have as many
    parts."""
    for separator in _SEPARATOR.finditer(text):
        halves = (text[: separator.start()], text[separator.end() :])
        matches = [_ANGLE.fullmatch(half) for half in halves]
        found = [_angle(match) for match in matches if match is not None]
        angles = [angle for angle in found if angle is not None]
        if len(angles) < 2:
            continue
        (first, first_axis, first_parts), (second, second_axis, second_parts) = angles
        if first_axis == "longitude" or second_axis == "latitude":
            first, second = second, first
            first_axis, second_axis = second_axis, first_axis
        if first_axis == "longitude" or second_axis == "latitude":
            continue
        if abs(first) <= 90 and abs(second) <= 180:
            yield first_parts != second_parts, GpsPosition(first, second)


def _angle(match: re.Match[str]) -> tuple[float, str, int] | None:
    """Degrees, the axis that the letter names if there is one, and how many parts there were."""
    letter, sign = match["before"] or match["after"], match["sign"]
    if (match["before"] and match["after"]) or (letter and sign):
        return None
    parts = [part for part in match.group("degrees", "minutes", "seconds") if part is not None]
    # Only the last part may have a fraction, and 60 minutes are a degree.
    if any("." in part for part in parts[:-1]) or any(float(part) >= 60 for part in parts[1:]):
        return None
    degrees = sum(float(part) / 60**power for power, part in enumerate(parts))
    if letter in ("S", "W") or sign == "-":
        degrees = -degrees
    axis = {"N": "latitude", "S": "latitude", "E": "longitude", "W": "longitude"}
    return degrees, axis.get(letter or "", ""), len(parts)
