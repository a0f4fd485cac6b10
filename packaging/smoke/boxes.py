"""Determines from a picture of the window whether the boxes are drawn where the birds are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

_GROUND = (0x1A, 0x1B, 0x1D)
"""The canvas under the photo, from birdeye/gui/theme.py."""

_REACH = 3
"""Tolerance in pixels to each side of where an edge should be."""

_CONTRAST = 60
"""Grey levels between a light line and its dark halo; a thin line may straddle two pixels."""

_DRAWN = 0.4
"""Share of an edge along which there is such a contrast: of a dashed line, more than half."""


def photo_on_screen(picture: Image.Image, size_wh: tuple[int, int]) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of the photo that is on the canvas, fitted into it.

    Raises ValueError if nothing there has the photo's shape.
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
    """Whether there are lines along all four edges of the box (pixels of the photo)."""
    left, top, right, _ = photo_ltrb
    scale = (right - left) / size_wh[0]
    x1, x2 = (round(left + x * scale) for x in box_xyxy[0::2])
    y1, y2 = (round(top + y * scale) for y in box_xyxy[1::2])
    grey = np.asarray(picture.convert("L")).astype(int)
    edges = (
        _strip(grey, y1)[:, x1:x2],
        _strip(grey, y2)[:, x1:x2],
        _strip(grey.T, x1)[:, y1:y2],
        _strip(grey.T, x2)[:, y1:y2],
    )
    return all((np.ptp(edge, axis=0) > _CONTRAST).mean() > _DRAWN for edge in edges)


def _strip(grey: np.ndarray, row: int) -> np.ndarray:
    return grey[max(row - _REACH, 0) : row + _REACH + 1]


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
        raise ValueError("no photo is on the canvas")
    return best
