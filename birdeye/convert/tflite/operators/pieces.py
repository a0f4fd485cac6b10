"""Operators that take tensors apart and put them together in TFLite's own order of axes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import Canvas
from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.registry import converts
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported

_MOST = 1 << 20


@converts("SPLIT", "SPLIT_V")
def convert_split(operator: TfliteOperator, canvas: Canvas) -> tuple[Tensor, ...]:
    """Equal parts, or parts of stated sizes, along one axis (`kernels/split.cc`, `split_v.cc`)."""
    by_size = operator.operator == "SPLIT_V"
    slot = 0 if by_size else 1
    data = canvas.real(operator, slot)
    axis = canvas.axis(canvas.integers(operator, 2 if by_size else 0)[0], data.rank)
    length, count = data.size(axis), len(operator.outputs)
    sizes = list(canvas.integers(operator, 1)) if by_size else [length // count] * count
    if by_size and sizes.count(-1) == 1:
        sizes[sizes.index(-1)] = length - sum(sizes) - 1
    if len(sizes) != count or sum(sizes) != length or min(sizes) < 1:
        raise CheckpointInvalid(operator.described, f"{length} cannot be split into {sizes[:8]}")
    starts = np.cumsum([0, *sizes])
    return tuple(
        canvas.rearranged(data, _slicing(canvas, [int(first)], [int(first) + size], [axis]))
        for first, size in zip(starts[:-1], sizes, strict=True)
    )


def _slicing(canvas: Canvas, *bounds: list[int]) -> Callable[[Tensor], Tensor]:
    return lambda stored: canvas.builder.slice(stored, *bounds)


def _gathering(canvas: Canvas, order: Tensor, axis: int) -> Callable[[Tensor], Tensor]:
    return lambda stored: canvas.builder.add("Gather", [stored, order], axis=axis)


@converts("TRANSPOSE")
def convert_transpose(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Axes in a new order (`kernels/transpose.cc`)."""
    data = canvas.in_file_order(operator, 0)
    order = canvas.integers(operator, 1)
    if sorted(order) != list(range(data.rank)):
        raise CheckpointInvalid(operator.described, f"{order} is not an order of its axes")
    if order[0] != 0:
        canvas.fix_batch()
    turned = canvas.rearranged(data, lambda stored: canvas.builder.transpose(stored, order))
    return canvas.channels_first(turned)


