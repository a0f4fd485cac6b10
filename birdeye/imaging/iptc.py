"""What IPTC-IIM says about a photo: when it was taken, by whom, and the copyright.

IPTC-NAA Information Interchange Model 4.2: records of ``0x1C``, record number, data set number,
length. Written by agencies and by old versions of many programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from birdeye.imaging.dates import parse_date_time

_MAX_RECORDS = 2000
_CHARACTER_SET, _DATE, _TIME, _BY_LINE, _COPYRIGHT = (1, 90), (2, 55), (2, 60), (2, 80), (2, 116)
_CREDITS = frozenset({_BY_LINE, (2, 85), (2, 110), (2, 115), _COPYRIGHT})
_UTF_8 = b"\x1b%G"


@dataclass(frozen=True, slots=True)
class IptcFacts:
    """Each is None if not stated."""

    taken: datetime | None = None
    creator: str | None = None
    copyright: str | None = None


def read_iptc(block: bytes | None) -> IptcFacts:
    """The facts in a block of records, up to the first broken one."""
    values: dict[tuple[int, int], bytes] = {}
    for head, value in _records(block):
        values.setdefault((head[1], head[2]), value)
    encoding = "utf-8" if values.get(_CHARACTER_SET) == _UTF_8 else "latin-1"

    def text(number: tuple[int, int]) -> str | None:
        return values.get(number, b"").decode(encoding, "replace").strip(" \0")[:200] or None

    return IptcFacts(_taken(text(_DATE), text(_TIME)), text(_BY_LINE), text(_COPYRIGHT))


def only_credits(block: bytes | None) -> bytes | None:
    """The records with the creator and copyright of a photo, and their encoding."""
    kept = [
        head + value
        for head, value in _records(block)
        if (head[1], head[2]) in _CREDITS or head[1] == 1
    ]
    return b"".join(kept) or None


def _records(block: bytes | None) -> Iterator[tuple[bytes, bytes]]:
    """(head of five bytes, value) of each record up to the first broken one."""
    at = 0
    for _ in range(_MAX_RECORDS):
        head = (block or b"")[at : at + 5]
        size = int.from_bytes(head[3:5], "big")
        if len(head) < 5 or head[0] != 0x1C or size > 0x7FFF:
            return
        yield head, (block or b"")[at + 5 : at + 5 + size]
        at += 5 + size


def _taken(date: str | None, time: str | None) -> datetime | None:
    """ "20210501" and "063000+1000"; a date without a time is not when a photo was taken."""
    if date is None or time is None or len(date) != 8 or len(time) < 6:
        return None
    day = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    clock = f"{time[:2]}:{time[2:4]}:{time[4:6]}"
    return parse_date_time(f"{day} {clock}{time[6:]}") or parse_date_time(f"{day} {clock}")
