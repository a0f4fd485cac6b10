"""Finds out from a picture of the window whether the boxes are drawn where the birds are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

_GROUND = (0x1A, 0x1B, 0x1D)
_LINES = ((0xFF, 0xFF, 0xFF), (0xFF, 0xC2, 0x4B))
"""The colours of the canvas in birdeye/gui/theme.py."""

_SMOOTH = 40
"""How far from its colour a thin line's brightest pixels are, in each channel."""

_DRAWN = 0.4
"""Share of an edge's pixels in the colour of a line: a dashed one has more than half of them."""


def photo_on_screen(picture: Image.Image, size_wh: tuple[int, int]) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of the photo that lies on the canvas, fitted into it.

    Raises ValueError where nothing of the photo's shape lies there.
    """
    ground = (np.asarray(picture) == _GROUND).all(axis=2)
    row = ground.shape[0] * 45 // 100
    left, right = _longest_run(~ground[row], ground[row])
    column = (left + right) // 2
    top = int(np.flatnonzero(ground[:row, column]).max()) + 1
    bottom = row + int(np.flatnonzero(ground[row:, column]).min())
    shape, wanted = (right - left) / (bottom - top), size_wh[0] / size_wh[1]
    if abs(shape / wanted - 1) > 0.02:
        raise ValueError(f"what is on the canvas has the shape {shape:.3f}, the photo {wanted:.3f}")
    return left, top, right, bottom


def box_is_drawn(
    picture: Image.Image,
    photo_ltrb: tuple[int, int, int, int],
    size_wh: tuple[int, int],
    box_xyxy: Sequence[float],
) -> bool:
    """Whether lines lie along all four edges of the box (pixels of the photo)."""
    left, top, right, _ = photo_ltrb
    scale = (right - left) / size_wh[0]
    x1, x2 = (round(left + x * scale) for x in box_xyxy[0::2])
    y1, y2 = (round(top + y * scale) for y in box_xyxy[1::2])
    rgb = np.asarray(picture).astype(int)
    lines = np.any([(abs(rgb - line) <= _SMOOTH).all(axis=2) for line in _LINES], axis=0)
    edges = (
        lines[y1 - 3 : y1 + 4, x1:x2].any(axis=0),
        lines[y2 - 3 : y2 + 4, x1:x2].any(axis=0),
        lines[y1:y2, x1 - 3 : x1 + 4].any(axis=1),
        lines[y1:y2, x2 - 3 : x2 + 4].any(axis=1),
    )
    return all(edge.mean() > _DRAWN for edge in edges)


def _longest_run(inside: np.ndarray, ground: np.ndarray) -> tuple[int, int]:
    """The longest stretch of ``inside`` that has ground at both its ends."""
    best = (0, 0)
    start = None
    for x in range(1, len(inside)):
        if inside[x] and ground[x - 1]:
            start = x
        if start is not None and ground[x]:
            best = max(best, (start, x), key=lambda run: run[1] - run[0])
            start = None
    if best == (0, 0):
        raise ValueError("no photo lies on the canvas")
    return best