@converts("STRIDED_SLICE", "SLICE")
def convert_slice(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """A part with steps (`kernels/strided_slice.cc`, `slice.cc`)."""
    data = canvas.in_file_order(operator, 0)
    shape = canvas.tensor(operator, 0).shape
    cuts, dropped = slice_cuts(
        operator, shape, [canvas.integers(operator, n) for n in _bounds(operator)]
    )
    for axis, cut in enumerate(cuts):
        if cut == slice(0, shape[axis], 1):
            continue
        axis = canvas.file_axis(axis, data.rank)
        # Beyond the first element, where numpy and ONNX count from the end.
        end = cut.stop if cut.stop >= 0 else -(1 << 31)
        data = canvas.rearranged(data, _slicing(canvas, [cut.start], [end], [axis], [cut.step]))
    if dropped:
        sizes = canvas.sizes_in_file_order(canvas.output(operator).shape)
        data = canvas.rearranged(data, lambda stored: canvas.builder.reshape(stored, sizes))
    return canvas.channels_first(data)


def _bounds(operator: TfliteOperator) -> range:
    return range(1, 3 if operator.operator == "SLICE" else 4)


def slice_cuts(
    operator: TfliteOperator, shape: tuple[int, ...], bounds: list[tuple[int, ...]]
) -> tuple[list[slice], tuple[int, ...]]:
    """A slice for each axis, within its size, and the axes of one element that are dropped.

    A stop of -1 in a slice with a negative step means "through the first element".
    """
    if any(len(bound) != len(shape) for bound in bounds):
        raise CheckpointInvalid(operator.described, "its bounds are not one for each axis")
    if operator.operator == "SLICE":
        cuts = []
        for length, begin, size in zip(shape, *bounds, strict=True):
            stop = length if size == -1 else begin + size
            if not 0 <= begin <= stop <= length:
                raise CheckpointInvalid(operator.described, f"{begin} to {stop} of {length}")
            cuts.append(slice(begin, stop, 1))
        return cuts, ()
    if operator.whole("ellipsis_mask") or operator.whole("new_axis_mask"):
        raise OperatorUnsupported(
            operator.described, [f"{operator.described}: an ellipsis or a new axis"]
        )
    begin_mask, end_mask = operator.whole("begin_mask"), operator.whole("end_mask")
    shrink = operator.whole("shrink_axis_mask")
    cuts, dropped = [], []
    for axis, (length, begin, end, step) in enumerate(zip(shape, *bounds, strict=True)):
        if step == 0:
            raise CheckpointInvalid(operator.described, "a step of 0")
        bit = 1 << axis
        if shrink & bit:
            begin = begin + length if begin < 0 else begin
            if not 0 <= begin < length:
                raise CheckpointInvalid(operator.described, f"{begin} is none of {length}")
            cuts.append(slice(begin, begin + 1, 1))
            dropped.append(axis)
            continue
        first = None if begin_mask & bit else begin
        last = None if end_mask & bit else end
        cuts.append(slice(*slice(first, last, step).indices(length)))
    return cuts, tuple(dropped)


@converts("SPACE_TO_BATCH_ND")
def convert_space_to_batch(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Pixels ``block`` apart become pictures of their own (`kernels/space_to_batch_nd.cc`)."""
    canvas.fix_batch()
    builder = canvas.builder
    data = canvas.in_file_order(operator, 0)
    blocks, pads = _blocks_and_edges(operator, canvas, data)
    ends = [0, pads[0], pads[2], 0, 0, pads[1], pads[3], 0]
    data = builder.add("Pad", [data, builder.integers(ends)])
    batch, height, width, channels = data.static_shape
    if height % blocks[0] or width % blocks[1]:
        raise CheckpointInvalid(operator.described, f"{height} x {width} is not in {blocks}")
    split = [batch, height // blocks[0], blocks[0], width // blocks[1], blocks[1], channels]
    data = builder.transpose(builder.reshape(data, split), (2, 4, 0, 1, 3, 5))
    whole = [batch * blocks[0] * blocks[1], split[1], split[3], channels]
    return canvas.channels_first(builder.reshape(data, whole))


@converts("BATCH_TO_SPACE_ND")
def convert_batch_to_space(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """The reverse, with edges cut off (`kernels/batch_to_space_nd.cc`)."""
    canvas.fix_batch()
    builder = canvas.builder
    data = canvas.in_file_order(operator, 0)
    blocks, crops = _blocks_and_edges(operator, canvas, data)
    batch, height, width, channels = data.static_shape
    count = blocks[0] * blocks[1]
    if batch % count:
        raise CheckpointInvalid(operator.described, f"{batch} pictures are not in {blocks}")
    split = [blocks[0], blocks[1], batch // count, height, width, channels]
    data = builder.transpose(builder.reshape(data, split), (2, 3, 0, 4, 1, 5))
    rows, columns = height * blocks[0], width * blocks[1]
    data = builder.reshape(data, [batch // count, rows, columns, channels])
    starts, ends = [crops[0], crops[2]], [rows - crops[1], columns - crops[3]]
    return canvas.channels_first(builder.slice(data, starts, ends, [1, 2]))


def _blocks_and_edges(
    operator: TfliteOperator, canvas: Canvas, data: Tensor
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    blocks, edges = canvas.integers(operator, 1), canvas.integers(operator, 2)
    if data.rank != 4 or len(blocks) != 2 or len(edges) != 4:
        raise OperatorUnsupported(
            operator.described, [f"{operator.described}: {data.rank} dimensions"]
        )
    if min(blocks) < 1 or min(edges) < 0 or max(*blocks, *edges) > 4096:
        raise CheckpointInvalid(operator.described, f"blocks {blocks}, edges {edges}")
    return blocks, edges


@converts("MIRROR_PAD")
def convert_mirror_pad(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Edges mirrored, with the outermost element or without (`kernels/mirror_pad.cc`)."""
    data = canvas.in_file_order(operator, 0)
    numbers = canvas.integers(operator, 1)
    mode = mirror_mode(operator)
    if len(numbers) != 2 * data.rank or not all(0 <= number <= 4096 for number in numbers):
        raise CheckpointInvalid(operator.described, f"its padding is {numbers[:16]}")
    for axis, pair in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
        if any(pair):
            axis = canvas.file_axis(axis, data.rank)
            length = data.size(axis)
            if max(pair) > length - (mode == "reflect"):
                raise CheckpointInvalid(operator.described, f"{length} has no mirror of {pair}")
            order = canvas.builder.integers(_mirrored(length, pair, mode))
            data = canvas.rearranged(data, _gathering(canvas, order, axis))
    return canvas.channels_first(data)


def _mirrored(length: int, pair: tuple[int, int], mode: str) -> np.ndarray:
    return np.pad(np.arange(length), pair, mode="symmetric" if mode == "symmetric" else "reflect")


def mirror_mode(operator: TfliteOperator) -> str:
    """Numpy's name of how the edge is mirrored."""
    return "symmetric" if operator.whole("mode") else "reflect"


@converts("ARG_MAX", "ARG_MIN")
def convert_arg_max(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """The place of the greatest along one axis, the first of equals (`kernels/arg_min_max.cc`)."""
    data = canvas.in_file_order(operator, 0)
    axis = canvas.file_axis(canvas.integers(operator, 1)[0], data.rank)
    op_type = "ArgMax" if operator.operator == "ARG_MAX" else "ArgMin"
    place = canvas.builder.add(op_type, [data], axis=axis, keepdims=0)
    return canvas.channels_first(canvas.builder.cast(place, canvas.output(operator).dtype))


@converts("EXPAND_DIMS")
def convert_expand_dims(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """A new axis of one (`kernels/expand_dims.cc`)."""
    data = canvas.in_file_order(operator, 0)
    sizes = canvas.sizes_in_file_order(canvas.output(operator).shape)
    return canvas.channels_first(
        canvas.rearranged(data, lambda stored: canvas.builder.reshape(stored, sizes))
    )


@converts("DEPTH_TO_SPACE", "SPACE_TO_DEPTH")
def convert_depth_and_space(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Channels become pixels, or the reverse (`kernels/depth_to_space.cc`)."""
    size = operator.whole("block_size")
    if not 1 <= size <= 256:
        raise CheckpointInvalid(operator.described, f"blocks of {size}")
    op_type = "DepthToSpace" if operator.operator == "DEPTH_TO_SPACE" else "SpaceToDepth"
    attributes = {"mode": "DCR"} if op_type == "DepthToSpace" else {}
    data = canvas.real(operator, 0)
    return canvas.rearranged(
        data,
        lambda stored: canvas.builder.emit(op_type, [stored], {"blocksize": size, **attributes}),
    )
