"""Maps between a photo's pixels and a network's input, in both directions.

A *region* of the upright photo (all of it, a tile, the crop of one bird) is placed in the input by
the pack's resize rule, rendered as 8-bit pixels, and made a tensor by the rest of its `InputSpec`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.imaging.resizing import crop_resize
from birdeye.packs.manifest import ColourOrder, InputSpec, InputType, Layout, ResizeRule


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a region of the upright photo is in an input.

    ``width`` and ``height`` are input pixels that the region fills, from ``left`` and ``top`` on;
    what is left of the input is padding.
    """

    region: Box
    width: int
    height: int
    left: int = 0
    top: int = 0

    @property
    def scale_xy(self) -> tuple[float, float]:
        """Input pixels per pixel of the upright photo."""
        return self.width / self.region.width, self.height / self.region.height

    def boxes_in_photo(self, boxes_xyxy: np.ndarray) -> np.ndarray:
        """Boxes (N, 4) in input pixels, as boxes in pixels of the upright photo."""
        scale = np.array(self.scale_xy * 2)
        return (boxes_xyxy - np.array([self.left, self.top] * 2)) / scale + np.array(
            [self.region.x1, self.region.y1] * 2
        )


def place(region: Box, spec: InputSpec) -> Placement:
    """Place ``region``, which has an area, by the spec's resize rule.

    `ResizeRule.CROP` shows only the middle of the region, so the placement's region is smaller.
    """
    fit_x, fit_y = spec.width / region.width, spec.height / region.height
    match spec.resize:
        case ResizeRule.STRETCH:
            return Placement(region, spec.width, spec.height)
        case ResizeRule.LETTERBOX | ResizeRule.CENTRED_LETTERBOX:
            scale = min(fit_x, fit_y)
            width = max(1, round(region.width * scale))
            height = max(1, round(region.height * scale))
            if spec.resize is ResizeRule.LETTERBOX:
                return Placement(region, width, height)
            # With an odd number of rows or columns to fill, the smaller half comes first.
            left, top = (spec.width - width) // 2, (spec.height - height) // 2
            return Placement(region, width, height, left, top)
        case ResizeRule.CROP:
            scale = max(fit_x, fit_y)
            cut_x = (region.width - spec.width / scale) / 2
            cut_y = (region.height - spec.height / scale) / 2
            middle = Box(region.x1 + cut_x, region.y1 + cut_y, region.x2 - cut_x, region.y2 - cut_y)
            return Placement(middle, spec.width, spec.height)


def render(photo: DecodedPhoto, placement: Placement, spec: InputSpec) -> np.ndarray:
    """The input as ``rgb_u8`` (height, width, 3); outside of the photo is the pad value."""
    fill = (spec.pad_value,) * 3
    box_in_decode = placement.region.scaled(photo.scale_x, photo.scale_y).as_tuple()
    pixels = crop_resize(photo.rgb_u8, box_in_decode, placement.width, placement.height, fill)
    if pixels.shape[:2] == (spec.height, spec.width):
        return pixels
    canvas = np.full((spec.height, spec.width, 3), spec.pad_value, np.uint8)
    rows = slice(placement.top, placement.top + placement.height)
    canvas[rows, placement.left : placement.left + placement.width] = pixels
    return canvas


def as_tensor(rgb_u8: np.ndarray, spec: InputSpec) -> np.ndarray:
    """Pictures (B, height, width, 3) as the network requires them, C-contiguous.

    value = (pixel - mean) * scale, mean and scale in the order red, green, blue; then the spec's
    colour order, layout and element type.
    """
    pictures = rgb_u8[..., ::-1] if spec.colour_order is ColourOrder.BGR else rgb_u8
    if spec.layout is Layout.NCHW:
        pictures = pictures.transpose(0, 3, 1, 2)
    if spec.dtype is not InputType.FLOAT32:
        return np.ascontiguousarray(pictures)
    tensor = pictures.astype(np.float32, order="C")  # the only pass where nothing is to be scaled
    scale, mean = (_along_channels(values, spec) for values in (spec.scale, spec.mean))
    if (scale != 1).any():
        tensor *= scale
    if (mean != 0).any():
        tensor -= mean * scale
    return tensor


def _along_channels(red_green_blue: Sequence[float], spec: InputSpec) -> np.ndarray:
    """Values for each colour, shaped to match the channels of a tensor of ``spec``."""
    values = np.array(red_green_blue, np.float32)
    if spec.colour_order is ColourOrder.BGR:
        values = values[::-1]
    return values.reshape(-1, 1, 1) if spec.layout is Layout.NCHW else values
