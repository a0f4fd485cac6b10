"""Decodes a very large HEIC at a reduced size, tile by tile.

Phones with sensors of 200 megapixels write grids of 512 x 512 tiles. libheif can only decode all of
them at once, which takes gigabytes; each tile as a separate small file takes next to nothing, and
is shrunk before the next one. ISO/IEC 23008-12 section 6.6.2.3.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import pi_heif
from PIL import Image

from birdeye.imaging.heif_turn import orientation_of
from birdeye.imaging.iso_items import Box, assignments, boxes, boxes_in_meta
from birdeye.imaging.limits import HEIF, MAX_DECODING_BYTES
from birdeye.imaging.undecodable import Undecodable, damaged

_FACTORS = (2, 4, 8)
_MAX_TILES = 10_000
_MAX_TILE_PIXELS = 4096 * 4096
_TILE_PROPERTIES = frozenset({b"hvcC", b"ispe", b"colr", b"pixi"})


@dataclass(frozen=True, slots=True)
class HeifGrid:
    """``size`` (width, height) is that of the picture as stored, ``orientation`` in EXIF's code.

    ``tiles`` are the encoded tiles row by row, ``properties`` the boxes that describe each.
    """

    size: tuple[int, int]
    columns: int
    orientation: int
    tiles: tuple[memoryview, ...]
    properties: tuple[bytes, ...]


def factor_for(width: int, height: int, min_scale: float) -> int | None:
    """By how much to shrink each side: as much as ``min_scale`` allows, and no less than memory
    requires.

    None if even an eighth would be too large.
    """
    bearable = [
        factor
        for factor in _FACTORS
        if width * height * HEIF <= MAX_DECODING_BYTES * factor * factor
    ]
    enough = [factor for factor in bearable if factor * min_scale <= 1.0]
    return max(enough) if enough else min(bearable, default=None)


def read_grid(data: bytes) -> HeifGrid | None:
    """The grid that is a file's primary item; None for pictures of any other kind."""
    try:
        return _read(data)
    except (struct.error, IndexError, KeyError):
        return None


