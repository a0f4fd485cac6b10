"""Finds where an ISO media file (HEIF, AVIF, CR3) stores its pictures, apart from metadata.

ISO/IEC 14496-12, sections 4.2 (boxes) and 8.11 (items of a ``meta`` box). Metadata are items beside
the pictures, often in the same ``mdat`` box, so the box itself does not tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from birdeye.imaging.iso_items import MAX_BOXES, contents

_MAX_META_BYTES = 16 * 1024**2
_MAX_EXTENTS = 65_536

_NO_PICTURES = frozenset({b"Exif", b"mime", b"uri "})
"""Types of the items that describe pictures."""


def picture_extents(file: BinaryIO, size: int) -> list[tuple[int, int]]:
    """(start, end) of the encoded pictures, in the order of the file; empty if there are none.

    ``size`` is that of the file in bytes. Without a table of items all of ``mdat`` counts.
    """
    media = []
    for kind, start, end in _file_boxes(file, size):
        if kind == b"mdat":
            media.append((start, end))
        elif kind == b"meta" and end - start <= _MAX_META_BYTES:
            file.seek(start)
            extents = _extents_of_items(file.read(end - start)[4:])
            if extents:
                return sorted(extents)
    return media


def _file_boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """(type, start, end) of the contents of the outermost boxes."""
    position = 0
    for _ in range(MAX_BOXES):
        file.seek(position)
        head = file.read(16)
        if len(head) < 8:
            return
        length, header = int.from_bytes(head[:4], "big"), 8
        if length == 1:
            length, header = int.from_bytes(head[8:], "big"), 16
        elif length == 0:  # to the end of the file
            length = size - position
        if length < header:
            return
        end = min(position + length, size)
        yield head[4:8], position + header, end
        position = end


def _extents_of_items(meta: bytes) -> list[tuple[int, int]]:
    """(start, end) in the file of all items except metadata."""
    boxes = dict(contents(meta))
    described = _items_of_metadata(boxes.get(b"iinf", b""))
    return [
        (start, end)
        for item, start, end in _located(boxes.get(b"iloc", b""))
        if item not in described and start < end
    ]


def _items_of_metadata(iinf: bytes) -> set[int]:
    """The ids of the items that are not pictures."""
    items = set()
    for kind, entry in contents(iinf[6 if iinf[:1] == b"\0" else 8 :]):
        if kind == b"infe" and entry[:1] in (b"\2", b"\3"):
            id_bytes = 2 if entry[0] == 2 else 4
            if entry[6 + id_bytes : 10 + id_bytes] in _NO_PICTURES:
                items.add(int.from_bytes(entry[4 : 4 + id_bytes], "big"))
    return items


def _located(iloc: bytes) -> Iterator[tuple[int, int, int]]:
    """(item, start, end) of each extent in the file itself."""
    reader = _Numbers(iloc)
    version = reader.next(1)
    reader.next(3)
    sizes = reader.next(2)
    offset_size, length_size = sizes >> 12, sizes >> 8 & 15
    base_size, index_size = sizes >> 4 & 15, sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    left = _MAX_EXTENTS
    for _ in range(min(reader.next(wide), _MAX_EXTENTS)):
        item = reader.next(wide)
        in_file = (reader.next(2) & 15 if version else 0) == 0
        is_here = reader.next(2) == 0
        base = reader.next(base_size)
        for _ in range(reader.next(2)):
            left -= 1
            if left < 0 or reader.is_over:
                return
            reader.next(index_size)
            start = base + reader.next(offset_size)
            length = reader.next(length_size)
            if in_file and is_here:
                yield item, start, start + length


class _Numbers:
    """Reads whole numbers, most significant byte first; zeros after the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    @property
    def is_over(self) -> bool:
        return self._position > len(self._data)

    def next(self, size: int) -> int:
        """The number in the next ``size`` bytes."""
        start, self._position = self._position, self._position + size
        return int.from_bytes(self._data[start : self._position], "big")
