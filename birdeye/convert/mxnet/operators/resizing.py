"""Pictures made larger or smaller inside a network."""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

_MOST = 16384
_MODES = ("size", "odd_scale", "like", "to_even_down", "to_even_up", "to_odd_down", "to_odd_up")


@converts("UpSampling")
def convert_upsampling(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Enlargement by an integer factor (`nn/upsampling-inl.h`).

    "nearest" repeats pixels; several inputs are all brought to the size of the first one's result,
    then joined or added. "bilinear" is a transposed convolution with the stored weight, one filter
    for each channel.
    """
    scale = node.attributes.integer("scale")
    if node.attributes.text("sample_type", choices=("nearest", "bilinear")) == "bilinear":
        return _learned(node, builder, scale)
    inputs = builder.inputs(node)
    height = inputs[0].size(2) * scale
    enlarged = [_repeated(builder, data, height // data.size(2)) for data in inputs]
    if len(enlarged) == 1:
        return enlarged[0]
    if node.attributes.text("multi_input_mode", "concat") == "sum":
        return builder.add("Sum", enlarged)
    return builder.add("Concat", enlarged, axis=1)


def _repeated(builder: SymbolBuilder, data: Tensor, factor: int) -> Tensor:
    if factor == 1:
        return data
    scales = builder.constant([1, 1, factor, factor], np.float32)
    return builder.add(
        "Resize",
        [data, None, scales],
        mode="nearest",
        coordinate_transformation_mode="asymmetric",
        nearest_mode="floor",
    )


def _learned(node: Node, builder: SymbolBuilder, scale: int) -> Tensor:
    data, weight = builder.inputs(node)
    kernel = 2 * scale - scale % 2
    padding = -(-(scale - 1) // 2)
    return builder.add(
        "ConvTranspose",
        [data, weight],
        kernel_shape=[kernel, kernel],
        strides=[scale, scale],
        pads=[padding] * 4,
        group=data.shape[1],
    )


@converts("_contrib_BilinearResize2D")
def convert_bilinear_resize(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Bilinear resizing; corners are aligned by default (`contrib/bilinear_resize-inl.h`)."""
    data = builder.input(node, 0)
    aligned = node.attributes.boolean("align_corners", True)
    return builder.resize(
        data,
        _target(node, builder, data),
        mode="linear",
        coordinate_transformation_mode="align_corners" if aligned else "half_pixel",
    )


def _target(node: Node, builder: SymbolBuilder, data: Tensor) -> tuple[int, int]:
    attributes = node.attributes
    mode = attributes.text("mode", "size", choices=_MODES)
    height, width = data.sides()
    if mode == "like":
        return builder.input(node, 1).sides()
    if mode.startswith("to_"):
        return _with_parity(height, mode), _with_parity(width, mode)
    down = attributes.optional_number("scale_height", None)
    across = attributes.optional_number("scale_width", None)
    if mode == "odd_scale" or down is not None:
        if down is None or across is None:
            raise CheckpointInvalid(node.described, "it states no scale for both sides")
        scaled = _odd_scaled if mode == "odd_scale" else _scaled
        target = scaled(height, down), scaled(width, across)
    else:
        target = attributes.integer("height", 1), attributes.integer("width", 1)
    if not all(1 <= side <= _MOST for side in target):
        raise CheckpointInvalid(node.described, f"{target} is not a size")
    return target


def _scaled(length: int, scale: float) -> int:
    return int(length * scale)


def _odd_scaled(length: int, scale: float) -> int:
    if length % 2:
        return int((length - 1) * scale) + 1
    scaled = int(length * scale)
    return scaled + (scaled % 2 == 0)


def _with_parity(length: int, mode: str) -> int:
    """``length``, or its neighbour up or down that is even or odd."""
    wanted = 0 if "even" in mode else 1
    if length % 2 == wanted:
        return length
    return length + (1 if mode.endswith("up") else -1)
