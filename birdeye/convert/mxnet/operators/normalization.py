"""Batch normalisation and its relatives."""

from __future__ import annotations

from math import prod

import numpy as np

from birdeye.convert.mxnet.operator_traits import IDENTITIES
from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Step, Tensor
from birdeye.domain.errors import CheckpointInvalid


@converts("BatchNorm", "BatchNorm_v1")
def convert_batch_norm(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """y = (x - mean) / sqrt(var + eps) * gamma + beta with the running statistics.

    `fix_gamma` is True by default, and then gamma is 1 whatever is stored (`batch_norm.cc`); eps is
    1e-3 by default. If a convolution feeds nothing else, the normalisation is folded into it.
    """
    data, gamma, beta, mean, variance = builder.inputs(node)
    parameters = (gamma, beta, mean, variance)
    epsilon = node.attributes.number("eps", 1e-3)
    fixed = node.attributes.boolean("fix_gamma", True)
    axis = node.attributes.integer("axis", 1) % data.rank
    channels = data.size(axis)
    for parameter in parameters:
        if parameter.shape != (channels,):
            raise CheckpointInvalid(
                node.described,
                f"“{parameter.name}” has the shape {list(parameter.shape)}, "
                f"which does not fit {channels} channels",
            )
    multiplier = 1.0 if fixed else gamma.known.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):  # a damaged variance yields what it must
        scale = multiplier / np.sqrt(variance.known.astype(np.float64) + epsilon)
    shift = beta.known.astype(np.float64) - mean.known.astype(np.float64) * scale
    if axis == 1 and (convolution := _only_for(node, graph, builder, data)):
        _fold(builder, convolution, scale, shift)
        return data
    if axis == 1:
        ones = builder.constant(np.ones(channels, np.float32), name="gamma") if fixed else gamma
        return builder.add(
            "BatchNormalization", [data, ones, beta, mean, variance], epsilon=epsilon
        )
    broadcast = [-1 if index == axis else 1 for index in range(data.rank)]
    scaled = builder.add(
        "Mul", [data, builder.constant(scale.reshape(broadcast), np.float32, name="scale")]
    )
    return builder.add(
        "Add", [scaled, builder.constant(shift.reshape(broadcast), np.float32, name="shift")]
    )


def _only_for(node: Node, graph: SymbolGraph, builder: SymbolBuilder, data: Tensor) -> Step | None:
    """The convolution whose only use is this normalisation; None if there is none."""
    source = node.inputs[0]
    while graph.use_count(source) == 1 and graph.node(source).operator in IDENTITIES:
        source = graph.node(source).inputs[0]
    if graph.use_count(source) != 1 or not graph.node(source).operator.startswith("Convolution"):
        return None
    step = builder.producer(data)
    if step is None or step.op_type != "Conv":
        return None
    weights = step.inputs[1:]
    known = all(tensor is not None and tensor.is_constant for tensor in weights)
    return step if weights and known else None


def _fold(builder: SymbolBuilder, step: Step, scale: np.ndarray, shift: np.ndarray) -> None:
    """Gives a convolution the weights and the bias that include the normalisation."""
    weight, *bias = (tensor for tensor in step.inputs[1:] if tensor is not None)
    per_output = scale.astype(np.float32).reshape(-1, *[1] * (weight.rank - 1))
    old_bias = bias[0].known.astype(np.float64) if bias else 0.0
    with np.errstate(all="ignore"):
        weights = weight.known * per_output
        total_bias = (old_bias * scale + shift).astype(np.float32)
    step.inputs[1:] = [
        builder.weight(f"{weight.name}/normalised", weights),
        builder.weight(f"{weight.name}/bias", total_bias),
    ]


@converts("InstanceNorm")
def convert_instance_norm(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Normalisation over each picture and channel (`instance_norm-inl.h`, eps 1e-3 by default)."""
    epsilon = node.attributes.number("eps", 1e-3)
    return builder.add("InstanceNormalization", list(builder.inputs(node)), epsilon=epsilon)


@converts("LayerNorm")
def convert_layer_norm(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Normalisation over one axis, the last by default (`layer_norm-inl.h`, eps 1e-5)."""
    data, gamma, beta = builder.inputs(node)
    axis = node.attributes.integer("axis", -1) % data.rank
    epsilon = node.attributes.number("eps", 1e-5)
    last = data.rank - 1
    order = list(range(data.rank))
    order[axis], order[last] = order[last], order[axis]
    moved = builder.transpose(data, order)
    result = builder.add("LayerNormalization", [moved, gamma, beta], axis=-1, epsilon=epsilon)
    return builder.transpose(result, order)


@converts("GroupNorm")
def convert_group_norm(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Normalisation over groups of channels of each picture (`group_norm-inl.h`, eps 1e-5).

    Gamma and beta have one number a group in MXNet 1.9.1, one a channel before and after.
    """
    data, gamma, beta = builder.inputs(node)
    groups = node.attributes.integer("num_groups", 1)
    channels = data.size(1)
    if groups < 1 or channels % groups or data.rank < 3:
        raise CheckpointInvalid(node.described, f"{channels} channels in {groups} groups")
    rows = builder.reshape(data, (data.shape[0], groups, prod(data.static_sizes(1)) // groups))
    ones, zeros = np.ones(groups, np.float32), np.zeros(groups, np.float32)
    normal = builder.add(
        "InstanceNormalization",
        [rows, builder.constant(ones), builder.constant(zeros)],
        epsilon=node.attributes.number("eps", 1e-5),
    )
    if gamma.shape == beta.shape == (groups,):
        scale, shift = (builder.reshape(part, [1, groups, 1]) for part in (gamma, beta))
        moved = builder.add("Add", [builder.add("Mul", [normal, scale]), shift])
        return builder.reshape(moved, data.shape)
    aligned = [1, -1, *[1] * (data.rank - 2)]
    scale, shift = (builder.reshape(part, aligned) for part in (gamma, beta))
    whole = builder.reshape(normal, data.shape)
    return builder.add("Add", [builder.add("Mul", [whole, scale]), shift])


@converts("LRN")
def convert_lrn(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Local response normalisation; MXNet's constant `knorm` is 2 by default, ONNX's is 1."""
    return builder.add(
        "LRN",
        [builder.input(node, 0)],
        size=node.attributes.integer("nsize"),
        alpha=node.attributes.number("alpha", 1e-4),
        beta=node.attributes.number("beta", 0.75),
        bias=node.attributes.number("knorm", 2.0),
    )


@converts("L2Normalization")
def convert_l2_normalization(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """x / sqrt(sum of squares + eps), the eps inside the root (`l2_normalization.cc`).

    Over all axes but the first by default ("instance"), over axis 1 ("channel") or over all after
    it ("spatial").
    """
    data = builder.input(node, 0)
    mode = node.attributes.text("mode", "instance", choices=("instance", "channel", "spatial"))
    first, last = {"instance": (1, data.rank), "channel": (1, 2), "spatial": (2, data.rank)}[mode]
    squares = builder.reduce("ReduceSumSquare", data, range(first, last))
    epsilon = builder.constant(node.attributes.number("eps", 1e-10), np.float32)
    root = builder.add("Sqrt", [builder.add("Add", [squares, epsilon])])
    return builder.add("Div", [data, root])
