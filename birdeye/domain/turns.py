"""Where a box goes when a photo is rotated by another EXIF orientation.

Orientations are numbered 1 to 8 as in EXIF (CIPA DC-008, tag 0x0112).
"""

from __future__ import annotations

from birdeye.domain.boxes import Box

ORIENTATIONS = range(1, 9)

_UPRIGHT_OF_STORED = {
    1: (1, 0, 0, 1),
    2: (-1, 0, 0, 1),
    3: (-1, 0, 0, -1),
    4: (1, 0, 0, -1),
    5: (0, 1, 1, 0),
    6: (0, -1, 1, 0),
    7: (0, -1, -1, 0),
    8: (0, 1, -1, 0),
}
"""Row by row, the matrix that takes a stored pixel, seen from the middle, to the upright photo."""


def turned_box(box: Box, width: float, height: float, before: int, now: int) -> Box:
    """Where ``box`` is with orientation ``now``.

    ``width`` and ``height`` are those of the photo, upright by its orientation ``before``.
    Orientations that EXIF does not define leave the stored pixels alone.
    """
    a, b, c, d = _UPRIGHT_OF_STORED.get(before, _UPRIGHT_OF_STORED[1])
    p, q, r, s = _UPRIGHT_OF_STORED.get(now, _UPRIGHT_OF_STORED[1])
    # The matrix of `now` times the inverse, which is the transpose, of that of `before`.
    xx, xy, yx, yy = p * a + q * b, p * c + q * d, r * a + s * b, r * c + s * d
    turned_width, turned_height = (height, width) if xx == 0 else (width, height)
    corners = [
        (
            xx * (x - width / 2) + xy * (y - height / 2) + turned_width / 2,
            yx * (x - width / 2) + yy * (y - height / 2) + turned_height / 2,
        )
        for x, y in ((box.x1, box.y1), (box.x2, box.y2))
    ]
    (x1, y1), (x2, y2) = corners
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
