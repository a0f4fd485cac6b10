"""Measures how sharp each bird of a photo is, from 0 to 100, on the pixels of its box.

In a sharp picture, neighbouring pixels differ nearly as much as distant ones; in a blurred one,
neighbours differ little and distant pixels as much as ever. So the figure is how the mean squared
difference D grows with the distance of two pixels, from 1 to 16: by a factor of about 2 for each
doubling of the distance at edges in focus, and of 4 within a blur. That is gradient energy, as in
Tenengrad (Krotkov, Focusing, IJCV 1987), over several scales and divided by the contrast of the
same pixels, so that light, plumage and the bird's size cancel out. What noise adds to every D is
measured where the box is smoothest, mostly behind the bird, and subtracted first.

Sharpness is that of the quarter of the bird with the most fine detail, which in a good photo is its
head. Motion blur has a direction, so rows and columns are measured separately, and the worse counts
more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.domain.frame_quality import FrameQuality
from birdeye.imaging.photo_file import DecodedPhoto

SMALL_PHOTO = 6_000_000
"""Pixels up to which a photo is decoded at full size for this. Larger ones are decoded at half
size, unless the names of small birds need more: decoding every pixel would cost a quarter of the
total time for a photo."""

FULL_SIZE_UP_TO = {True: 320, False: 140}
"""Longer side of a bird in pixels up to which it is measured at full size, whatever the size of the
photo; from twice that it is measured at half size, which still shows visible blur but not noise. In
between the two figures are blended, so that they do not jump from frame to frame."""

LEAST_SIDE = 40
"""In a box with a shorter side of fewer pixels, sharpness is not measured."""

_NEAR, _MIDDLE, _FAR = 1, 4, 16
"""The distances in pixels for which D is compared."""

_CELLS = 12
"""The longer side of a box is divided into this many cells, each measured separately."""

_DETAILED_SHARE = 0.25
_MOST_PIXELS = 160_000
"""With more rows or columns than this, some are skipped evenly."""

_BLURRED, _SHARP = 1.9, 0.3
"""How many times D doubles for each doubling of the distance, for the figures 0 and 100."""

_LEAST_CONTRAST = 4.0
"""Mean squared difference over 16 pixels, in grey levels, below which nothing is visible."""

_LEAST_ENERGY = 0.02
"""So that there is a logarithm if there was only noise."""

_PATCH = (4, 16)
"""Rows and columns of the patches; the smoothest show how much noise there is."""

_SMOOTHEST_SHARE = 0.1
_QUANTILE_BIAS = 1.3
"""The mean D of pure noise divided by its tenth percentile over such patches."""

_NOISE_DOUBT = 0.3
"""What remains of D after subtracting the noise is unreliable if it is less than this share of the
noise."""

_CLIPPED_LEVEL = 253
_PIXELS_LOOKED_AT = 20_000


def scale_for_sharpness(width: int, height: int) -> float:
    """Decoded pixels per pixel of a photo of this size with which sharpness is measured."""
    return 1.0 if width * height <= SMALL_PHOTO else 0.5


def frame_qualities(photo: DecodedPhoto, boxes: Sequence[Box]) -> list[FrameQuality]:
    """The quality of each of ``boxes`` (pixels of the upright photo) in order.

    ``photo`` should be decoded at `scale_for_sharpness` or larger. If it is not, like a RAW photo
    with a small preview, it is measured as it is.
    """
    return [_quality(photo, box) for box in boxes]


def _quality(photo: DecodedPhoto, box: Box) -> FrameQuality:
    height, width = photo.rgb_u8.shape[:2]
    inside = box.scaled(photo.scale_x, photo.scale_y).clipped(width, height)
    x1, y1, x2, y2 = (round(each) for each in inside.as_tuple())
    rgb_u8 = photo.rgb_u8[y1:y2, x1:x2]
    if min(rgb_u8.shape[:2]) < LEAST_SIDE:
        return FrameQuality(None, _clipped(rgb_u8))
    scale = min(photo.scale_x, photo.scale_y)
    halvings = max(0, round(math.log2(2 * scale)))
    share_of_half = 1.0
    if halvings:
        is_small = scale_for_sharpness(round(width / scale), round(height / scale)) == 1.0
        side = max(box.width, box.height) / FULL_SIZE_UP_TO[is_small]
        share_of_half = min(1.0, max(0.0, math.log2(max(1.0, side))))
    green = rgb_u8[:, :, 1]
    figures = []
    if share_of_half < 1.0:
        figures.append((1 - share_of_half, _sharpness(green)))
    if share_of_half > 0.0:
        figures.append((share_of_half, _sharpness(_halved(green) if halvings else green)))
    known = [(share, figure) for share, figure in figures if figure is not None]
    whole = sum(share for share, _ in known)
    sharpness = round(sum(s * figure for s, figure in known) / whole, 1) if whole else None
    return FrameQuality(sharpness, _clipped(rgb_u8))


def _sharpness(green: np.ndarray) -> float | None:
    """0 to 100; None if unknown."""
    slopes = []
    for lines in (green, green.T):
        slope = _slope(lines)
        if slope is None:
            return None
        slopes.append(slope)
    slope = (min(slopes) + 2 * max(slopes)) / 3
    return 100 * min(1.0, max(0.0, (_BLURRED - slope) / (_BLURRED - _SHARP)))


def _halved(green: np.ndarray) -> np.ndarray:
    """Each pixel the mean of four, as a JPEG decoded at half its size."""
    height, width = (side // 2 * 2 for side in green.shape)
    quarters = green[:height, :width].astype(np.float32).reshape(height // 2, 2, width // 2, 2)
    return quarters.mean(axis=(1, 3))


def _slope(lines: np.ndarray) -> float | None:
    """How many times D doubles with the distance along lines; None without contrast."""
    every = math.ceil(lines.size / _MOST_PIXELS)
    cell = max(_PATCH[1], math.ceil(max(lines.shape) / _CELLS) // _PATCH[1] * _PATCH[1])
    rows_a_cell = max(1, cell // every)
    length = (lines.shape[1] - _FAR) // cell * cell
    count = math.ceil(lines.shape[0] / every) // rows_a_cell * rows_a_cell
    if length < cell or count < _PATCH[0]:
        return None
    picked = np.ascontiguousarray(lines[::every][:count], np.float32)

    def squares(distance: int) -> np.ndarray:
        step = picked[:, distance : distance + length] - picked[:, :length]
        return np.square(step, out=step)

    nearby = squares(_NEAR)
    near, middle, far = (
        _means(each, rows_a_cell, cell) for each in (nearby, squares(_MIDDLE), squares(_FAR))
    )
    patches = _means(nearby[: count // _PATCH[0] * _PATCH[0]], *_PATCH)
    noise = float(np.quantile(patches, _SMOOTHEST_SHARE)) * _QUANTILE_BIAS
    # The corners of a box rarely belong to the bird, and its detail wins in any case.
    detailed = np.argsort(near)[-max(1, round(_DETAILED_SHARE * near.size)) :]
    energies = (float(each[detailed].mean()) - noise for each in (near, middle, far))
    near_energy, middle_energy, far_energy = (max(each, _LEAST_ENERGY) for each in energies)
    if far_energy < _LEAST_CONTRAST:
        return None
    # If next to nothing is left after the noise, the middle distance decides: within a blur, D is
    # proportional to the square of the distance.
    trust = 1 / (1 + (_NOISE_DOUBT * noise / near_energy) ** 2)
    near_energy = trust * near_energy + (1 - trust) * middle_energy * (_NEAR / _MIDDLE) ** 2
    return math.log2(far_energy / near_energy) / math.log2(_FAR / _NEAR)


def _means(values: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """The mean of each block of that size, (N,)."""
    height, width = values.shape
    across = values.reshape(-1, columns).mean(axis=1)
    return across.reshape(height // rows, rows, width // columns).mean(axis=1).ravel()


def _clipped(rgb_u8: np.ndarray) -> float:
    """Share of the pixels in which all three colours are at the top of the scale."""
    step = max(1, math.isqrt(rgb_u8.size // 3 // _PIXELS_LOOKED_AT))
    sparse = rgb_u8[::step, ::step]
    return round(float((sparse.min(axis=2) >= _CLIPPED_LEVEL).mean()), 4) if sparse.size else 0.0
