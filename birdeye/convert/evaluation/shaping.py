"""Tensors in other shapes and orders, cut, joined, reduced and looked up."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from birdeye.convert.evaluation.registry import Arrays, evaluates
from birdeye.convert.symbol_graph import Node


@evaluates("Reshape")
def evaluate_reshape(node: Node, inputs: Arrays) -> np.ndarray:
    """The codes of MXNet, one after another."""
    (data,) = inputs
    codes = list(node.attributes.integers("shape", ()))
    if not codes:
        target = list(node.attributes.integers("target_shape"))
        if node.attributes.boolean("keep_highest", False):
            target[0] = len(data)
        return data.reshape([size or -1 for size in target])
    shape = list(data.shape)
    reverse = node.attributes.boolean("reverse", False)
    if reverse:
        codes, shape = codes[::-1], shape[::-1]
    result: list[int] = []
    at = step = 0
    while step < len(codes):
        code = codes[step]
        if code == 0:
            result.append(shape[at])
        elif code == -2:
            result += shape[at:]
            at = len(shape)
        elif code == -3:
            result.append(shape[at] * shape[at + 1])
            at += 1
        elif code == -4:
            first, second = codes[step + 1 : step + 3]
            result.append(shape[at] // second if first == -1 else first)
            result.append(shape[at] // first if second == -1 else second)
            step += 2
        else:
            result.append(code)
        at += 1
        step += 1
    return data.reshape(result[::-1] if reverse else result)


@evaluates("_np_reshape", "_npi_reshape")
def evaluate_numpy_reshape(node: Node, inputs: Arrays) -> np.ndarray:
    """As numpy does it."""
    return inputs[0].reshape(node.attributes.integers("newshape"))


@evaluates("reshape_like")
def evaluate_reshape_like(node: Node, inputs: Arrays) -> np.ndarray:
    """The first in the shape of the second, or a stretch of axes in that of another stretch."""
    data, like = inputs
    attributes = node.attributes
    begins = [attributes.optional_integer(f"{side}_begin", None) or 0 for side in ("lhs", "rhs")]
    ends = [attributes.optional_integer(f"{side}_end", None) for side in ("lhs", "rhs")]
    own, other = (slice(begin, end) for begin, end in zip(begins, ends, strict=True))
    shape = list(data.shape)
    shape[own] = like.shape[other]
    return data.reshape(shape)


@evaluates("Flatten")
def evaluate_flatten(node: Node, inputs: Arrays) -> np.ndarray:
    """All axes but the first as one."""
    return inputs[0].reshape(len(inputs[0]), -1)


@evaluates("expand_dims")
def evaluate_expand_dims(node: Node, inputs: Arrays) -> np.ndarray:
    """A new axis."""
    return np.expand_dims(inputs[0], node.attributes.integer("axis"))


@evaluates("squeeze")
def evaluate_squeeze(node: Node, inputs: Arrays) -> np.ndarray:
    """Without axes of size 1; at least one axis stays."""
    result = np.squeeze(inputs[0], node.attributes.optional_integers("axis", None))
    return result.reshape(1) if result.ndim == 0 else result


@evaluates("transpose")
def evaluate_transpose(node: Node, inputs: Arrays) -> np.ndarray:
    """Axes in another order."""
    return inputs[0].transpose(node.attributes.integers("axes", ()) or None)


@evaluates("SwapAxis")
def evaluate_swap_axis(node: Node, inputs: Arrays) -> np.ndarray:
    """Two axes exchanged."""
    return inputs[0].swapaxes(
        node.attributes.integer("dim1", 0), node.attributes.integer("dim2", 0)
    )


@evaluates("Concat")
def evaluate_concat(node: Node, inputs: Arrays) -> np.ndarray:
    """One after another."""
    return np.concatenate(inputs, node.attributes.integer("dim", 1))


@evaluates("stack")
def evaluate_stack(node: Node, inputs: Arrays) -> np.ndarray:
    """Along a new axis."""
    return np.stack(inputs, node.attributes.integer("axis", 0))


@evaluates("tile")
def evaluate_tile(node: Node, inputs: Arrays) -> np.ndarray:
    """Repeated as a whole."""
    return np.tile(inputs[0], node.attributes.integers("reps"))


@evaluates("repeat")
def evaluate_repeat(node: Node, inputs: Arrays) -> np.ndarray:
    """Repeated element by element."""
    return inputs[0].repeat(
        node.attributes.integer("repeats"), node.attributes.optional_integer("axis", None)
    )


@evaluates("slice_axis")
def evaluate_slice_axis(node: Node, inputs: Arrays) -> np.ndarray:
    """One axis cut."""
    cut = [slice(None)] * inputs[0].ndim
    begin = node.attributes.optional_integer("begin", 0)
    end = node.attributes.optional_integer("end", None)
    cut[node.attributes.integer("axis")] = slice(begin, end)
    return inputs[0][tuple(cut)]


@evaluates("slice")
def evaluate_slice(node: Node, inputs: Arrays) -> np.ndarray:
    """The first axes cut."""
    begin = node.attributes.optional_integers("begin", ()) or ()
    end = node.attributes.optional_integers("end", ()) or ()
    step = node.attributes.optional_integers("step", ()) or (None,) * len(begin)
    return inputs[0][tuple(slice(*cut) for cut in zip(begin, end, step, strict=True))]


@evaluates("slice_like")
def evaluate_slice_like(node: Node, inputs: Arrays) -> np.ndarray:
    """Cut to the size of another tensor."""
    data, like = inputs
    cut = [slice(None)] * data.ndim
    for axis in node.attributes.integers("axes", ()) or range(data.ndim):
        cut[axis] = slice(like.shape[axis])
    return data[tuple(cut)]


@evaluates("SliceChannel")
def evaluate_slice_channel(node: Node, inputs: Arrays) -> tuple[np.ndarray, ...]:
    """Equal pieces."""
    axis = node.attributes.integer("axis", 1)
    pieces = np.split(inputs[0], node.attributes.integer("num_outputs"), axis)
    if node.attributes.boolean("squeeze_axis", False):
        pieces = [piece.squeeze(axis) for piece in pieces]
    return tuple(pieces)


@evaluates("_split_v2")
def evaluate_split(node: Node, inputs: Arrays) -> tuple[np.ndarray, ...]:
    """Pieces, equal or from given indices on."""
    data = inputs[0]
    axis = node.attributes.integer("axis", 0)
    sections = node.attributes.integer("sections", 0)
    if sections:
        pieces = np.split(data, sections, axis)
    else:
        edges = [*node.attributes.integers("indices"), data.shape[axis]]
        pieces = [data.take(range(first, last), axis) for first, last in pairwise(edges)]
    if node.attributes.boolean("squeeze_axis", False):
        pieces = [piece.squeeze(axis) for piece in pieces]
    return tuple(pieces)


@evaluates("Crop")
def evaluate_crop(node: Node, inputs: Arrays) -> np.ndarray:
    """Some rows and columns."""
    data = inputs[0]
    size = inputs[1].shape[2:4] if len(inputs) > 1 else node.attributes.integers("h_w")
    top, left = node.attributes.integers("offset", (0, 0))
    if node.attributes.boolean("center_crop", False):
        top, left = (data.shape[2] - size[0]) // 2, (data.shape[3] - size[1]) // 2
    return data[:, :, top : top + size[0], left : left + size[1]]


@evaluates("Pad")
def evaluate_pad(node: Node, inputs: Arrays) -> np.ndarray:
    """Constant, edge or reflected."""
    widths = np.reshape(node.attributes.integers("pad_width"), (-1, 2))
    mode = node.attributes["mode"]
    if mode == "constant":
        value = node.attributes.number("constant_value", 0.0)
        return np.pad(inputs[0], widths, constant_values=value)
    return np.pad(inputs[0], widths, mode)


@evaluates("reverse", "flip")
def evaluate_reverse(node: Node, inputs: Arrays) -> np.ndarray:
    """Back to front."""
    return np.flip(inputs[0], node.attributes.integers("axis"))


@evaluates("broadcast_to", "broadcast_axis", "broadcast_like")
def evaluate_broadcast(node: Node, inputs: Arrays) -> np.ndarray:
    """Axes of size 1 repeated."""
    data = inputs[0]
    shape = list(data.shape)
    if node.operator == "broadcast_to":
        wanted = node.attributes.integers("shape")
        shape = [old if new == 0 else new for old, new in zip(shape, wanted, strict=True)]
    elif node.operator == "broadcast_axis":
        for axis, size in zip(
            node.attributes.integers("axis"), node.attributes.integers("size"), strict=True
        ):
            shape[axis] = size
    else:
        own = node.attributes.optional_integers("lhs_axes", None) or range(data.ndim)
        other = node.attributes.optional_integers("rhs_axes", None) or range(inputs[1].ndim)
        for axis, like in zip(own, other, strict=True):
            shape[axis] = inputs[1].shape[like]
    return np.broadcast_to(data, shape)


@evaluates("depth_to_space", "space_to_depth")
def evaluate_depth_space(node: Node, inputs: Arrays) -> np.ndarray:
    """Blocks of pixels from or to channels."""
    (data,) = inputs
    size = node.attributes.integer("block_size")
    count, channels, height, width = data.shape
    if node.operator == "depth_to_space":
        blocks = data.reshape(count, size, size, channels // size**2, height, width)
        moved = blocks.transpose(0, 3, 4, 1, 5, 2)
        return moved.reshape(count, channels // size**2, height * size, width * size)
    blocks = data.reshape(count, channels, height // size, size, width // size, size)
    moved = blocks.transpose(0, 3, 5, 1, 2, 4)
    return moved.reshape(count, channels * size**2, height // size, width // size)


_REDUCTIONS = {
    "mean": np.mean,
    "_npi_mean": np.mean,
    "sum": np.sum,
    "_np_sum": np.sum,
    "max": np.max,
    "_np_max": np.max,
    "min": np.min,
    "prod": np.prod,
}


@evaluates(*_REDUCTIONS, "norm")
def evaluate_reduction(node: Node, inputs: Arrays) -> np.ndarray:
    """Over `axis`, all by default, or all others with `exclude`."""
    data = inputs[0]
    axes = tuple(
        axis % data.ndim for axis in node.attributes.optional_integers("axis", None) or ()
    ) or tuple(range(data.ndim))
    given = bool(node.attributes.optional_integers("axis", None))
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
    return np.reshape(result, 1) if np.ndim(result) == 0 else result


@evaluates("take", "Embedding")
def evaluate_take(node: Node, inputs: Arrays) -> np.ndarray:
    """Slices by index."""
    if node.operator == "Embedding":
        indices, data = inputs
        return data.take(indices.astype(np.int64), 0, mode="clip")
    data, indices = inputs
    mode = node.attributes.get("mode", "clip")
    axis = node.attributes.integer("axis", 0)
    return data.take(indices.astype(np.int64), axis, mode="clip" if mode == "raise" else mode)


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
    """Elements by coordinates, which stand on the first axis."""
    data, indices = inputs
    return data[tuple(indices.astype(np.int64))]


@evaluates("one_hot")
def evaluate_one_hot(node: Node, inputs: Arrays) -> np.ndarray:
    """A new last axis, one of whose places is on."""
    on, off = node.attributes.number("on_value", 1.0), node.attributes.number("off_value", 0.0)
    hit = inputs[0].astype(np.int64)[..., None] == np.arange(node.attributes.integer("depth"))
    return np.where(hit, np.float32(on), np.float32(off))


@evaluates("argmax", "argmin", "argmax_channel")
def evaluate_argmax(node: Node, inputs: Arrays) -> np.ndarray:
    """Where the extreme lies, as float32."""
    (data,) = inputs
    find = np.argmin if node.operator == "argmin" else np.argmax
    axis = 1
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
    return {"value": values, "indices": indices, "both": (values, indices)}[kind]


@evaluates("_arange", "_contrib_arange_like")
def evaluate_arange(node: Node, inputs: Arrays) -> np.ndarray:
    """Consecutive numbers."""
    attributes = node.attributes
    start, step = attributes.number("start", 0.0), attributes.number("step", 1.0)
    if inputs:
        axis = attributes.optional_integer("axis", None)
        count = inputs[0].size if axis is None else inputs[0].shape[axis]
        values = (start + step * np.arange(count)).astype(np.float32)
        return values.reshape(inputs[0].shape) if axis is None else values
    stop = attributes.optional_number("stop", None)
    if stop is None:
        start, stop = 0.0, start
    values = np.arange(start, stop, step).repeat(attributes.integer("repeat", 1))
    return values.astype(_dtype(node))


@evaluates("zeros_like", "ones_like", "_zeros", "_ones", "_full")
def evaluate_filled(node: Node, inputs: Arrays) -> np.ndarray:
    """One number everywhere."""
    number = {"zeros_like": 0, "ones_like": 1, "_zeros": 0, "_ones": 1}.get(node.operator)
    if inputs:
        return np.full_like(inputs[0], number)
    number = node.attributes.number("value") if number is None else number
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
