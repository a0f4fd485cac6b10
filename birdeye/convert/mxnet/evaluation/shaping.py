"""Tensors in other shapes and orders, cut, joined, padded and repeated."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node


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


@evaluates("_npx_reshape")
def evaluate_extended_reshape(node: Node, inputs: Arrays) -> np.ndarray:
    """The codes of `npx.reshape`."""
    (data,) = inputs
    codes, shape = list(node.attributes.integers("newshape")), list(data.shape)
    reverse = node.attributes.boolean("reverse", False)
    if reverse:
        codes, shape = codes[::-1], shape[::-1]
    result: list[int] = []
    while codes:
        code = codes.pop(0)
        if code == -4:
            result, shape = result + shape, []
        elif code == -5:
            result.append(shape.pop(0) * shape.pop(0))
        elif code == -6:
            first, second, whole = codes.pop(0), codes.pop(0), shape.pop(0)
            result.append(whole // second if first == -1 else first)
            result.append(whole // first if second == -1 else second)
        elif code == -3:
            shape.pop(0)
        else:
            copied = shape.pop(0) if shape else 1
            result.append(copied if code == -2 else code)
    return data.reshape(result[::-1] if reverse else result)


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
    result = np.squeeze(inputs[0], node.attributes.axes("axis"))
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
    """The entire tensor repeated."""
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
    return np.pad(inputs[0], widths, "reflect" if mode == "reflect" else "edge")


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
        own = node.attributes.axes("lhs_axes") or range(data.ndim)
        other = node.attributes.axes("rhs_axes") or range(inputs[1].ndim)
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
