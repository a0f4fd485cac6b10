"""Convolution and its transpose."""

from __future__ import annotations

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

CHANNELS_FIRST = ("None", "NCW", "NCHW", "NCDHW")
"""The layouts that need no transposition; "None" is MXNet's word for the default."""


def refuse_other_layouts(node: Node) -> str | None:
    """Channels-last weights are stored in another order; nothing in use has them."""
    layout = node.attributes.get("layout", "None")
    return None if layout in CHANNELS_FIRST else f"layout={layout} is not supported"


@converts("Convolution", "Convolution_v1", unless=refuse_other_layouts)
def convert_convolution(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Convolution of 1, 2 or 3 dimensions with symmetric padding (`convolution-inl.h`)."""
    attributes = node.attributes
    kernel = attributes.integers("kernel")
    inputs = list(builder.inputs(node))[: 2 if attributes.boolean("no_bias", False) else 3]
    groups = attributes.integer("num_group", 1)
    _check_weights(node, inputs, kernel, inputs[1].size(1) * groups, inputs[1].size(0))
    padding = spatial(node, "pad", len(kernel), 0)
    return builder.add(
        "Conv",
        inputs,
        kernel_shape=list(kernel),
        strides=list(spatial(node, "stride", len(kernel), 1)),
        dilations=list(spatial(node, "dilate", len(kernel), 1)),
        pads=[*padding, *padding],
        group=groups,
    )


@converts("Deconvolution", unless=refuse_other_layouts)
def convert_deconvolution(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Transposed convolution (`deconvolution-inl.h`); unlike Convolution it has no bias by default.

    A `target_shape` decides padding and adjustment from the size of the input: of what the kernel
    yields too much, half is cut on each side, rounded up, and the odd row is added again.
    """
    attributes = node.attributes
    kernel = attributes.integers("kernel")
    rank = len(kernel)
    inputs = list(builder.inputs(node))[: 2 if attributes.boolean("no_bias", True) else 3]
    groups = attributes.integer("num_group", 1)
    _check_weights(node, inputs, kernel, inputs[1].size(0), inputs[1].size(1) * groups)
    stride = spatial(node, "stride", rank, 1)
    dilation = spatial(node, "dilate", rank, 1)
    padding = spatial(node, "pad", rank, 0)
    adjustment = spatial(node, "adj", rank, 0)
    target = attributes.integers("target_shape", ())
    if any(target):
        size = inputs[0].spatial()
        excess = [
            s * (i - 1) + d * (k - 1) + 1 - t
            for s, i, d, k, t in zip(stride, size, dilation, kernel, target, strict=True)
        ]
        if min(excess) < 0:
            raise CheckpointInvalid(node.described, f"target_shape {target} is too large")
        adjustment = tuple(rows % 2 for rows in excess)
        padding = tuple((rows + 1) // 2 for rows in excess)
    return builder.add(
        "ConvTranspose",
        inputs,
        kernel_shape=list(kernel),
        strides=list(stride),
        dilations=list(dilation),
        pads=[*padding, *padding],
        output_padding=list(adjustment),
        group=groups,
    )


def _check_weights(
    node: Node, inputs: list[Tensor], kernel: tuple[int, ...], channels: int, filters: int
) -> None:
    """Raises `CheckpointInvalid` where weight or bias do not fit; ONNX's inference does not look.

    ``channels`` and ``filters`` are what the weight wants to read and to yield.
    """
    data, weight, *bias = inputs
    if weight.shape[2:] != kernel:
        raise CheckpointInvalid(
            node.described, f"its weight {list(weight.shape)} is not for a kernel of {kernel}"
        )
    if data.shape[1] != channels:
        raise CheckpointInvalid(
            node.described,
            f"its weight {list(weight.shape)} is for {channels} channels, its input has "
            f"{data.shape[1]}",
            "Check that symbol and parameters come from the same training.",
        )
    if bias and bias[0].shape != (filters,):
        raise CheckpointInvalid(
            node.described, f"its bias {list(bias[0].shape)} is not for {filters} filters"
        )


def spatial(node: Node, key: str, rank: int, default: int) -> tuple[int, ...]:
    """An attribute with one number for each spatial dimension; an empty tuple is the default."""
    values = node.attributes.integers(key, (default,) * rank) or (default,) * rank
    if len(values) != rank:
        raise CheckpointInvalid(node.described, f"{key}={values} does not have {rank} numbers")
    return values
