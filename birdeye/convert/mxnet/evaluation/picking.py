"""Numbers reduced, picked by index, sorted, or made of nothing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node

_REDUCTIONS: dict[str, Callable[..., np.ndarray]] = {
    "mean": np.mean,
    "_npi_mean": np.mean,
    "sum": np.sum,
    "max": np.max,
    "min": np.min,
    "prod": np.prod,
}


@evaluates(*_REDUCTIONS, "norm")
def evaluate_reduction(node: Node, inputs: Arrays) -> np.ndarray:
    """Over `axis`, all by default, or all others with `exclude`."""
    data = inputs[0]
    given = node.attributes.axes("axis")
    axes = tuple(axis % data.ndim for axis in given or ()) or tuple(range(data.ndim))
    if given and node.attributes.boolean("exclude", False):
        axes = tuple(axis for axis in range(data.ndim) if axis not in axes)
    keepdims = node.attributes.boolean("keepdims", False)
    if node.operator == "norm":
        first = node.attributes.integer("ord", 2) == 1
        result = (
            np.abs(data).sum(axes, keepdims=keepdims)
            if first
            else np.sqrt((data**2).sum(axes, keepdims=keepdims))
        )
    else:
        result = _REDUCTIONS[node.operator](data, axes, keepdims=keepdims)
    classic = not node.operator.startswith("_npi")
    return np.reshape(result, 1) if np.ndim(result) == 0 and classic else np.asarray(result)


@evaluates("take", "Embedding")
def evaluate_take(node: Node, inputs: Arrays) -> np.ndarray:
    """Slices by index."""
    if node.operator == "Embedding":
        indices, data = inputs
        return data.take(indices.astype(np.int64), 0, mode="clip")
    data, indices = inputs
    mode = node.attributes.get("mode", "clip")
    axis = node.attributes.integer("axis", 0)
    return data.take(indices.astype(np.int64), axis, mode="wrap" if mode == "wrap" else "clip")


@evaluates("pick", "batch_take")
def evaluate_pick(node: Node, inputs: Arrays) -> np.ndarray:
    """One element along an axis."""
    data, indices = inputs
    axis = node.attributes.integer("axis", -1) % data.ndim
    size = data.shape[axis]
    whole = indices.astype(np.int64)
    whole = whole % size if node.attributes.get("mode") == "wrap" else whole.clip(0, size - 1)
    shape = [1 if index == axis else length for index, length in enumerate(data.shape)]
    picked = np.take_along_axis(data, whole.reshape(shape), axis)
    return picked if node.attributes.boolean("keepdims", False) else picked.squeeze(axis)


@evaluates("gather_nd")
def evaluate_gather_nd(node: Node, inputs: Arrays) -> np.ndarray:
    """Elements by coordinates, which are on the first axis."""
    data, indices = inputs
    return data[tuple(indices.astype(np.int64))]


@evaluates("one_hot")
def evaluate_one_hot(node: Node, inputs: Arrays) -> np.ndarray:
    """A new last axis, one-hot."""
    on, off = node.attributes.number("on_value", 1.0), node.attributes.number("off_value", 0.0)
    hit = inputs[0].astype(np.int64)[..., None] == np.arange(node.attributes.integer("depth"))
    return np.where(hit, np.float32(on), np.float32(off))


@evaluates("argmax", "argmin", "argmax_channel")
def evaluate_argmax(node: Node, inputs: Arrays) -> np.ndarray:
    """Position of the extreme, as float32."""
    (data,) = inputs
    find = np.argmin if node.operator == "argmin" else np.argmax
    axis: int | None = 1
    if node.operator != "argmax_channel":
        axis = node.attributes.optional_integer("axis", None)
    keepdims = node.attributes.boolean("keepdims", False)
    result = np.asarray(find(data, axis, keepdims=keepdims), np.float32)
    return result.reshape(1) if result.ndim == 0 else result


@evaluates("topk", "argsort", "sort")
def evaluate_topk(node: Node, inputs: Arrays) -> np.ndarray | tuple[np.ndarray, ...]:
    """The first k in order along an axis."""
    data = inputs[0]
    attributes = node.attributes
    axis = attributes.optional_integer("axis", -1)
    if axis is None:
        data, axis = data.reshape(-1), 0
    ranked = node.operator == "topk"
    ascending = attributes.boolean("is_ascend", not ranked)
    order = np.argsort(data if ascending else -data, axis, kind="stable")
    count = attributes.integer("k", 1) if ranked else 0
    if count > 0:
        order = order.take(range(min(count, data.shape[axis])), axis)
    values = np.take_along_axis(data, order, axis)
    kind = {"argsort": "indices", "sort": "value"}.get(node.operator)
    kind = kind or attributes.get("ret_typ", "indices")
    indices = order.astype(attributes.get("dtype", "float32"))
    answers: dict[str, np.ndarray | tuple[np.ndarray, ...]] = {
        "value": values,
        "indices": indices,
        "both": (values, indices),
    }
    return answers[kind]


@evaluates("_arange", "_contrib_arange_like")
def evaluate_arange(node: Node, inputs: Arrays) -> np.ndarray:
    """Consecutive numbers."""
    attributes = node.attributes
    start, step = attributes.number("start", 0.0), attributes.number("step", 1.0)
    if inputs:
        axis = attributes.optional_integer("axis", None)
        count = inputs[0].size if axis is None else inputs[0].shape[axis]
        along = (start + step * np.arange(count)).astype(np.float32)
        return along.reshape(inputs[0].shape) if axis is None else along
    stop = attributes.optional_number("stop", None)
    if stop is None:
        start, stop = 0.0, start
    values = np.arange(start, stop, step).repeat(attributes.integer("repeat", 1))
    return values.astype(_dtype(node))


@evaluates("zeros_like", "ones_like", "_zeros", "_ones", "_full")
def evaluate_filled(node: Node, inputs: Arrays) -> np.ndarray:
    """One number everywhere."""
    numbers = {"zeros_like": 0.0, "ones_like": 1.0, "_zeros": 0.0, "_ones": 1.0}
    number = numbers.get(node.operator)
    if number is None:
        number = node.attributes.number("value")
    if inputs:
        return np.full_like(inputs[0], number)
    return np.full(node.attributes.integers("shape"), number, _dtype(node))


@evaluates("shape_array", "size_array")
def evaluate_shape_array(node: Node, inputs: Arrays) -> np.ndarray:
    """The shape, or the number of elements."""
    if node.operator == "size_array":
        return np.array([inputs[0].size], np.int64)
    return np.array(inputs[0].shape, np.int64)


def _dtype(node: Node) -> str:
    name = node.attributes.get("dtype", "float32")
    return "float32" if name == "None" or "float" in name else name
