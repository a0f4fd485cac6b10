"""Pooling and resizing, window by window."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import product
from math import ceil, floor

import numpy as np

from birdeye.convert.mxnet.evaluation.layers import evaluate_deconvolution
from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node


@evaluates("Pooling", "Pooling_v1")
def evaluate_pooling(node: Node, inputs: Arrays) -> np.ndarray:
    """The window's elements are gathered place by place and combined."""
    (data,) = inputs
    attributes = node.attributes
    kind = attributes.get("pool_type", "max")
    old = node.operator == "Pooling_v1"
    if attributes.boolean("global_pool", False):
        kernel = data.shape[2:]
        stride, padding, full = (1,) * len(kernel), (0,) * len(kernel), False
    else:
        kernel = attributes.integers("kernel")
        stride = attributes.integers("stride", ()) or (1,) * len(kernel)
        padding = attributes.integers("pad", ()) or (0,) * len(kernel)
        full = attributes.get("pooling_convention", "valid") == "full"
    rounding = ceil if full else floor
    size = [
        rounding((i + 2 * p - k) / s) + 1
        for i, k, s, p in zip(data.shape[2:], kernel, stride, padding, strict=True)
    ]
    # Beyond the padding on both sides is what only a window of the convention "full" reaches.
    reach = [
        max(0, (o - 1) * s + k - i - 2 * p)
        for i, k, s, p, o in zip(data.shape[2:], kernel, stride, padding, size, strict=True)
    ]
    widths = [(0, 0), (0, 0), *((p, p) for p in padding)]
    overflow = [(0, 0), (0, 0), *((0, r) for r in reach)]

    def windows(values: np.ndarray, in_padding: float, beyond: float) -> list[np.ndarray]:
        spread = np.pad(values, widths, constant_values=in_padding)
        spread = np.pad(spread, overflow, constant_values=beyond)
        pieces = []
        for place in product(*(range(k) for k in kernel)):
            cut = tuple(
                slice(p, p + (o - 1) * s + 1, s)
                for p, o, s in zip(place, size, stride, strict=True)
            )
            pieces.append(spread[(slice(None), slice(None), *cut)])
        return pieces

    if kind == "max":
        pieces = windows(data, 0.0 if old else -np.inf, -np.inf)
        result = pieces[0]
        for piece in pieces[1:]:
            result = np.maximum(result, piece)
        return result
    if kind == "lp":
        power = attributes.integer("p_value")
        total = _sum(np.abs(piece) ** power for piece in windows(data, 0.0, 0.0))
        return np.power(total, np.float32(1 / power))
    total = _sum(windows(data, 0.0, 0.0))
    if kind == "sum":
        return total
    if old:
        return total / np.float32(np.prod(kernel))
    counted = attributes.get("count_include_pad", "True") in ("True", "true", "1", "None")
    ones = np.ones((1, 1, *data.shape[2:]), np.float32)
    return total / _sum(windows(ones, 1.0 if counted else 0.0, 0.0))


def _sum(pieces: Iterable[np.ndarray]) -> np.ndarray:
    return reduce(np.add, pieces)


@evaluates("_contrib_AdaptiveAvgPooling2D")
def evaluate_adaptive_average_pooling(node: Node, inputs: Arrays) -> np.ndarray:
    """The mean of each bin [floor(i H / o), ceil((i + 1) H / o))."""
    (data,) = inputs
    output = node.attributes.integers("output_size", ()) or (1,)
    rows, columns = output * 2 if len(output) == 1 else output
    height, width = data.shape[2:]
    result = np.empty((*data.shape[:2], rows, columns), np.float32)
    for row, column in product(range(rows), range(columns)):
        top, bottom = floor(row * height / rows), ceil((row + 1) * height / rows)
        left, right = floor(column * width / columns), ceil((column + 1) * width / columns)
        result[:, :, row, column] = data[:, :, top:bottom, left:right].mean((2, 3))
    return result


@evaluates("UpSampling")
def evaluate_upsampling(node: Node, inputs: Arrays) -> np.ndarray:
    """Repeated pixels, or a transposed convolution with one filter per channel."""
    scale = node.attributes.integer("scale")
    if node.attributes["sample_type"] == "bilinear":
        channels = inputs[0].shape[1]
        kernel = 2 * scale - scale % 2
        settings = {
            "kernel": f"({kernel}, {kernel})",
            "stride": f"({scale}, {scale})",
            "pad": f"({ceil((scale - 1) / 2)}, {ceil((scale - 1) / 2)})",
            "num_group": str(channels),
        }
        filters = type(node.attributes)(settings)
        layer = Node(node.id, "Deconvolution", node.name, attributes=filters)
        return np.asarray(evaluate_deconvolution(layer, inputs))
    height = inputs[0].shape[2] * scale
    enlarged = [
        data.repeat(height // data.shape[2], axis=2).repeat(height // data.shape[2], axis=3)
        for data in inputs
    ]
    if len(enlarged) > 1 and node.attributes.get("multi_input_mode", "concat") == "sum":
        return _sum(enlarged)
    return np.concatenate(enlarged, axis=1)


@evaluates("_contrib_BilinearResize2D")
def evaluate_bilinear_resize(node: Node, inputs: Arrays) -> np.ndarray:
    """Rows, then columns, mixed from their two neighbours."""
    data = inputs[0]
    height, width = _resized(node, inputs)
    aligned = node.attributes.boolean("align_corners", True)
    rows = _mixing(data.shape[2], height, aligned)
    columns = _mixing(data.shape[3], width, aligned)
    return (rows @ data @ columns.T).astype(np.float32)


def _mixing(size: int, target: int, aligned: bool) -> np.ndarray:
    """(target, size): how much of each input row makes each output row."""
    index = np.arange(target)
    if aligned:
        place = index * ((size - 1) / (target - 1) if target > 1 else 0.0)
    else:
        place = np.clip((index + 0.5) * size / target - 0.5, 0, size - 1)
    low = np.minimum(place.astype(int), size - 1)
    high = np.minimum(low + 1, size - 1)
    matrix = np.zeros((target, size), np.float32)
    np.add.at(matrix, (index, low), 1 - (place - low))
    np.add.at(matrix, (index, high), place - low)
    return matrix


def _resized(node: Node, inputs: Arrays) -> tuple[int, int]:
    attributes = node.attributes
    mode = attributes.get("mode", "size")
    height, width = inputs[0].shape[2:]
    down = attributes.optional_number("scale_height", None)
    across = attributes.optional_number("scale_width", None)
    if mode == "like":
        return inputs[1].shape[2], inputs[1].shape[3]
    if mode.startswith("to_"):
        step, odd = 1 if mode.endswith("up") else -1, "odd" in mode
        height, width = (s if s % 2 == odd else s + step for s in (height, width))
        return height, width
    if down is None or across is None:
        return attributes.integer("height", 1), attributes.integer("width", 1)
    if mode == "odd_scale":
        return _odd(height, down), _odd(width, across)
    return int(height * down), int(width * across)


def _odd(size: int, scale: float) -> int:
    if size % 2:
        return int((size - 1) * scale) + 1
    return int(size * scale) if int(size * scale) % 2 else int(size * scale) + 1
