"""Products of matrices that are both computed: attention, and what is written out by hand."""

from __future__ import annotations

from math import prod, sqrt

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported


def _refuse_other_axis(node: Node) -> str | None:
    axis = node.attributes.integer("axis", -2)
    return None if axis == -2 else f"axis={axis} is not supported"


@converts("batch_dot", "_linalg_gemm2", unless=_refuse_other_axis)
def convert_batch_product(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """alpha * op(A) op(B) over the last two axes (`dot-inl.h`, `linalg_op-inl.h`)."""
    sides = [
        _turned(builder, builder.input(node, slot), node.attributes.boolean(name, False))
        for slot, name in enumerate(("transpose_a", "transpose_b"))
    ]
    product = builder.add("MatMul", sides)
    alpha = node.attributes.number("alpha", 1.0)
    if node.operator == "batch_dot" or alpha == 1:
        return product
    return builder.add("Mul", [product, builder.constant(alpha, np.float32)])


@converts("dot")
def convert_dot(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Over the last axis of the first and the first of the second (`dot-inl.h`).

    Transposed, a tensor of more than two axes has its first one last (first input), or its last
    one first (second input).
    """
    first, second = builder.input(node, 0), builder.input(node, 1)
    if node.attributes.boolean("transpose_a", False):
        first = builder.transpose(first, (*range(1, first.rank), 0))
    if node.attributes.boolean("transpose_b", False):
        second = builder.transpose(second, (second.rank - 1, *range(second.rank - 1)))
    if first.rank == second.rank == 1:
        product = builder.add("MatMul", [first, second])
        return builder.reshape(product, (1,))
    if first.rank <= 2 and second.rank <= 2:
        return builder.add("MatMul", [first, second])
    length = second.size(0)
    if first.size(-1) != length:
        raise CheckpointInvalid(
            node.described, f"{first.shape} and {second.shape} do not fit together"
        )
    rows = builder.reshape(first, (prod(first.static_shape[:-1]), length))
    columns = builder.reshape(second, (length, prod(second.static_shape[1:])))
    shape = (*first.static_shape[:-1], *second.static_shape[1:])
    return builder.reshape(builder.add("MatMul", [rows, columns]), shape)


@converts("_contrib_div_sqrt_dim")
def convert_div_sqrt_dim(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """x by the root of its last axis's size (`contrib/transformer.cc`)."""
    data = builder.input(node, 0)
    if not data.rank:
        raise OperatorUnsupported(node.described, [f"{node.described}: a single number"])
    return builder.add("Div", [data, builder.constant(sqrt(data.size(-1)), np.float32)])


def _turned(builder: SymbolBuilder, data: Tensor, is_transposed: bool) -> Tensor:
    if not is_transposed:
        return data
    if data.rank < 2:
        raise ValueError("a vector cannot be transposed")
    return builder.transpose(data, (*range(data.rank - 2), data.rank - 1, data.rank - 2))
