"""Layers with weights: convolutions and the dense layer."""

from __future__ import annotations

import numpy as np

from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import CHANNELS_FIRST, Canvas
from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.registry import converts
from birdeye.convert.tflite.windows import window_of
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported


@converts("CONV_2D")
def convert_convolution(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Filters are (out, height, width, in) (`kernels/conv.cc`); fewer inputs mean groups."""
    weight = canvas.weight(operator, 1, CHANNELS_FIRST)
    channels = canvas.real(operator, 0).shape[1]
    if channels % weight.shape[1] or weight.shape[0] % (channels // weight.shape[1]):
        raise CheckpointInvalid(
            operator.described,
            f"its weight is for {weight.shape[1]} channels, its input has {channels}",
        )
    return _convolution(operator, canvas, weight, channels // weight.shape[1])


@converts("DEPTHWISE_CONV_2D")
def convert_depthwise_convolution(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Filters are (1, height, width, in x multiplier) (`kernels/depthwise_conv.cc`)."""
    weight = canvas.weight(operator, 1, (3, 0, 1, 2))
    channels = canvas.real(operator, 0).shape[1]
    if weight.shape[1] != 1 or weight.shape[0] % channels:
        raise CheckpointInvalid(
            operator.described, f"its {weight.shape[0]} filters are not for {channels} channels"
        )
    return _convolution(operator, canvas, weight, channels)


def _convolution(operator: TfliteOperator, canvas: Canvas, weight: Tensor, groups: int) -> Tensor:
    data = canvas.real(operator, 0)
    inputs = [data, weight]
    if canvas.has(operator, 2):
        inputs.append(canvas.bias(operator, 2, data, weight))
        if inputs[2].shape != weight.shape[:1]:
            raise CheckpointInvalid(
                operator.described, f"its bias {list(inputs[2].shape)} does not fit its filters"
            )
    window = window_of(operator, weight.shape[2:], data.shape[2:], canvas.pads_left(operator))
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
    count = weight.shape[1]
    shape = canvas.tensor(operator, 0).shape
    if np.prod(shape, dtype=np.int64) % max(1, count) or not count:
        raise CheckpointInvalid(operator.described, f"its weights are not for rows of {shape}")
    if data.rank != 2:
        rows = canvas.sizes((int(np.prod(shape, dtype=np.int64)) // count, count))
        if len(shape) == 4 and count != np.prod(shape[1:]):
            # A row is the channels of a pixel or several: only TFLite's order has them together.
            data = canvas.rearranged(
                data, lambda stored: canvas.builder.transpose(stored, (0, 2, 3, 1))
            )
        data = canvas.rearranged(data, lambda stored: canvas.builder.reshape(stored, rows))
    inputs = [data, weight]
    if canvas.has(operator, 2):
        inputs.append(canvas.bias(operator, 2, data, weight))
    result = canvas.builder.add("Gemm", inputs, transB=1)
    sizes = canvas.sizes(canvas.output(operator).shape)
    if len(sizes) == 4:
        raise OperatorUnsupported(
            operator.described, [f"{operator.described}: its output has 4 dimensions"]
        )
    return canvas.builder.reshape(result, sizes)


def _flattened_picture(operator: TfliteOperator, canvas: Canvas) -> tuple[int, int, int] | None:
    """(height, width, channels) where the rows that go in are a picture's, channels first."""
    shape = canvas.tensor(operator, 0).shape
    if len(shape) == 4:
        return shape[1:]
    return canvas.rows_channels_first(operator)


def _columns_channels_first(values: np.ndarray, picture: tuple[int, int, int] | None) -> np.ndarray:
    """Columns of a weight (out, H x W x C), for rows that lie as C x H x W."""
    if picture is None or values.shape[1] != np.prod(picture):
        return values
    pictures = values.reshape(len(values), *picture).transpose(0, 3, 1, 2)
    return pictures.reshape(values.shape)
