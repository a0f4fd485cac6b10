"""Layers with weights: convolutions and the dense layer."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import CHANNELS_FIRST, Canvas
from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.registry import converts
from birdeye.convert.tflite.windows import SAME, window_of
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported


@converts("CONV_2D")
def convert_convolution(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Filters are (out, height, width, in) (`kernels/conv.cc`); fewer inputs mean groups."""
    weight = canvas.weight(operator, 1, CHANNELS_FIRST)
    channels, taken = canvas.real(operator, 0).size(1), weight.size(1)
    if not taken or channels % taken or weight.size(0) % (channels // taken):
        raise CheckpointInvalid(
            operator.described, f"its weight is for {taken} channels, its input has {channels}"
        )
    return _convolution(operator, canvas, weight, channels // taken)


@converts("DEPTHWISE_CONV_2D")
def convert_depthwise_convolution(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Filters are (1, height, width, in x multiplier) (`kernels/depthwise_conv.cc`)."""
    weight = canvas.weight(operator, 1, (3, 0, 1, 2))
    channels = canvas.real(operator, 0).size(1)
    if weight.size(1) != 1 or weight.size(0) % channels:
        raise CheckpointInvalid(
            operator.described, f"its {weight.size(0)} filters are not for {channels} channels"
        )
    return _convolution(operator, canvas, weight, channels)


@converts("TRANSPOSE_CONV")
def convert_transposed_convolution(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Filters are (out, height, width, in); the file states the output (`transpose_conv.cc`)."""
    data = canvas.real(operator, 2)
    weight = canvas.weight(operator, 1, (3, 0, 1, 2))
    if weight.size(0) != data.size(1):
        raise CheckpointInvalid(
            operator.described,
            f"its weight is for {weight.size(0)} channels, its input has {data.size(1)}",
        )
    wanted = canvas.output(operator).shape
    if len(wanted) != 4 or wanted[3] != weight.size(1):
        raise CheckpointInvalid(operator.described, f"its output is {list(wanted)}")
    strides = operator.whole("stride_h"), operator.whole("stride_w")
    pads, more = transposed_pads(operator, data.sides(), weight.sides(), wanted[1:3], strides)
    inputs = [data, weight]
    if canvas.has(operator, 3):
        inputs.append(canvas.real(operator, 3))
    return canvas.builder.add(
        "ConvTranspose",
        inputs,
        kernel_shape=list(weight.sides()),
        strides=list(strides),
        pads=[pads[0][0], pads[1][0], pads[0][1], pads[1][1]],
        output_padding=list(more),
    )


def transposed_pads(
    operator: TfliteOperator,
    size: tuple[int, int],
    kernel: tuple[int, int],
    wanted: Sequence[int],
    strides: tuple[int, int],
) -> tuple[list[tuple[int, int]], list[int]]:
    """What is cut off before and after the full result, and what is missing after it."""
    if not all(1 <= number <= 4096 for number in (*strides, *kernel, *wanted)):
        raise CheckpointInvalid(operator.described, f"steps of {strides} make no sense")
    pads, more = [], []
    for length, rows, target, stride in zip(size, kernel, wanted, strides, strict=True):
        before = 0
        if operator.whole("padding") == SAME:
            before = max(0, (-(-target // stride) - 1) * stride + rows - target) // 2
        behind = (length - 1) * stride + rows - before - target
        if behind < -stride:
            raise CheckpointInvalid(operator.described, f"{length} cannot become {target}")
        pads.append((before, max(0, behind)))
        more.append(max(0, -behind))
    return pads, more


def _convolution(operator: TfliteOperator, canvas: Canvas, weight: Tensor, groups: int) -> Tensor:
    data = canvas.real(operator, 0)
    inputs = [data, weight]
    if canvas.has(operator, 2):
        inputs.append(canvas.bias(operator, 2, data, weight))
        if inputs[2].shape != weight.shape[:1]:
            raise CheckpointInvalid(
                operator.described, f"its bias {list(inputs[2].shape)} does not fit its filters"
            )
    window = window_of(operator, weight.sides(), data.sides(), canvas.pads_left(operator))
    return canvas.builder.add(
        "Conv",
        inputs,
        kernel_shape=list(window.kernel),
        strides=list(window.strides),
        dilations=list(window.dilations),
        pads=window.onnx_pads,
        group=groups,
    )


@converts("FULLY_CONNECTED")
def convert_fully_connected(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """y = x W^T + b over rows as long as W's, whatever the shape of x (`fully_connected.cc`)."""
    if operator.whole("weights_format") != 0:
        raise OperatorUnsupported(
            operator.described, [f"{operator.described}: its weights are shuffled"]
        )
    if len(canvas.tensor(operator, 1).shape) != 2:
        raise CheckpointInvalid(operator.described, "its weights are not a matrix")
    picture = _flattened_picture(operator, canvas)
    weight = canvas.weight(
        operator, 1, (0, 1), lambda values: _columns_channels_first(values, picture)
    )
    data = canvas.real(operator, 0)
    count = weight.size(1)
    shape = canvas.tensor(operator, 0).shape
    if not count or prod(shape) % count:
        raise CheckpointInvalid(operator.described, f"its weights are not for rows of {shape}")
    if data.rank != 2:
        rows = canvas.sizes((prod(shape) // count, count))
        if len(shape) == 4 and count != prod(shape[1:]):
            # A row is the channels of a pixel or several: only TFLite's order has them together.
            data = canvas.rearranged(
                data, lambda stored: canvas.builder.transpose(stored, (0, 2, 3, 1))
            )
        data = canvas.rearranged(data, lambda stored: canvas.builder.reshape(stored, rows))
    inputs = [data, weight]
    if canvas.has(operator, 2):
        inputs.append(canvas.bias(operator, 2, data, weight))
    result = canvas.builder.add("Gemm", inputs, transB=1)
    sizes = canvas.sizes_in_file_order(canvas.output(operator).shape)
    return canvas.channels_first(canvas.builder.reshape(result, sizes))


def _flattened_picture(operator: TfliteOperator, canvas: Canvas) -> tuple[int, int, int] | None:
    """(height, width, channels) where the rows that go in are a picture's, channels first."""
    shape = canvas.tensor(operator, 0).shape
    if len(shape) == 4:
        return shape[1], shape[2], shape[3]
    return canvas.rows_channels_first(operator)


def _columns_channels_first(values: np.ndarray, picture: tuple[int, int, int] | None) -> np.ndarray:
    """Columns of a weight (out, H x W x C), for rows in the order C x H x W."""
    if picture is None or values.shape[1] != prod(picture):
        return values
    pictures = values.reshape(len(values), *picture).transpose(0, 3, 1, 2)
    return pictures.reshape(values.shape)
