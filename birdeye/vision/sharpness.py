"""Measures how sharp each bird of a photo is, from 0 to 100, on the pixels of its box.

A picture that is sharp differs from one pixel to the next nearly as much as over many pixels; one
that is blurred differs little nearby and as much as ever far away. So the figure is how the mean
squared difference D grows with the distance of two pixels, from 1 to 16: by a factor of about 2
each time that the distance doubles for edges in focus, by 4 within what a blur has smeared. That is
gradient energy, as in Tenengrad (Krotkov, Focusing, IJCV 1987), over several scales and divided by
the contrast of the same pixels, so that light, plumage and the bird's size cancel out. What noise
adds to every D is estimated from the smoothest parts of the picture and taken off first.

Sharpness is that of the quarter of the bird with the most fine detail, which in a good photo is its
head. Blur by motion has a direction, so rows and columns are measured apart, and the worse counts
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
"""Pixels up to which a photo is measured at full size. Larger ones are measured at half of it, but
for birds that are small in them: blur that can be seen still shows, and to decode every pixel would
cost a quarter of all the time that a photo takes."""

SMALL_SIDE, LARGE_SIDE = 140, 280
"""Longer side in pixels of a bird in a larger photo that is measured at full size, as far as it was
decoded so for its name; and from where on it is not. In between the two figures are blended."""

LEAST_SIDE = 40
"""A box with a shorter side of fewer pixels does not say whether it is sharp."""

_NEAR, _FAR = 1, 16
"""The distances in pixels of which D is compared."""

_CELLS = 12
"""The longer side of a box is cut into so many cells, each of which is measured by itself."""

_DETAILED_SHARE = 0.25
_MOST_PIXELS = 250_000
"""Rows, and columns, are left out evenly beyond that."""

_BLURRED, _SHARP = 1.9, 0.6
"""How many times D doubles for each doubling of the distance: where the figure is 0, and 100."""

_LEAST_CONTRAST = 4.0
"""Mean squared difference over 16 pixels, in grey levels, below which there is nothing to see."""

_LEAST_ENERGY = 0.02
"""So that there is a logarithm where noise was all that there was."""

_BLOCK = 8
_SMOOTHEST_SHARE = 0.1
_QUANTILE_BIAS = 1.12
"""The mean over a block of pure noise is that much greater than its tenth percentile."""

_CLIPPED_LEVEL = 253
_CLIPPED_STEP = 4


def scale_for_sharpness(width: int, height: int) -> float:
    """Decoded pixels per pixel of a photo of this size with which sharpness is measured."""
    return 1.0 if width * height <= SMALL_PHOTO else 0.5


def frame_qualities(photo: DecodedPhoto, boxes: Sequence[Box]) -> list[FrameQuality]:
    """The quality of each of ``boxes`` (pixels of the upright photo) in their order.

    ``photo`` should be decoded at `scale_for_sharpness` or larger. Where it is not, as a RAW photo
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
    if scale_for_sharpness(round(width / photo.scale_x), round(height / photo.scale_y)) == 1.0:
        share_of_half = 0.0
    elif halvings:
        side = max(box.width, box.height) / SMALL_SIDE
        share_of_half = min(1.0, max(0.0, math.log2(side) / math.log2(LARGE_SIDE / SMALL_SIDE)))
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
    """0 to 100; None where that cannot be told."""
    noise = _noise_variance(green)
    slopes = []
    for lines in (green, green.T):
        slope = _slope(lines, noise)
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


def _slope(lines: np.ndarray, noise: float) -> float | None:
    """How many times D doubles with the distance along lines; None without contrast."""
    every = math.ceil(lines.size / _MOST_PIXELS)
    cell = max(8, math.ceil(max(lines.shape) / _CELLS))
    rows_a_cell = max(1, cell // every)
    length = (lines.shape[1] - _FAR) // cell * cell
    count = math.ceil(lines.shape[0] / every) // rows_a_cell * rows_a_cell
    if length < cell or count < 1:
        return None
    picked = np.ascontiguousarray(lines[::every][:count], np.float32)

    def energies(distance: int) -> np.ndarray:
        """D in each cell."""
        step = picked[:, distance : distance + length] - picked[:, :length]
        squares = np.square(step, out=step).reshape(-1, cell).mean(axis=1)
        cells = squares.reshape(count // rows_a_cell, rows_a_cell, length // cell)
        return cells.mean(axis=1).ravel()

    near, far = energies(_NEAR), energies(_FAR)
    # The corners of a box rarely belong to the bird, and its detail wins in any case.
    detailed = np.argsort(near)[-max(1, round(_DETAILED_SHARE * near.size)) :]
    near_energy, far_energy = (float(each[detailed].mean()) - 2 * noise for each in (near, far))
    if far_energy < _LEAST_CONTRAST:
        return None
    return math.log2(far_energy / max(near_energy, _LEAST_ENERGY)) / math.log2(_FAR / _NEAR)


def _noise_variance(green: np.ndarray) -> float:
    """Variance of the noise, from where the picture is smoothest.

    By the mask of Immerkær (Fast Noise Variance Estimation, CVIU 1996), whose answer to anything
    but noise is small, on blocks of 8 x 8 pixels.
    """
    height, width = green.shape
    step_y, step_x = (_BLOCK * max(1, round(side / (_BLOCK * 25))) for side in green.shape)
    means = []
    for y in range(0, height - _BLOCK - 1, step_y):
        strip = green[y : y + _BLOCK + 2].astype(np.float32)
        across = strip[:, 2:] - 2 * strip[:, 1:-1] + strip[:, :-2]
        answers = np.abs(across[2:] - 2 * across[1:-1] + across[:-2]).mean(axis=0)
        sums = np.cumsum(np.concatenate(([0.0], answers)))
        starts = np.arange(0, width - _BLOCK - 1, step_x)
        means.append((sums[starts + _BLOCK] - sums[starts]) / _BLOCK)
    if not means:
        return 0.0
    smoothest = float(np.quantile(np.concatenate(means), _SMOOTHEST_SHARE)) * _QUANTILE_BIAS
    # The mean of |answer| of white noise is 6 sigma sqrt(2 / pi).
    return math.pi / 2 * (smoothest / 6) ** 2


def _clipped(rgb_u8: np.ndarray) -> float:
    """Share of the pixels of which all three colours are at the end of the scale."""
    sparse = rgb_u8[::_CLIPPED_STEP, ::_CLIPPED_STEP]
    return round(float((sparse.min(axis=2) >= _CLIPPED_LEVEL).mean()), 4) if sparse.size else 0.0
