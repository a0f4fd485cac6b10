"""Activations, softmax, and the functions of one number."""

from __future__ import annotations

from math import log, sqrt

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

_ACTIVATIONS = {
    "relu": "Relu",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "softrelu": "Softplus",
    "softsign": "Softsign",
}
_LEAKY_KINDS = ("leaky", "prelu", "elu", "selu", "gelu", "rrelu")

_UNARY = {
    "relu": "Relu",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "softsign": "Softsign",
    "exp": "Exp",
    "log": "Log",
    "sqrt": "Sqrt",
    "abs": "Abs",
    "negative": "Neg",
    "floor": "Floor",
    "ceil": "Ceil",
    "reciprocal": "Reciprocal",
    "erf": "Erf",
    "sin": "Sin",
    "cos": "Cos",
    "sign": "Sign",
}


def _refuse_activation(node: Node) -> str | None:
    kind = node.attributes.get("act_type")
    return None if kind in _ACTIVATIONS else f"act_type={kind} is not supported"


def _refuse_leaky(node: Node) -> str | None:
    kind = node.attributes.get("act_type", "leaky")
    return None if kind in _LEAKY_KINDS else f"act_type={kind} is not supported"


def _refuse_length(node: Node) -> str | None:
    used = node.attributes.get("use_length", "False") in ("True", "true", "1")
    return "use_length=True is not supported" if used else None


