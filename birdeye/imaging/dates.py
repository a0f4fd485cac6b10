"""Dates and times as EXIF, XMP, IPTC and the names of files write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_FIRST_PHOTOGRAPH = 1826

_DATE_TIME = re.compile(
    r"(\d{4})[:/.-](\d{2})[:/.-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_OFFSET = re.compile(r"([+-])([01]\d):?([0-5]\d)", re.ASCII)

_NAMED = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})"
    r"(?:[-_ T.]|_?at_?| at )+(\d{2})([-_.h:]?)(\d{2})\6(\d{2})(?!\d{4})",
    re.ASCII,
)
_NAMED_DAY = re.compile(r"IMG-((?:19|20)\d{2})(\d{2})(\d{2})-WA\d{4}", re.ASCII | re.IGNORECASE)


def parse_date_time(
    text: str | None, fraction: str | None = None, offset: str | None = None
) -> datetime | None:
    """ "2024:05:01 06:30:00", "25" (hundredths) and "+08:00" as a datetime; None for nonsense.

    ISO 8601 with its own fraction and offset is understood too, and so are times to the minute.
    """
    match = _DATE_TIME.fullmatch((text or "").strip())
    if match is None or int(match[1]) < _FIRST_PHOTOGRAPH:
        return None
    digits = re.match(r"[0-9]+", fraction or match[7] or "")
    microsecond = int(digits[0][:6].ljust(6, "0")) if digits else 0
    zone = _parse_offset(offset) or (None if match[8] == "Z" else _parse_offset(match[8]))
    if match[8] == "Z" and zone is None and "T" in (text or ""):
        zone = UTC  # elsewhere cameras put a Z after their local time
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, microsecond, zone)
    except ValueError:
        return None


def date_in_name(stem: str) -> datetime | None:
    """When a photo was taken according to the name of its file, as in IMG_20260502_061530.

    IMG-20260502-WA0003 of WhatsApp gives the day on which it was received; the time is set to noon,
    because the hour is not known.
    """
    match = _NAMED.search(stem)
    if match is not None:
        year, _, month, day, hour, _, minute, second = match.groups()
    else:
        match = _NAMED_DAY.match(stem)
        if match is None:
            return None
        year, month, day = match.groups()
        hour, minute, second = "12", "0", "0"
    time = (int(hour), int(minute), int(second))
    zone = UTC if stem.startswith("PXL_") else None
    try:
        return datetime(int(year), int(month), int(day), *time, tzinfo=zone)
    except ValueError:
        return None


def _parse_offset(text: str | None) -> timezone | None:
    if text == "Z":
        return UTC
    match = _OFFSET.fullmatch(text or "")
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-offset if match[1] == "-" else offset)
