"""Which part of a photo the classifier sees for each bird, and how many pixels of the photo that
takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.packs.manifest import ClassifierSpec
from birdeye.vision.preprocessing import place, render

ENOUGH_PIXELS = 0.75
"""Pixels of the photo per pixel of the input that are enough for a crop: more do not improve names,
half as many make them worse. This often saves decoding a JPEG at the next larger scale."""


def crop_region(box: Box, spec: ClassifierSpec, width: int, height: int) -> Box:
    """The surroundings of ``box`` that belong in its crop, in pixels of the upright photo.

    The box with the spec's margin on every side; with ``square``, widened to a square around its
    middle. It is moved, not cut, if it would leave the photo of ``width`` x ``height`` pixels. If
    it is still too long it is cut, or for a square extends evenly on both sides and will be padded.
    """
    growth = 1 + 2 * spec.crop_margin
    crop_width, crop_height = max(box.width, 1.0) * growth, max(box.height, 1.0) * growth
    if spec.square:
        crop_width = crop_height = max(crop_width, crop_height)
    else:
        crop_width, crop_height = min(crop_width, width), min(crop_height, height)
    center_x, center_y = box.center_xy
    left = _start(center_x, crop_width, width)
    top = _start(center_y, crop_height, height)
    return Box(left, top, left + crop_width, top + crop_height)


def _start(center: float, length: float, limit: float) -> float:
    """Where a stretch of ``length`` around ``center`` starts, moved into 0 to ``limit``."""
    if length >= limit:
        return (limit - length) / 2
    return min(max(center - length / 2, 0.0), limit - length)


def scale_wanted(regions: Sequence[Box], spec: ClassifierSpec) -> float:
    """Decoded pixels per pixel of the photo that are enough for all crops, at most 1."""
    needs = (ENOUGH_PIXELS * max(place(region, spec.input).scale_xy) for region in regions)
    return min(1.0, max(needs, default=0.0))


def cut_crops(photo: DecodedPhoto, regions: Sequence[Box], spec: ClassifierSpec) -> np.ndarray:
    """One ``rgb_u8`` picture per region, (N, height, width, 3) of the classifier's input."""
    crops = np.empty((len(regions), spec.input.height, spec.input.width, 3), np.uint8)
    for crop, region in zip(crops, regions, strict=True):
        crop[:] = render(photo, place(region, spec.input), spec.input)
    return crops
