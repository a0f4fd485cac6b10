"""Elements picked by index, sorted, and tensors made of numbers alone."""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

_MOST_NUMBERS = 1 << 22
"""In a constant that an operator fills; networks need a few thousand."""


@converts("take", "Embedding")
def convert_take(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Slices of a tensor by index; indices beyond the ends are clipped, or wrap around."""
    if node.operator == "Embedding":
        indices, data = builder.inputs(node)
        axis, mode = 0, "clip"
    else:
        data, indices = builder.inputs(node)
        axis = node.attributes.integer("axis", 0) % data.rank
        mode = node.attributes.text("mode", "clip", choices=("clip", "wrap", "raise"))
    size = data.shape[axis]
    if not isinstance(size, int):
        size = builder.fixed_batch(data)
    return builder.add("Gather", [data, _limited(builder, indices, size, mode)], axis=axis)


@converts("batch_take", "pick")
def convert_pick(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """One element along an axis (the last by default) for each position of the others."""
    data, indices = builder.inputs(node)
    axis = node.attributes.integer("axis", -1) % data.rank
    keepdims = node.attributes.boolean("keepdims", False)
    mode = node.attributes.text("mode", "clip", choices=("clip", "wrap"))
    where = _limited(builder, indices, data.static_shape[axis], mode)
    shape = [1 if index == axis else size for index, size in enumerate(data.shape)]
    picked = builder.add("GatherElements", [data, builder.reshape(where, shape)], axis=axis)
    return picked if keepdims else builder.add("Squeeze", [picked, builder.integers([axis])])


@converts("gather_nd")
def convert_gather_nd(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Elements by coordinates; MXNet has the coordinates on the first axis, ONNX on the last."""
    data, indices = builder.inputs(node)
    order = [*range(1, indices.rank), 0]
    coordinates = builder.transpose(builder.cast(indices, np.int64), order)
    return builder.add("GatherND", [data, coordinates])


@converts("one_hot")
def convert_one_hot(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A new last axis with `on_value` at the index and `off_value` elsewhere."""
    indices = builder.cast(builder.input(node, 0), np.int64)
    depth = node.attributes.integer("depth")
    values = [node.attributes.number("off_value", 0.0), node.attributes.number("on_value", 1.0)]
    classes = builder.constant(np.arange(depth), np.int64)
    column = builder.add("Unsqueeze", [indices, builder.integers([-1])])
    hit = builder.add("Equal", [column, classes])
    off, on = (builder.constant(value, np.float32) for value in values)
    return builder.add("Where", [hit, on, off])


@converts("argmax", "argmin")
def convert_argmax(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Position of the extreme, as float32; the first of equals."""
    data = builder.input(node, 0)
    axis = node.attributes.optional_integer("axis", None)
    keepdims = node.attributes.boolean("keepdims", False)
    if axis is None:
        flat = builder.reshape(data, (int(np.prod(data.static_shape)),))
        found = builder.add(_extreme(node), [flat], axis=0, keepdims=1)
        shape = (1,) * data.rank if keepdims else (1,)
        return builder.cast(builder.reshape(found, shape), np.float32)
    found = builder.add(_extreme(node), [data], axis=axis, keepdims=int(keepdims))
    return builder.cast(found, np.float32)


@converts("argmax_channel")
def convert_argmax_channel(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The index of the largest number along axis 1, as float32."""
    found = builder.add("ArgMax", [builder.input(node, 0)], axis=1, keepdims=0)
    return builder.cast(found, np.float32)


def _refuse_mask(node: Node) -> str | None:
    kind = node.attributes.get("ret_typ", "indices")
    return "ret_typ=mask is not supported" if kind == "mask" else None


@converts("topk", "argsort", "sort", unless=_refuse_mask)
def convert_topk(
    node: Node, graph: SymbolGraph, builder: SymbolBuilder
) -> Tensor | tuple[Tensor, ...]:
    """The largest (or smallest) k along an axis, their indices, or both.

    Indices are float32 unless `dtype` says otherwise; `sort` and `argsort` take all and ascend.
    """
    data = builder.input(node, 0)
    attributes = node.attributes
    ranked = node.operator == "topk"
    axis = attributes.optional_integer("axis", -1)
    if axis is None:
        data, axis = builder.reshape(data, (int(np.prod(data.static_shape)),)), 0
    axis %= data.rank
    size = data.size(axis)
    count = attributes.integer("k", 1) if ranked else size
    count = count if 0 < count < size else size
    ascending = attributes.boolean("is_ascend", not ranked)
    values, indices = builder.add(
        "TopK",
        [data, builder.integers([count])],
        outputs=2,
        axis=axis,
        largest=int(not ascending),
        sorted=1,
    )
    kind = {"argsort": "indices", "sort": "value"}.get(node.operator)
    kind = kind or attributes.text("ret_typ", "indices", choices=("indices", "value", "both"))
    if kind == "value":
        return values
    indices = builder.cast(indices, np.dtype(attributes.text("dtype", "float32")))
    return indices if kind == "indices" else (values, indices)


@converts("_arange")
def convert_arange(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """start, start + step, ... below stop, each number `repeat` times."""
    attributes = node.attributes
    start = attributes.number("start", 0.0)
    stop = attributes.optional_number("stop", None)
    step = attributes.number("step", 1.0)
    if stop is None:
        start, stop = 0.0, start
    if step == 0 or abs((stop - start) / step) > _MOST_NUMBERS:
        raise CheckpointInvalid(node.described, f"{start} to {stop} by {step} is not a range")
    values = np.repeat(np.arange(start, stop, step), attributes.integer("repeat", 1))
    return builder.constant(values, _dtype(node))


@converts("_contrib_arange_like")
def convert_arange_like(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Consecutive numbers, as many as the input has (along an axis)."""
    shape = builder.input(node, 0).static_shape
    axis = node.attributes.optional_integer("axis", None)
    count = int(np.prod(shape)) if axis is None else shape[axis]
    start, step = node.attributes.number("start", 0.0), node.attributes.number("step", 1.0)
    values = start + step * np.arange(count)
    return builder.constant(values.reshape(shape) if axis is None else values, np.float32)


@converts("zeros_like", "ones_like")
def convert_filled_like(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Zeros or ones in the shape of the input."""
    data = builder.input(node, 0)
    fill = np.zeros if node.operator == "zeros_like" else np.ones
    return builder.constant(fill(data.static_shape, data.dtype))


@converts("_zeros", "_ones", "_full")
def convert_filled(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A constant tensor of one number."""
    shape = node.attributes.integers("shape")
    if any(size < 1 for size in shape) or np.prod(shape, dtype=np.float64) > _MOST_NUMBERS:
        raise CheckpointInvalid(node.described, f"{shape} is not a shape to be filled")
    number = {"_zeros": 0.0, "_ones": 1.0}.get(node.operator)
    number = node.attributes.number("value") if number is None else number
    return builder.constant(np.full(shape, number), _dtype(node))


@converts("shape_array", "size_array")
def convert_shape_array(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The shape of the input, or its number of elements, as int64."""
    shape = builder.input(node, 0).static_shape
    values = shape if node.operator == "shape_array" else (int(np.prod(shape)),)
    return builder.integers(values)


def _extreme(node: Node) -> str:
    return "ArgMax" if node.operator == "argmax" else "ArgMin"


def _dtype(node: Node) -> np.dtype:
    name = node.attributes.text("dtype", "float32")
    return np.dtype("float32" if name in ("None", "float16", "float64") else name)


def _limited(builder: SymbolBuilder, indices: Tensor, size: int, mode: str) -> Tensor:
    """Indices as int64 within [0, size)."""
    whole = builder.cast(indices, np.int64)
    if mode == "wrap":
        return builder.add("Mod", [whole, builder.constant(size, np.int64)])
    limits = [builder.constant(limit, np.int64) for limit in (0, size - 1)]
    return builder.add("Clip", [whole, *limits])
