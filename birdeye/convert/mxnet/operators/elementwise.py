"""Arithmetic and comparison, between tensors and with a number."""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor

_BINARY = {
    "elemwise_add": "Add",
    "elemwise_sub": "Sub",
    "elemwise_mul": "Mul",
    "elemwise_div": "Div",
    "broadcast_add": "Add",
    "broadcast_sub": "Sub",
    "broadcast_mul": "Mul",
    "broadcast_div": "Div",
    "broadcast_power": "Pow",
    "broadcast_maximum": "Max",
    "broadcast_minimum": "Min",
    "_power": "Pow",
    "_maximum": "Max",
    "_minimum": "Min",
    "_npi_add": "Add",
    "_npi_subtract": "Sub",
    "_npi_multiply": "Mul",
    "_npi_true_divide": "Div",
}
_SCALAR = {
    "_plus_scalar": "Add",
    "_minus_scalar": "Sub",
    "_mul_scalar": "Mul",
    "_div_scalar": "Div",
    "_power_scalar": "Pow",
    "_maximum_scalar": "Max",
    "_minimum_scalar": "Min",
    "_npi_add_scalar": "Add",
    "_npi_subtract_scalar": "Sub",
    "_npi_multiply_scalar": "Mul",
    "_npi_true_divide_scalar": "Div",
}
_REVERSED_SCALAR = {"_rminus_scalar": "Sub", "_rdiv_scalar": "Div", "_rpower_scalar": "Pow"}
_COMPARISON = {
    "equal": ("Equal", False),
    "not_equal": ("Equal", True),
    "greater": ("Greater", False),
    "greater_equal": ("GreaterOrEqual", False),
    "lesser": ("Less", False),
    "lesser_equal": ("LessOrEqual", False),
}
_LOGICAL = {"logical_and": "And", "logical_or": "Or", "logical_xor": "Xor"}
_FLOATS = ("float16", "float32", "float64", "bfloat16")


@converts(*_BINARY)
def convert_binary(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Two tensors, the smaller spread over the larger one."""
    return builder.add(_BINARY[node.operator], list(builder.inputs(node)))


@converts(*_SCALAR)
def convert_scalar(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A tensor and a number, in this order."""
    data = builder.input(node, 0)
    return builder.add(_SCALAR[node.operator], [data, _scalar(node, builder, data)])


@converts(*_REVERSED_SCALAR)
def convert_reversed_scalar(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A number and a tensor, in this order: `_rminus_scalar` is s - x."""
    data = builder.input(node, 0)
    return builder.add(_REVERSED_SCALAR[node.operator], [_scalar(node, builder, data), data])


@converts("add_n")
def convert_add_n(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The sum of any number of tensors."""
    inputs = list(builder.inputs(node))
    return builder.add("Sum", inputs) if len(inputs) > 1 else inputs[0]


@converts("_mod", "broadcast_mod", "_mod_scalar", "_rmod_scalar")
def convert_modulo(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The remainder with the sign of the divisor, as in Python: a - floor(a / b) b."""
    first = builder.input(node, 0)
    second = _scalar(node, builder, first) if "scalar" in node.operator else builder.input(node, 1)
    if node.operator == "_rmod_scalar":
        first, second = second, first
    whole = builder.add("Floor", [builder.add("Div", [first, second])])
    return builder.add("Sub", [first, builder.add("Mul", [whole, second])])


@converts(
    *(f"_{name}" for name in _COMPARISON),
    *(f"broadcast_{name}" for name in _COMPARISON),
    *(f"_{name}_scalar" for name in _COMPARISON),
)
def convert_comparison(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """1 where it is true and 0 elsewhere, in the type of the input, as in MXNet."""
    data = builder.input(node, 0)
    name = node.operator.removeprefix("broadcast_").removeprefix("_").removesuffix("_scalar")
    scalar = node.operator.endswith("_scalar")
    other = _scalar(node, builder, data) if scalar else builder.input(node, 1)
    op_type, negated = _COMPARISON[name]
    holds = builder.add(op_type, [data, other])
    if negated:
        holds = builder.add("Not", [holds])
    return builder.cast(holds, data.dtype)


@converts(*(f"broadcast_{name}" for name in _LOGICAL), *(f"_{name}" for name in _LOGICAL))
def convert_logical(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """And, or, exclusive or of "is not zero", as 1 and 0 in the type of the input."""
    first, second = builder.inputs(node)
    name = node.operator.removeprefix("broadcast_").removeprefix("_")
    holds = builder.add(_LOGICAL[name], [builder.cast(side, bool) for side in (first, second)])
    return builder.cast(holds, first.dtype)


@converts("logical_not")
def convert_logical_not(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """1 where the input is 0, else 0."""
    data = builder.input(node, 0)
    return builder.cast(builder.add("Not", [builder.cast(data, bool)]), data.dtype)


@converts("where")
def convert_where(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The second input where the first is not zero, else the third."""
    condition, first, second = builder.inputs(node)
    if condition.rank == 1 and first.rank > 1:
        condition = builder.reshape(condition, (*condition.shape, *[1] * (first.rank - 1)))
    return builder.add("Where", [builder.cast(condition, bool), first, second])


@converts("Cast", "amp_cast")
def convert_cast(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Another type of numbers. All floats stay float32, which includes float16."""
    dtype = node.attributes.text("dtype")
    if dtype in _FLOATS:
        return builder.cast(builder.input(node, 0), np.float32)
    return builder.cast(builder.input(node, 0), np.dtype(dtype))


@converts("amp_multicast")
def convert_amp_multicast(
    node: Node, graph: SymbolGraph, builder: SymbolBuilder
) -> tuple[Tensor, ...]:
    """All inputs in one type; they are float32 here already."""
    return builder.inputs(node)


def _scalar(node: Node, builder: SymbolBuilder, data: Tensor) -> Tensor:
    return builder.constant(node.attributes.number("scalar", 0.0), data.dtype)
