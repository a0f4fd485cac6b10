"""Writes an EXIF block from values as they were read, in their original byte order."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from birdeye.imaging.tiff_directory import RawValue

_EXIF_OFFSET, _GPS_OFFSET = 0x8769, 0x8825
_SHORT, _LONG, _RATIONAL, _ASCII, _BYTE = 3, 4, 5, 2, 1
_UNSIGNED_32 = 2**32 - 1

Values = dict[int, RawValue]
"""The values of a directory by their tags."""


@dataclass(frozen=True, slots=True)
class ValueMaker:
    """Makes values in a byte order, "<" or ">"."""

    order: str

    def text(self, value: str) -> RawValue:
        """EXIF requires ASCII; other characters are UTF-8, as most programs write and read them."""
        data = value.encode("utf-8", "replace") + b"\0"
        return RawValue(_ASCII, len(data), data)

    def short(self, value: int) -> RawValue:
        """A number below 65,536."""
        return RawValue(_SHORT, 1, struct.pack(self.order + "H", value))

    def long(self, value: int) -> RawValue:
        """A number below 2 to the power of 32."""
        return RawValue(_LONG, 1, struct.pack(self.order + "I", value))

    def byte(self, value: int) -> RawValue:
        """A number below 256."""
        return RawValue(_BYTE, 1, bytes([value]))

    def rationals(self, *values: Fraction) -> RawValue:
        """Fractions that are not negative."""
        numbers = [
            min(part, _UNSIGNED_32)
            for value in values
            for part in (value.numerator, value.denominator)
        ]
        data = struct.pack(f"{self.order}{len(numbers)}I", *numbers)
        return RawValue(_RATIONAL, len(values), data)


def exif_block(order: str, main: Values, details: Values, gps: Values) -> bytes:
    """A TIFF structure of three directories, without any prefix; empty ones are left out."""
    make = ValueMaker(order)
    main = dict(main)
    pointers = [(tag, part) for tag, part in ((_EXIF_OFFSET, details), (_GPS_OFFSET, gps)) if part]
    for tag, _ in pointers:
        main[tag] = make.long(0)
    at = 8 + _size(main)
    for tag, part in pointers:
        main[tag] = make.long(at)
        at += _size(part)
    mark = b"II*\0" if order == "<" else b"MM\0*"
    blocks = [mark + struct.pack(order + "I", 8)]
    for values in (main, *(part for _, part in pointers)):
        blocks.append(_directory(order, values, sum(map(len, blocks))))
    return b"".join(blocks)


def _size(values: Mapping[int, RawValue]) -> int:
    return 6 + 12 * len(values) + sum(_padded(len(value.data)) for value in values.values())


def _padded(size: int) -> int:
    """The bytes that a value takes outside its entry, padded because offsets must be even."""
    return 0 if size <= 4 else size + size % 2


def _directory(order: str, values: Mapping[int, RawValue], at: int) -> bytes:
    table = struct.pack(order + "H", len(values))
    heap = b""
    heap_at = at + 6 + 12 * len(values)
    for tag, value in sorted(values.items()):
        if len(value.data) <= 4:
            inline = value.data.ljust(4, b"\0")
        else:
            inline = struct.pack(order + "I", heap_at + len(heap))
            heap += value.data.ljust(_padded(len(value.data)), b"\0")
        table += struct.pack(order + "HHI", tag, value.kind, value.count) + inline
    return table + bytes(4) + heap
