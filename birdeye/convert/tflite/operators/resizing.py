"""Pictures made larger or smaller inside a network."""

from __future__ import annotations

from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import Canvas
from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.registry import converts
from birdeye.domain.errors import CheckpointInvalid


@converts("RESIZE_BILINEAR")
def convert_resize_bilinear(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Three ways to place pixels (`kernels/internal/reference/resize_bilinear.h`)."""
    return _resize(operator, canvas, mode="linear")


@converts("RESIZE_NEAREST_NEIGHBOR")
def convert_resize_nearest(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """The nearest pixel (`kernels/internal/reference/resize_nearest_neighbor.h`)."""
    corners = not (operator.whole("align_corners") or operator.whole("half_pixel_centers"))
    return _resize(
        operator, canvas, mode="nearest", nearest_mode="floor" if corners else "round_prefer_ceil"
    )


def _resize(operator: TfliteOperator, canvas: Canvas, **attributes: str) -> Tensor:
    data = canvas.real(operator, 0)
    target = canvas.integers(operator, 1)
    if len(target) != 2 or not all(1 <= side <= 8192 for side in target):
        raise CheckpointInvalid(operator.described, f"{target[:4]} is not a size")
    if operator.whole("align_corners"):
        place = "align_corners"
    elif operator.whole("half_pixel_centers"):
        place = "half_pixel"
    else:
        place = "asymmetric"
    return canvas.builder.resize(data, target, coordinate_transformation_mode=place, **attributes)
