"""Axes in another order, tensors joined, cut, padded and repeated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

_TO_END = (1 << 63) - 1
_TO_BEGIN = -(1 << 63) + 1


@converts("transpose")
def convert_transpose(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Axes in the order of `axes`, reversed by default."""
    data = builder.input(node, 0)
    order = node.attributes.integers("axes", ()) or tuple(range(data.rank))[::-1]
    order = tuple(axis % data.rank for axis in order)
    if sorted(order) != list(range(data.rank)):
        raise CheckpointInvalid(node.described, f"{order} is not an order of {data.rank} axes")
    return builder.transpose(data, order)


@converts("SwapAxis")
def convert_swap_axis(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Two axes are exchanged; both are 0 by default."""
    data = builder.input(node, 0)
    first = node.attributes.integer("dim1", 0) % data.rank
    second = node.attributes.integer("dim2", 0) % data.rank
    order = list(range(data.rank))
    order[first], order[second] = second, first
    return builder.transpose(data, order)


@converts("Concat")
def convert_concat(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Tensors one after another along `dim`, by default 1."""
    inputs = list(builder.inputs(node))
    axis = node.attributes.integer("dim", 1)
    return builder.add("Concat", inputs, axis=axis) if len(inputs) > 1 else inputs[0]


@converts("stack")
def convert_stack(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Tensors along a new axis, by default the first."""
    inputs = builder.inputs(node)
    axis = node.attributes.integer("axis", 0) % (inputs[0].rank + 1)
    where = builder.integers([axis])
    return builder.add(
        "Concat", [builder.add("Unsqueeze", [data, where]) for data in inputs], axis=axis
    )


@converts("tile")
def convert_tile(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The whole tensor repeated; with more numbers than axes, axes are added in front."""
    data = builder.input(node, 0)
    repeats = node.attributes.integers("reps")
    if len(repeats) > data.rank:
        data = builder.reshape(data, (*[1] * (len(repeats) - data.rank), *data.shape))
    repeats = (1,) * (data.rank - len(repeats)) + repeats
    return builder.add("Tile", [data, builder.integers(repeats)])


@converts("repeat")
def convert_repeat(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Each element repeated along an axis; without an axis, of the flattened tensor."""
    data = builder.input(node, 0)
    repeats = node.attributes.integer("repeats")
    axis = node.attributes.optional_integer("axis", None)
    if axis is None:
        size = int(np.prod(data.static_shape))
        data, axis = builder.reshape(data, (size,)), 0
    axis %= data.rank
    where = builder.integers(np.repeat(np.arange(data.size(axis)), repeats))
    return builder.add("Gather", [data, where], axis=axis)


@converts("slice_axis")
def convert_slice_axis(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """One axis from `begin` to `end`; None is its end, negative numbers count from there."""
    data = builder.input(node, 0)
    axis = node.attributes.integer("axis") % data.rank
    begin = node.attributes.optional_integer("begin", 0) or 0
    end = node.attributes.optional_integer("end", None)
    return builder.slice(data, [begin], [_TO_END if end is None else end], [axis])


@converts("slice")
def convert_slice(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The first axes from `begin` to `end` by `step`, each of which may be None."""
    data = builder.input(node, 0)
    begin = node.attributes.optional_integers("begin", ()) or ()
    end = node.attributes.optional_integers("end", ()) or ()
    step = node.attributes.optional_integers("step", ()) or (None,) * len(begin)
    if not len(begin) == len(end) == len(step) <= data.rank:
        raise CheckpointInvalid(node.described, "begin, end and step differ in length")
    starts, ends, axes, steps = [], [], [], []
    for axis, (first, last, stride) in enumerate(zip(begin, end, step, strict=True)):
        stride = stride or 1
        if first is None and last is None and stride == 1:
            continue
        forward = stride > 0
        starts.append((0 if forward else _TO_END) if first is None else first)
        ends.append((_TO_END if forward else _TO_BEGIN) if last is None else last)
        axes.append(axis)
        steps.append(stride)
    return builder.slice(data, starts, ends, axes, steps) if axes else data


@converts("slice_like")
def convert_slice_like(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The first input cut to the size of the second on `axes`, by default all."""
    data, like = builder.inputs(node)
    axes = node.attributes.integers("axes", ()) or tuple(range(data.rank))
    cut = [axis % data.rank for axis in axes]
    cut = [axis for axis in cut if data.shape[axis] != like.shape[axis]]
    if not cut:
        return data
    sizes = [like.size(axis) for axis in cut]
    return builder.slice(data, [0] * len(cut), sizes, cut)


@converts("SliceChannel")
def convert_slice_channel(
    node: Node, graph: SymbolGraph, builder: SymbolBuilder
) -> Tensor | tuple[Tensor, ...]:
    """`num_outputs` equal pieces along `axis` (1 by default), which may vanish then."""
    data = builder.input(node, 0)
    count = node.attributes.integer("num_outputs")
    axis = node.attributes.integer("axis", 1) % data.rank
    size = data.shape[axis]
    if not isinstance(size, int):
        size = builder.fixed_batch(data)
    if count < 1 or size % count:
        raise CheckpointInvalid(node.described, f"{size} cannot be cut into {count} equal pieces")
    pieces: Sequence[Tensor] = (data,)
    if count > 1:
        sizes = builder.integers([size // count] * count)
        pieces = builder.add("Split", [data, sizes], outputs=count, axis=axis)
    if node.attributes.boolean("squeeze_axis", False):
        where = builder.integers([axis])
        pieces = [builder.add("Squeeze", [piece, where]) for piece in pieces]
    return tuple(pieces)


@converts("_split_v2")
def convert_split(
    node: Node, graph: SymbolGraph, builder: SymbolBuilder
) -> Tensor | tuple[Tensor, ...]:
    """Pieces along `axis` (0 by default), equal ones or from the given indices on."""
    data = builder.input(node, 0)
    axis = node.attributes.integer("axis", 0) % data.rank
    size = data.shape[axis]
    if not isinstance(size, int):
        size = builder.fixed_batch(data)
    sections = node.attributes.integer("sections", 0)
    if sections:
        starts = list(range(0, size, size // sections))
    else:
        starts = list(node.attributes.integers("indices"))
    lengths = [end - start for start, end in zip(starts, [*starts[1:], size], strict=True)]
    pieces: Sequence[Tensor] = (data,)
    if len(lengths) > 1:
        pieces = builder.add(
            "Split", [data, builder.integers(lengths)], outputs=len(lengths), axis=axis
        )
    if node.attributes.boolean("squeeze_axis", False):
        pieces = [builder.add("Squeeze", [piece, builder.integers([axis])]) for piece in pieces]
    return tuple(pieces)


@converts("Crop")
def convert_crop(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Rows and columns of a picture, as many as `h_w` says or the second input has (`crop-inl.h`).

    (MXNet's `crop` with a small letter is another name for `slice`.)
    """
    data = builder.input(node, 0)
    target: tuple[int, ...]
    if len(node.inputs) > 1:
        target = builder.input(node, 1).sides()
    else:
        target = node.attributes.integers("h_w", length=2)
    size = data.sides()
    offset: tuple[int, ...] = node.attributes.integers("offset", (0, 0), length=2)
    if node.attributes.boolean("center_crop", False):
        offset = tuple((whole - part) // 2 for whole, part in zip(size, target, strict=True))
    ends = [start + part for start, part in zip(offset, target, strict=True)]
    if any(start < 0 or end > whole for start, end, whole in zip(offset, ends, size, strict=True)):
        raise CheckpointInvalid(node.described, f"{target} at {offset} does not lie in {size}")
    return builder.slice(data, offset, ends, [2, 3])


def _refuse_pad_mode(node: Node) -> str | None:
    mode = node.attributes.get("mode")
    return None if mode in ("constant", "edge", "reflect") else f"mode={mode} is not supported"


@converts("Pad", unless=_refuse_pad_mode)
def convert_pad(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Padding with a constant, the edge or a reflection."""
    data = builder.input(node, 0)
    mode = node.attributes.text("mode")
    widths = builder.integers(_begins_then_ends(node.attributes.integers("pad_width")))
    inputs = [data, widths]
    if mode == "constant":
        inputs.append(builder.constant(node.attributes.number("constant_value", 0.0), data.dtype))
    return builder.add("Pad", inputs, mode=mode)


def _begins_then_ends(pad_width: Sequence[int]) -> list[int]:
    """ONNX's order of padding.

    MXNet: (before axis 0, after axis 0, before axis 1, after axis 1, ...)
    ONNX:  (before axis 0, before axis 1, ..., after axis 0, after axis 1, ...)
    """
    return [*pad_width[0::2], *pad_width[1::2]]


@converts("reverse", "flip")
def convert_reverse(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The axes of `axis` back to front."""
    data = builder.input(node, 0)
    axes = node.attributes.integers("axis")
    count = len(axes)
    return builder.slice(data, [_TO_END] * count, [_TO_BEGIN] * count, axes, [-1] * count)


@converts("broadcast_to", "broadcast_axis", "broadcast_like")
def convert_broadcast(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Axes of size 1 repeated: to `shape` (0 keeps), to `size` on `axis`, or as another input."""
    data = builder.input(node, 0)
    shape = list(data.static_shape)
    if node.operator == "broadcast_to":
        wanted = node.attributes.integers("shape")
        shape = [new or old for new, old in zip(wanted, shape, strict=True)]
    elif node.operator == "broadcast_axis":
        axes, sizes = node.attributes.integers("axis"), node.attributes.integers("size")
        for axis, size in zip(axes, sizes, strict=True):
            shape[axis] = size
    else:
        like = builder.input(node, 1).static_shape
        own_axes = node.attributes.axes("lhs_axes")
        like_axes = node.attributes.axes("rhs_axes")
        for own, other in zip(
            own_axes or range(len(shape)), like_axes or range(len(like)), strict=True
        ):
            shape[own] = like[other]
    return builder.add("Expand", [data, builder.integers(shape)])


@converts("depth_to_space", "space_to_depth")
def convert_depth_space(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Blocks of pixels from or to channels, in the order that ONNX calls DCR."""
    size = node.attributes.integer("block_size")
    op_type = "DepthToSpace" if node.operator == "depth_to_space" else "SpaceToDepth"
    return builder.add(op_type, [builder.input(node, 0)], blocksize=size)