@converts("Activation", unless=_refuse_activation)
def convert_activation(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The function that `act_type` names; MXNet's "softrelu" is Softplus."""
    return builder.add(_ACTIVATIONS[node.attributes.text("act_type")], [builder.input(node, 0)])


@converts(*_UNARY)
def convert_unary(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A function of each number by itself that ONNX has too."""
    return builder.add(_UNARY[node.operator], [builder.input(node, 0)])


@converts("square")
def convert_square(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """x times x."""
    data = builder.input(node, 0)
    return builder.add("Mul", [data, data])


@converts("rsqrt")
def convert_rsqrt(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """1 / sqrt(x)."""
    return builder.add("Reciprocal", [builder.add("Sqrt", [builder.input(node, 0)])])


@converts("hard_sigmoid")
def convert_hard_sigmoid(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """max(0, min(1, alpha x + beta)), by default 0.2 x + 0.5."""
    alpha, beta = node.attributes.number("alpha", 0.2), node.attributes.number("beta", 0.5)
    return builder.add("HardSigmoid", [builder.input(node, 0)], alpha=alpha, beta=beta)


@converts("LeakyReLU", unless=_refuse_leaky)
def convert_leaky_relu(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The family of leaky activations (`leaky_relu-inl.h`); slope 0.25 by default.

    PReLU's slopes belong to axis 1. RReLU at inference is leaky with the middle of its bounds.
    """
    data = builder.input(node, 0)
    attributes = node.attributes
    kind = attributes.text("act_type", "leaky")
    if kind == "prelu":
        slope = builder.input(node, 1)
        aligned = builder.reshape(slope, (slope.shape[0], *[1] * max(0, data.rank - 2)))
        return builder.add("PRelu", [data, aligned])
    if kind == "elu":
        return builder.add("Elu", [data], alpha=attributes.number("slope", 0.25))
    if kind == "selu":
        return builder.add("Selu", [data], alpha=1.6732632423543772, gamma=1.0507009873554805)
    if kind == "gelu":
        return _gelu(builder, data)
    if kind == "rrelu":
        bounds = attributes.number("lower_bound", 0.125), attributes.number("upper_bound", 0.334)
        return builder.add("LeakyRelu", [data], alpha=sum(bounds) / 2)
    return builder.add("LeakyRelu", [data], alpha=attributes.number("slope", 0.25))


def _gelu(builder: SymbolBuilder, data: Tensor) -> Tensor:
    """x/2 (1 + erf(x / sqrt 2)), the exact form; ONNX has its own operator only from opset 20."""
    scaled = builder.add("Div", [data, builder.constant(sqrt(2), np.float32)])
    cumulative = builder.add("Add", [builder.add("Erf", [scaled]), builder.constant(1, np.float32)])
    halved = builder.add("Mul", [data, builder.constant(0.5, np.float32)])
    return builder.add("Mul", [halved, cumulative])


@converts("trunc", "fix")
def convert_trunc(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Without the fractional part."""
    return _truncated(builder, builder.input(node, 0))


@converts("round")
def convert_round(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The nearest whole number, halves away from zero; ONNX's own takes the even one."""
    data = builder.input(node, 0)
    whole = _truncated(builder, data)
    rest = builder.add("Abs", [builder.add("Sub", [data, whole])])
    further = builder.add("GreaterOrEqual", [rest, builder.constant(0.5, np.float32)])
    step = builder.add("Mul", [builder.add("Sign", [data]), builder.cast(further, np.float32)])
    return builder.add("Add", [whole, step])


@converts("rint")
def convert_rint(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The nearest whole number, halves downwards (`mshadow_op.h`)."""
    data = builder.input(node, 0)
    low, high = builder.add("Floor", [data]), builder.add("Ceil", [data])
    below, above = builder.add("Sub", [data, low]), builder.add("Sub", [high, data])
    return builder.add("Where", [builder.add("LessOrEqual", [below, above]), low, high])


@converts("log2", "log10")
def convert_logarithm(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A logarithm to a base other than e."""
    base = builder.constant(log(2 if node.operator == "log2" else 10), np.float32)
    return builder.add("Div", [builder.add("Log", [builder.input(node, 0)]), base])


@converts("log1p")
def convert_log1p(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """log(1 + x), exact for small x too: x log(u) / (u - 1) for u = 1 + x, rounded as it is."""
    data = builder.input(node, 0)
    one = builder.constant(1, np.float32)
    sum_ = builder.add("Add", [data, one])
    rest = builder.add("Sub", [sum_, one])
    product = builder.add("Mul", [data, builder.add("Log", [sum_])])
    is_tiny = builder.add("Equal", [rest, builder.constant(0, np.float32)])
    ratio = builder.add("Div", [product, builder.add("Where", [is_tiny, one, rest])])
    return builder.add("Where", [is_tiny, data, ratio])


@converts("expm1")
def convert_expm1(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """exp(x) - 1, exact for small x too: tanh(x / 2) (exp(x) + 1)."""
    data = builder.input(node, 0)
    half = builder.add("Tanh", [builder.add("Mul", [data, builder.constant(0.5, np.float32)])])
    power = builder.add("Exp", [data])
    return builder.add("Mul", [half, builder.add("Add", [power, builder.constant(1, np.float32)])])


def _truncated(builder: SymbolBuilder, data: Tensor) -> Tensor:
    return builder.add(
        "Mul", [builder.add("Sign", [data]), builder.add("Floor", [builder.add("Abs", [data])])]
    )


@converts("softmax", "log_softmax", "softmin", unless=_refuse_length)
def convert_softmax(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Softmax of x / temperature over one axis, the last by default."""
    data = builder.input(node, 0)
    temperature = node.attributes.optional_number("temperature", None)
    if temperature is not None and temperature != 1:
        data = builder.add("Div", [data, builder.constant(temperature, np.float32)])
    if node.operator == "softmin":
        data = builder.add("Neg", [data])
    op_type = "LogSoftmax" if node.operator == "log_softmax" else "Softmax"
    return builder.add(op_type, [data], axis=node.attributes.integer("axis", -1))


@converts("SoftmaxActivation")
def convert_softmax_activation(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Softmax over the last axis ("instance", the default) or over axis 1 ("channel")."""
    mode = node.attributes.text("mode", "instance", choices=("instance", "channel"))
    return builder.add("Softmax", [builder.input(node, 0)], axis=1 if mode == "channel" else -1)


@converts("clip")
def convert_clip(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Values limited to [a_min, a_max]; with 0 and 6 this is ReLU6."""
    data = builder.input(node, 0)
    low = node.attributes.number("a_min")
    high = node.attributes.number("a_max")
    if low > high:
        raise CheckpointInvalid(node.described, f"a_min {low} is larger than a_max {high}")
    limits = [builder.constant(limit, data.dtype) for limit in (low, high)]
    return builder.add("Clip", [data, *limits])