def decode_grid(grid: HeifGrid, factor: int) -> Image.Image:
    """The picture as stored, each side divided by ``factor``; raises `Undecodable`."""
    width, height = (-(-side // factor) for side in grid.size)
    picture: Image.Image | None = None
    tile_wh = (0, 0)
    for number, (tile, properties) in enumerate(zip(grid.tiles, grid.properties, strict=True)):
        heif = pi_heif.open_heif(_as_file(tile, properties), convert_hdr_to_8bit=True)
        if heif.size[0] * heif.size[1] > _MAX_TILE_PIXELS or min(heif.size) < factor:
            raise damaged()
        image = Image.frombytes(heif.mode, heif.size, heif.data, "raw", heif.mode, heif.stride)
        if picture is None:
            picture, tile_wh = Image.new(heif.mode, (width, height)), heif.size
        is_alike = heif.size == tile_wh and heif.mode == picture.mode
        if not is_alike or any(side % factor for side in tile_wh):
            raise Undecodable("it is made of tiles in a way that is not supported")
        row, column = divmod(number, grid.columns)
        place = (column * tile_wh[0] // factor, row * tile_wh[1] // factor)
        picture.paste(image.reduce(factor), place)
    assert picture is not None, "a grid has tiles"
    return picture


def _read(data: bytes) -> HeifGrid | None:
    meta = next((box for box in boxes(data, 0, len(data)) if box.kind == b"meta"), None)
    if meta is None:
        return None
    found = {
        box.kind: box
        for box in boxes_in_meta(
            data, meta, (b"pitm", b"iloc", b"iref", b"ipco", b"ipma", b"idat", b"iinf")
        )
    }
    primary = _number(data, found[b"pitm"].content + 4, data[found[b"pitm"].content])
    if _item_kind(data, found[b"iinf"], primary) != b"grid":
        return None
    places = _item_places(data, found[b"iloc"], found.get(b"idat"))
    references = _references(data, found[b"iref"], primary)
    head = bytes(places[primary])
    is_wide = head[1] & 1
    rows, columns = head[2] + 1, head[3] + 1
    size = struct.unpack_from(">II" if is_wide else ">HH", head, 4)
    if len(references) != rows * columns or len(references) > _MAX_TILES:
        return None
    properties = list(boxes(data, found[b"ipco"].content, found[b"ipco"].end))
    assigned = assignments(data, found[b"ipma"])
    of_picture = [properties[index - 1] for index in assigned[primary] if index]
    if any(box.kind == b"clap" for box in of_picture):
        return None  # cropping needs more than a rotation
    of_tiles = tuple(
        b"".join(
            data[box.start : box.end]
            for box in (properties[index - 1] for index in assigned[tile] if index)
            if box.kind in _TILE_PROPERTIES
        )
        for tile in references
    )
    tiles = tuple(places[tile] for tile in references)
    turn = orientation_of(data, of_picture)
    return HeifGrid((size[0], size[1]), columns, turn, tiles, of_tiles)


def _number(data: bytes, at: int, is_long: int) -> int:
    return struct.unpack_from(">I" if is_long else ">H", data, at)[0]


def _item_kind(data: bytes, box: Box, item: int) -> bytes | None:
    for entry in boxes(data, box.content + (8 if data[box.content] else 6), box.end):
        is_long = data[entry.content] > 2
        if _number(data, entry.content + 4, is_long) == item:
            at = entry.content + (10 if is_long else 8)
            return data[at : at + 4]
    return None


def _item_places(data: bytes, box: Box, idat: Box | None) -> dict[int, memoryview]:
    """The bytes of each item that is contiguous in the file or in ``idat``."""
    view = memoryview(data)
    version = data[box.content]
    sizes = data[box.content + 4 : box.content + 6]
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index_size = sizes[1] & 15 if version else 0
    is_long = version >= 2
    count = _number(data, box.content + 6, is_long)
    at = box.content + (10 if is_long else 8)
    places = {}

    def take(size: int) -> int:
        nonlocal at
        at += size
        if at > box.end:
            raise IndexError
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(min(count, 2 * _MAX_TILES)):
        item = take(4 if is_long else 2)
        method = take(2) & 15 if version else 0
        take(2)
        base, extents = take(base_size), take(2)
        for _ in range(extents):
            take(index_size)
            start, size = base + take(offset_size), take(length_size)
            if method == 1 and idat is not None:
                start += idat.content
            if extents == 1 and method <= 1:
                places[item] = view[start : start + size]
    return places


def _references(data: bytes, box: Box, item: int) -> list[int]:
    """The items that ``item`` is derived from, in order."""
    is_long = data[box.content]
    size = 4 if is_long else 2
    for reference in boxes(data, box.content + 4, box.end):
        if reference.kind == b"dimg" and _number(data, reference.content, is_long) == item:
            at = reference.content + size
            (count,) = struct.unpack_from(">H", data, at)
            return [_number(data, at + 2 + size * number, is_long) for number in range(count)]
    return []


def _as_file(tile: memoryview, properties: bytes) -> bytes:
    """A HEIC with one picture."""
    count = sum(1 for _ in boxes(properties, 0, len(properties)))
    indices = bytes(range(1, count + 1))
    kind = _full_box(b"infe", b"\0\1\0\0hvc1\0", version=2)
    inside = b"".join(
        (
            _full_box(b"hdlr", bytes(4) + b"pict" + bytes(13)),
            _full_box(b"pitm", b"\0\1"),
            _full_box(b"iinf", b"\0\1" + kind),
            _box(
                b"iprp",
                _box(b"ipco", properties)
                + _full_box(b"ipma", b"\0\0\0\1\0\1" + bytes([count]) + indices),
            ),
        )
    )
    head = _box(b"ftyp", b"heic\0\0\0\0mif1heic")
    place_size = 12 + 2 + 2 + 2 + 2 + 2 + 4 + 4
    start = len(head) + 12 + len(inside) + place_size + 8
    place = struct.pack(">HHHHHII", 0x4400, 1, 1, 0, 1, start, len(tile))
    meta = _full_box(b"meta", inside + _full_box(b"iloc", place))
    return head + meta + _box(b"mdat", bytes(tile))


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def _full_box(kind: bytes, content: bytes, version: int = 0) -> bytes:
    return _box(kind, bytes([version, 0, 0, 0]) + content)
