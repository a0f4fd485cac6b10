"""Pooling, with the conventions in which MXNet and ONNX differ."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from birdeye.convert.mxnet.operators.convolution import refuse_other_layouts, spatial
from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported

_KINDS = ("max", "avg", "sum", "lp")


@dataclass(frozen=True)
class Window:
    """How a pooling window moves over an input; one number for each spatial dimension.

    ``end_padding`` reaches as far as the last window does, which with the convention "full"
    (rounding up) is further than ``padding``.
    """

    size: tuple[int, ...]
    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    padding: tuple[int, ...]
    output: tuple[int, ...]

    @property
    def end_padding(self) -> tuple[int, ...]:
        """Rows of padding after the input that the windows touch; never below ``padding``."""
        return tuple(
            max(p, (o - 1) * s + k - i - p)
            for i, k, s, p, o in zip(
                self.size, self.kernel, self.stride, self.padding, self.output, strict=True
            )
        )

    @property
    def pads(self) -> list[int]:
        """ONNX's order: all beginnings, then all ends."""
        return [*self.padding, *self.end_padding]

    @property
    def overflows(self) -> bool:
        """Whether a window reaches beyond the symmetric padding."""
        return self.end_padding != self.padding


def _refuse(node: Node) -> str | None:
    convention = node.attributes.get("pooling_convention", "valid")
    if convention not in ("valid", "full"):
        return f"pooling_convention={convention} is not supported"
    if node.attributes.get("pool_type", "max") not in _KINDS:
        return f"pool_type={node.attributes['pool_type']} is not supported"
    return refuse_other_layouts(node)


