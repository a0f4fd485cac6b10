"""Windows that slide over a picture: strides, dilation and TensorFlow's two kinds of padding."""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.convert.tflite.network import TfliteOperator
from birdeye.domain.errors import CheckpointInvalid

Pads = tuple[tuple[int, int], tuple[int, int]]
"""Rows before and after, columns before and after."""

NO_PADS: Pads = ((0, 0), (0, 0))
_MOST = 4096
SAME, VALID = 0, 1


@dataclass(frozen=True)
class Window:
    """A window of ``kernel`` (height, width) and how it moves."""

    kernel: tuple[int, int]
    strides: tuple[int, int]
    dilations: tuple[int, int]
    pads: Pads

    @property
    def onnx_pads(self) -> list[int]:
        """ONNX's order: top, left, bottom, right."""
        (top, bottom), (left, right) = self.pads
        return [top, left, bottom, right]


def window_of(
    operator: TfliteOperator,
    kernel: tuple[int, int],
    size: tuple[int, int],
    extra: Pads = NO_PADS,
) -> Window:
    """The window of ``operator`` over a picture of ``size`` (height, width).

    SAME yields size / stride places, rounded up, and puts the odd row of padding behind
    (tensorflow/lite/kernels/padding.h). ``extra`` rows were added in front of it.
    """
    strides = operator.whole("stride_h"), operator.whole("stride_w")
    dilations = (
        int(operator.options.get("dilation_h_factor", 1)),
        int(operator.options.get("dilation_w_factor", 1)),
    )
    if not all(1 <= number <= _MOST for number in (*kernel, *strides, *dilations)):
        raise CheckpointInvalid(
            operator.described, f"a window of {kernel} with steps of {strides} makes no sense"
        )
    if operator.whole("padding") not in (SAME, VALID):
        raise CheckpointInvalid(operator.described, "its padding is neither SAME nor VALID")
    pads = [(0, 0), (0, 0)]
    if operator.whole("padding") == SAME:
        pads = [
            _same(length, stride, (rows - 1) * dilation + 1)
            for length, stride, rows, dilation in zip(size, strides, kernel, dilations, strict=True)
        ]
    (top, bottom), (left, right) = pads
    (more_top, more_bottom), (more_left, more_right) = extra
    both = (top + more_top, bottom + more_bottom), (left + more_left, right + more_right)
    return Window(kernel, strides, dilations, both)


def _same(length: int, stride: int, rows: int) -> tuple[int, int]:
    places = -(-length // stride)
    total = max(0, (places - 1) * stride + rows - length)
    return total // 2, total - total // 2
