"""Reads single tags from TIFF structures of hostile origin: EXIF blocks, TIFF files, most RAW.

Only what is requested is read, and every count, offset and value is checked against a limit first,
so that a damaged or malicious directory costs next to nothing. TIFF 6.0; BigTIFF.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

MAX_ENTRIES = 4096
MAX_VALUE_BYTES = 64 * 1024

_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 13: 4, 16: 8, 18: 8}
_INTEGER_CODES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 18: "Q"}
_RATIONAL_CODES = {5: "I", 10: "i"}

_ORDERS = {b"II": "<", b"MM": ">"}


class NotTiff(Exception):
    """The bytes do not start like a TIFF structure."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    count: int
    inline: bytes
    position: int


@dataclass(frozen=True, slots=True)
class RawValue:
    """A value as it is in a directory: the TIFF type ``kind``, how many, and their bytes."""

    kind: int
    count: int
    data: bytes


class Directory:
    """The tags of one image file directory; a missing or broken one gives None.

    ``next_offset`` is where the following directory begins, 0 for none, and ``next_position``
    where that is written. ``claimed_count`` is how many entries the directory says it has, and
    ``value_sizes`` has (kind, bytes) of every one that was read and whose value is elsewhere.
    """

    def __init__(
        self,
        reader: TiffReader,
        entries: dict[int, _Entry],
        next_offset: int = 0,
        next_position: int = 0,
        claimed_count: int = 0,
        value_sizes: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self._reader = reader
        self._entries = entries
        self.next_offset = next_offset
        self.next_position = next_position
        self.claimed_count = claimed_count
        self.value_sizes = value_sizes

    def __contains__(self, tag: int) -> bool:
        return tag in self._entries

    @property
    def order(self) -> str:
        """The byte order of values, "<" or ">"."""
        return self._reader.order

    @property
    def tags(self) -> Iterable[int]:
        """All tags with entries."""
        return self._entries.keys()

    def value(self, tag: int, max_bytes: int = MAX_VALUE_BYTES) -> RawValue | None:
        """The value unchanged, to be written elsewhere in the same byte order."""
        data = self.data(tag, max_bytes)
        entry = self._entries.get(tag)
        return None if not data or entry is None else RawValue(entry.kind, entry.count, data)

    def inline_number(self, tag: int) -> tuple[int, str] | None:
        """(offset, struct format) of a single whole number stored in the entry, to overwrite it."""
        entry = self._entries.get(tag)
        if entry is None or entry.count != 1 or entry.kind not in (3, 4):
            return None
        return entry.position, self._reader.order + _INTEGER_CODES[entry.kind]

    def data(self, tag: int, max_bytes: int = MAX_VALUE_BYTES) -> bytes | None:
        """The value's bytes, or None if they are missing, too many or past the file's end."""
        entry = self._entries.get(tag)
        if entry is None or entry.kind not in _TYPE_SIZES:
            return None
        size = _TYPE_SIZES[entry.kind] * entry.count
        if size > max_bytes:
            return None
        if size <= len(entry.inline):
            return entry.inline[:size]
        data = self._reader.read_at(self._reader.unpack_offset(entry.inline), size)
        return data if len(data) == size else None

    def text(self, tag: int) -> str | None:
        """A string without padding and control characters; None when nothing is left of it."""
        data = self.data(tag)
        if data is None:
            return None
        data = data.split(b"\0", 1)[0]
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return text[:200] or None

    def integers(self, tag: int, max_count: int = 64) -> tuple[int, ...]:
        """The first whole numbers of a value, empty if there are none."""
        return self._unpacked(tag, _INTEGER_CODES, max_count)

    def integer(self, tag: int) -> int | None:
        """The first whole number of a value."""
        numbers = self.integers(tag, max_count=1)
        return numbers[0] if numbers else None

    def rationals(self, tag: int, max_count: int = 8) -> tuple[float, ...]:
        """The first fractions of a value; NaN for one with a denominator of zero."""
        numbers = self._unpacked(tag, _RATIONAL_CODES, max_count, parts=2)
        return tuple(
            above / below if below else math.nan
            for above, below in zip(numbers[::2], numbers[1::2], strict=True)
        )

    def _unpacked(
        self, tag: int, codes: Mapping[int, str], max_count: int, parts: int = 1
    ) -> tuple[Any, ...]:
        """The numbers of a value whose type is in ``codes``; each value has so many ``parts``."""
        entry = self._entries.get(tag)
        data = self.data(tag)
        if entry is None or not data or entry.kind not in codes:
            return ()
        count = parts * min(entry.count, max_count)
        return struct.unpack_from(f"{self._reader.order}{count}{codes[entry.kind]}", data)


class TiffReader:
    """Directories by offset, from an open file or a ``BytesIO``.

    ``start`` is where the structure begins in the file. Olympus and Panasonic RAW files, which
    differ from TIFF in the magic number only, are read as well.
    """

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self._file = file
        self._start = start
        head = self.read_at(0, 16)
        order = _ORDERS.get(head[:2])
        if order is None or len(head) < 8:
            raise NotTiff
        self.order = order
        self._is_big = head[2:4] in (b"+\0", b"\0+")
        if self._is_big:
            if len(head) < 16:
                raise NotTiff
            self.first_offset = struct.unpack_from(order + "Q", head, 8)[0]
        else:
            self.first_offset = struct.unpack_from(order + "I", head, 4)[0]

    def read_at(self, offset: int, size: int) -> bytes:
        """At most ``size`` bytes; fewer, or none, at the end of the file."""
        if not 0 <= offset < 2**62:  # signed types and garbage yield both
            return b""
        self._file.seek(self._start + offset)
        return self._file.read(size)

    def unpack_offset(self, inline: bytes) -> int:
        """The offset in the value field of an entry."""
        return struct.unpack(self.order + ("Q" if self._is_big else "I"), inline)[0]

    def first(self) -> Directory:
        """The directory of the main image."""
        return self.directory(self.first_offset)

    def directory(self, offset: int | None) -> Directory:
        """The directory at ``offset``; an empty one if there is none."""
        if not offset:
            return Directory(self, {})
        count_code, entry_code, next_code = (
            ("Q", "HHQ8s", "Q")
            if self._is_big
            else (
                "H",
                "HHI4s",
                "I",
            )
        )
        count_size = struct.calcsize("<" + count_code)
        head = self.read_at(offset, count_size)
        if len(head) < count_size:
            return Directory(self, {})
        claimed_count = struct.unpack(self.order + count_code, head)[0]
        count = min(claimed_count, MAX_ENTRIES)
        entry_format = struct.Struct(self.order + entry_code)
        table = self.read_at(offset + count_size, count * entry_format.size)
        whole = len(table) // entry_format.size * entry_format.size
        entries: dict[int, _Entry] = {}
        value_sizes = []
        for index, (tag, kind, values, inline) in enumerate(
            entry_format.iter_unpack(table[:whole])
        ):
            position = offset + count_size + (index + 1) * entry_format.size - len(inline)
            entries.setdefault(tag, _Entry(kind, values, inline, position))
            size = _TYPE_SIZES.get(kind, 8) * values
            if size > len(inline):
                value_sizes.append((kind, size))
        tail_size = struct.calcsize("<" + next_code)
        tail_at = offset + count_size + count * entry_format.size
        tail = self.read_at(tail_at, tail_size)
        following = struct.unpack(self.order + next_code, tail)[0] if len(tail) == tail_size else 0
        return Directory(self, entries, following, tail_at, claimed_count, tuple(value_sizes))