@converts("Pooling", unless=_refuse)
def convert_pooling(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Max, average, sum or Lp pooling (`nn/pooling-inl.h`, `nn/pool.h`).

    A global pooling ignores kernel, stride and padding. An average divides by the part of the
    window that is in the input and its symmetric padding (`count_include_pad`, True by default),
    never by what the convention "full" lets stick out.
    """
    data = builder.input(node, 0)
    kind = node.attributes.text("pool_type", "max")
    if node.attributes.boolean("global_pool", False):
        return _global_pooling(node, builder, data, kind)
    window = _window(node, data)
    if kind == "max":
        return _pool(builder, "MaxPool", data, window)
    if kind == "lp":
        return _pool(builder, "LpPool", data, window, p=node.attributes.integer("p_value"))
    if kind == "sum":
        return _sum_pooling(builder, data, window)
    return _average(node, builder, data, window)


@converts("Pooling_v1", unless=_refuse)
def convert_pooling_v1(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The pooling of 2015: padding counts as zeros, and an average divides by the full window.

    (`pooling_v1-inl.h`)
    """
    data = builder.input(node, 0)
    kind = node.attributes.text("pool_type", "max")
    if node.attributes.boolean("global_pool", False):
        return _global_pooling(node, builder, data, kind)
    window = _window(node, data)
    if kind == "sum":
        return _sum_pooling(builder, data, window)
    if kind == "avg":
        return _pool(builder, "AveragePool", data, window, count_include_pad=1)
    pooled = _pool(builder, "MaxPool", data, window)
    if not any(window.padding):
        return pooled
    # Zeros of the padding take part in the maximum wherever a window touches the padding.
    floor = np.where(_overlap(window, padded=True) > _overlap(window), 0, -np.inf)
    return builder.add("Max", [pooled, builder.constant(floor[None, None], np.float32)])


@converts("_contrib_AdaptiveAvgPooling2D")
def convert_adaptive_average_pooling(
    node: Node, graph: SymbolGraph, builder: SymbolBuilder
) -> Tensor:
    """Averages over bins [floor(i H / o), ceil((i + 1) H / o)) (`adaptive_avg_pooling-inl.h`).

    The bins of each axis form a constant matrix, so that the result is two matrix products.
    """
    data = builder.input(node, 0)
    output = node.attributes.integers("output_size", ()) or (1,)
    if output == (1,) or output == (1, 1):
        return builder.add("GlobalAveragePool", [data])
    height, width = output if len(output) == 2 else output * 2
    rows = builder.constant(_bins(data.size(2), height), np.float32, name="rows")
    columns = builder.constant(_bins(data.size(3), width).T, np.float32, name="columns")
    return builder.add("MatMul", [builder.add("MatMul", [rows, data]), columns])


def _bins(size: int, count: int) -> np.ndarray:
    """(count, size): row i averages the inputs of bin i."""
    bins = np.zeros((count, size))
    for index in range(count):
        start, end = index * size // count, -(-(index + 1) * size // count)
        bins[index, start:end] = 1 / (end - start)
    return bins


def _window(node: Node, data: Tensor) -> Window:
    kernel = node.attributes.integers("kernel")
    rank = len(kernel)
    if data.rank != rank + 2:
        raise CheckpointInvalid(node.described, f"a kernel of {rank} for {data.rank} dimensions")
    size = data.spatial()
    stride = spatial(node, "stride", rank, 1)
    padding = spatial(node, "pad", rank, 0)
    if min(kernel) < 1 or min(stride) < 1 or min(padding) < 0:
        raise CheckpointInvalid(node.described, "kernel, stride or pad is out of range")
    full = node.attributes.get("pooling_convention", "valid") == "full"
    output = []
    for i, k, s, p in zip(size, kernel, stride, padding, strict=True):
        room = i + 2 * p - k
        if room < 0:
            raise CheckpointInvalid(
                node.described,
                f"a window of {k} does not fit {i + 2 * p} rows",
                "Enlarge the input.",
            )
        output.append((-(-room // s) if full else room // s) + 1)
    window = Window(size, kernel, stride, padding, tuple(output))
    if (
        any(max(p, e) >= k for p, e, k in zip(padding, window.end_padding, kernel, strict=True))
        and _overlap(window).min() == 0
    ):
        raise OperatorUnsupported(
            node.described,
            [f"with an input of {list(size)} a window is entirely in the padding"],
        )
    return window


def _pool(
    builder: SymbolBuilder, op_type: str, data: Tensor, window: Window, **attributes: int
) -> Tensor:
    return builder.emit(
        op_type,
        [data],
        {
            "kernel_shape": list(window.kernel),
            "strides": list(window.stride),
            "pads": window.pads,
            **attributes,
        },
    )


def _average(node: Node, builder: SymbolBuilder, data: Tensor, window: Window) -> Tensor:
    count_padding = node.attributes.get("count_include_pad", "True").strip() != "None"
    count_padding = count_padding and node.attributes.boolean("count_include_pad", True)
    if not any(window.padding) or not count_padding:
        return _pool(builder, "AveragePool", data, window, count_include_pad=0)
    if not window.overflows:
        return _pool(builder, "AveragePool", data, window, count_include_pad=1)
    # ONNX's own ceil mode counts the overflow in onnxruntime before 1.20, so that the divisor is
    # put right by a constant map instead.
    average = _pool(builder, "AveragePool", data, window, count_include_pad=1)
    correction = prod(window.kernel) / _overlap(window, padded=True)
    return builder.add("Mul", [average, builder.constant(correction[None, None], np.float32)])


def _sum_pooling(builder: SymbolBuilder, data: Tensor, window: Window) -> Tensor:
    average = _pool(builder, "AveragePool", data, window, count_include_pad=1)
    return builder.add("Mul", [average, builder.constant(prod(window.kernel), np.float32)])


def _overlap(window: Window, *, padded: bool = False) -> np.ndarray:
    """How many elements of the input (with ``padded``: and its symmetric padding) a window covers.

    One number for each output position.
    """
    covered = np.ones(())
    for i, k, s, p, o in zip(
        window.size, window.kernel, window.stride, window.padding, window.output, strict=True
    ):
        start = np.arange(o) * s - p
        low, high = (-p, i + p) if padded else (0, i)
        length = np.minimum(start + k, high) - np.maximum(start, low)
        covered = np.multiply.outer(covered, np.maximum(length, 0))
    return covered


def _global_pooling(node: Node, builder: SymbolBuilder, data: Tensor, kind: str) -> Tensor:
    if kind == "sum":
        return builder.reduce("ReduceSum", data, range(2, data.rank))
    if kind == "lp":
        return builder.add("GlobalLpPool", [data], p=node.attributes.integer("p_value"))
    return builder.add("GlobalMaxPool" if kind == "max" else "GlobalAveragePool", [data])
