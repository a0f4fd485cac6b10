"""The values that ``birdeye set`` takes, and says: dates, spans, offsets from UTC, positions."""

from __future__ import annotations

import argparse
import re
from datetime import datetime, timedelta

from birdeye.domain.coordinates import parse_position
from birdeye.domain.counts import MOST_BIRDS
from birdeye.domain.photos import GpsPosition

_SPAN = re.compile(r"(?:(\d{1,5})d)?\s*(\d{1,4}):(\d\d)(?::(\d\d))?", re.ASCII)
_OFFSET = re.compile(r"(?:UTC)?([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII | re.IGNORECASE)


def date(word: str) -> datetime:
    """A date with a time, in ISO 8601."""
    try:
        if len(word) < len("2026-05-02T10"):
            raise ValueError
        return datetime.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{word!r} is not a date and time such as 2026-05-02T10:30"
        ) from None


def span(word: str) -> timedelta:
    """Hours and minutes, with seconds and days where they are given."""
    match = _SPAN.fullmatch(word)
    if match is None or int(match[3]) > 59 or int(match[4] or 0) > 59:
        raise argparse.ArgumentTypeError(
            f"{word!r} is not a span such as 1:03 (hours, minutes), 0:00:40 or 31d0:00"
        )
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def utc_offset(word: str) -> timedelta:
    """An offset from UTC."""
    if word.upper() in ("UTC", "Z"):
        return timedelta()
    match = _OFFSET.fullmatch(word)
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        raise argparse.ArgumentTypeError(
            f"{word!r} is not an offset from UTC such as +02:00 or UTC-5"
        )
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -size if match[1] == "-" else size


def position(word: str) -> GpsPosition:
    """A position as maps and websites write it."""
    try:
        return parse_position(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r} is not a position: {error}") from None


def bird_count(word: str) -> int:
    """How many birds."""
    number = int(word) if word.isascii() and word.isdecimal() and len(word) < 10 else 0
    if not 1 <= number <= MOST_BIRDS:
        raise argparse.ArgumentTypeError(f"{word!r} is not a count of birds from 1 up")
    return number


def span_in_words(by: timedelta) -> str:
    """“1 h 03 min”, without a sign."""
    seconds = round(abs(by).total_seconds())
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    parts = [f"{days} d"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{minutes:02} min" if hours else f"{minutes} min"] if minutes or not parts else []
    parts += [f"{seconds % 60} s"] if seconds % 60 else []
    return " ".join(parts)


def offset_in_words(offset: timedelta) -> str:
    """“UTC+02:00”."""
    minutes = round(offset.total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def clock_behind(arguments: argparse.Namespace) -> timedelta:
    """By how much the clock was behind, by ``--behind`` or ``--ahead``; below zero if ahead."""
    if arguments.ahead is not None:
        return -arguments.ahead
    return arguments.behind or timedelta()


def moment_in_words(moment: datetime | None) -> str:
    """“2026-05-02 10:30:00+0200”, or “no date”."""
    return "no date" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S%z}"
