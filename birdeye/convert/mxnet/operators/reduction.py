"""Sums, means, extremes and norms over axes."""

from __future__ import annotations

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor

_REDUCTIONS = {
    "mean": "ReduceMean",
    "sum": "ReduceSum",
    "max": "ReduceMax",
    "min": "ReduceMin",
    "prod": "ReduceProd",
    "_npi_mean": "ReduceMean",
}


@converts(*_REDUCTIONS)
def convert_reduction(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A reduction over `axis`, all by default; `exclude` means all others."""
    data = builder.input(node, 0)
    axes = reduced_axes(node, data.rank)
    return _reduce(node, builder, _REDUCTIONS[node.operator], data, axes)


@converts("norm")
def convert_norm(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The L1 or L2 norm (the default) over `axis`."""
    data = builder.input(node, 0)
    op_type = "ReduceL1" if node.attributes.integer("ord", 2) == 1 else "ReduceL2"
    return _reduce(node, builder, op_type, data, reduced_axes(node, data.rank))


def reduced_axes(node: Node, rank: int) -> tuple[int, ...]:
    """The axes, ascending, that a reduction's attributes mean."""
    given = node.attributes.axes("axis")
    axes = {axis % rank for axis in given} if given else set(range(rank))
    if given and node.attributes.boolean("exclude", False):
        axes = set(range(rank)) - axes
    return tuple(sorted(axes))


def _reduce(
    node: Node, builder: SymbolBuilder, op_type: str, data: Tensor, axes: tuple[int, ...]
) -> Tensor:
    keepdims = node.attributes.boolean("keepdims", False)
    if not axes:
        return data
    if len(axes) == data.rank and not keepdims and not node.operator.startswith("_npi"):
        # MXNet's classic operators know no scalars: a full reduction has the shape (1,).
        whole = builder.reduce(op_type, data, axes, keepdims=True)
        return builder.reshape(whole, (1,))
    return builder.reduce(op_type, data, axes, keepdims=keepdims)
