"""Makes a HEIC that is a grid of one tile again and again, as phones write large photos."""

from __future__ import annotations

import struct

from birdeye.imaging.iso_items import boxes


def box(kind: bytes, content: bytes, version: int | None = None) -> bytes:
    """A box, with a version where it is a full one."""
    full = b"" if version is None else bytes([version, 0, 0, 0])
    return struct.pack(">I4s", 8 + len(full + content), kind) + full + content


def grid_of(
    heic: bytes, columns: int, rows: int, size: tuple[int, int], turn: bytes = b""
) -> bytes:
    """A picture of ``size`` out of ``columns`` x ``rows`` times the primary item of ``heic``.

    ``turn`` is made of boxes such as ``irot``, by which the grid is turned.
    """
    meta = next(each for each in boxes(heic, 0, len(heic)) if each.kind == b"meta")
    inside = list(boxes(heic, meta.content + 4, meta.end))
    (place,) = (each for each in inside if each.kind == b"iloc")
    _, _, start, _, offset, length = struct.unpack_from(">HHIHII", heic, place.content + 8)
    start += offset
    (properties,) = (each for each in inside if each.kind == b"iprp")
    store = next(iter(boxes(heic, properties.content, properties.end)))  # ipco comes first
    kinds = [each.kind for each in boxes(heic, store.content, store.end)]
    count = columns * rows
    head = struct.pack(">BBBBII", 0, 1, rows - 1, columns - 1, *size)
    kept = heic[store.content : store.end]
    extra = box(b"ispe", struct.pack(">II", *size), 0) + turn
    turns = sum(1 for _ in boxes(turn, 0, len(turn)))
    of_grid = bytes(range(len(kinds) + 1, len(kinds) + 2 + turns))
    of_tile = bytes(range(1, len(kinds) + 1))
    tiles = range(2, count + 2)
    assigned = struct.pack(">IHB", count + 1, 1, len(of_grid)) + of_grid
    assigned += b"".join(struct.pack(">HB", tile, len(of_tile)) + of_tile for tile in tiles)
    kind_of = [struct.pack(">HH4s", 1, 0, b"grid") + b"\0"]
    kind_of += [struct.pack(">HH4s", tile, 0, b"hvc1") + b"\0" for tile in tiles]
    names = struct.pack(">H", count + 1) + b"".join(box(b"infe", each, 2) for each in kind_of)
    derived = struct.pack(">HH", 1, count) + struct.pack(f">{count}H", *tiles)

    def assembled(data_at: int) -> bytes:
        places = struct.pack(">HH", 0x4400, count + 1)
        places += struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(head))
        for tile in tiles:
            places += struct.pack(">HHHHII", tile, 0, 0, 1, data_at, length)
        content = b"".join(
            (
                box(b"hdlr", bytes(4) + b"pict" + bytes(13), 0),
                box(b"pitm", struct.pack(">H", 1), 0),
                box(b"iloc", places, 1),
                box(b"iinf", names, 0),
                box(b"iref", box(b"dimg", derived), 0),
                box(b"iprp", box(b"ipco", kept + extra) + box(b"ipma", assigned, 0)),
                box(b"idat", head),
            )
        )
        whole = box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", content, 0)
        return whole + box(b"mdat", heic[start : start + length])

    draft = assembled(0)
    return assembled(len(draft) - length)
