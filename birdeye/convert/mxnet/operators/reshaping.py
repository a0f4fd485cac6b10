"""Reshape and its relatives: the same numbers in other dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import BatchMustBeFixed, Dimension, Tensor
from birdeye.domain.errors import CheckpointInvalid

_DROP = -5
"""Our code for a size of 1 that vanishes; MXNet's Reshape has none."""


@converts("Reshape")
def convert_reshape(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Reshape with MXNet's codes (`matrix_op-inl.h`), resolved here to plain sizes."""
    data = builder.input(node, 0)
    codes = node.attributes.integers("shape", ())
    if codes:
        reverse = node.attributes.boolean("reverse", False)
        shape = reshaped(data.shape, codes, reverse=reverse)
    else:
        keep = node.attributes.boolean("keep_highest", False)
        shape = _legacy_shape(data, node.attributes.integers("target_shape"), keep)
    return builder.reshape(data, shape)


@converts("_npx_reshape")
def convert_extended_reshape(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Reshape with the codes of `npx.reshape`, the same ones under other numbers.

    -1 infers, -2 copies, -3 drops a size of 1, -4 copies all that remain, -5 merges, -6 splits.
    """
    data = builder.input(node, 0)
    codes = {-2: 0, -3: _DROP, -4: -2, -5: -3, -6: -4}
    wanted = [codes.get(code, code) for code in node.attributes.integers("newshape")]
    reverse = node.attributes.boolean("reverse", False)
    return builder.reshape(data, reshaped(data.shape, wanted, reverse=reverse))


@converts("reshape_like")
def convert_reshape_like(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The first input in the shape of the second."""
    if any(key in node.attributes for key in ("lhs_begin", "lhs_end", "rhs_begin", "rhs_end")):
        first, second = (tensor.static_shape for tensor in builder.inputs(node))
        lhs = _bounds(node, "lhs", len(first))
        rhs = _bounds(node, "rhs", len(second))
        shape: tuple[Dimension, ...] = (
            *first[: lhs[0]],
            *second[rhs[0] : rhs[1]],
            *first[lhs[1] :],
        )
    else:
        shape = builder.input(node, 1).shape
    return builder.reshape(builder.input(node, 0), shape)


@converts("Flatten")
def convert_flatten(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """All axes but the first become one."""
    data = builder.input(node, 0)
    return data if data.rank == 2 else builder.add("Flatten", [data], axis=1)


@converts("expand_dims")
def convert_expand_dims(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """A new axis of size 1."""
    axis = node.attributes.integer("axis")
    return builder.add("Unsqueeze", [builder.input(node, 0), builder.integers([axis])])


@converts("squeeze")
def convert_squeeze(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Without axes of size 1: those of `axis`, or all."""
    data = builder.input(node, 0)
    axes = node.attributes.axes("axis")
    if axes is None:
        axes = tuple(index for index, size in enumerate(data.static_shape) if size == 1)
    if len(axes) == data.rank:
        return builder.reshape(data, (1,))
    return builder.add("Squeeze", [data, builder.integers(axes)])


def reshaped(
    shape: Sequence[Dimension], codes: Sequence[int], *, reverse: bool = False
) -> tuple[Dimension, ...]:
    """The shape that MXNet's ``codes`` ask for.

    A cursor walks over ``shape``: 0 copies a size, -2 all that remain, -3 merges two, -4 splits one
    into the next two codes, -1 is inferred; -1 and a plain size each move the cursor by one. With
    ``reverse`` both lists are flipped for the match and the result is flipped back.

    Raises CheckpointInvalid for codes that do not fit, `BatchMustBeFixed` where the symbolic batch
    would have to be merged or split.
    """
    source = list(shape)[::-1] if reverse else list(shape)
    pending = list(codes)[::-1] if reverse else list(codes)
    result: list[Dimension] = []
    cursor = 0

    def taken(count: int) -> list[Dimension]:
        nonlocal cursor
        if cursor + count > len(source):
            raise CheckpointInvalid("Reshape", f"the codes {tuple(codes)} do not fit {shape}")
        cursor += count
        return source[cursor - count : cursor]

    while pending:
        code = pending.pop(0)
        if code == 0:
            result += taken(1)
        elif code == -2:
            result += taken(len(source) - cursor)
        elif code == -3:
            result.append(_product(taken(2)))
        elif code == -4:
            if len(pending) < 2:
                raise CheckpointInvalid("Reshape", f"-4 needs two sizes after it in {codes}")
            result += _split(taken(1)[0], pending.pop(0), pending.pop(0))
        elif code == _DROP:
            if taken(1)[0] != 1:
                raise CheckpointInvalid("Reshape", f"{tuple(codes)} drops a size that is not 1")
        elif code == -1 or code > 0:
            result.append(code)
            cursor += 1
        else:
            raise CheckpointInvalid("Reshape", f"the code {code} is not known")
    return _inferred(shape, result[::-1] if reverse else result)


def _inferred(shape: Sequence[Dimension], wanted: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """``wanted`` with its -1, if any, replaced by what the number of elements leaves for it."""
    batch = [size for size in shape if isinstance(size, str)]
    left = [size for size in batch if size not in wanted]
    elements = prod(size for size in shape if isinstance(size, int))
    others = prod(size for size in wanted if isinstance(size, int) and size != -1)
    holes = [index for index, size in enumerate(wanted) if size == -1]
    if len(holes) > 1:
        raise CheckpointInvalid("Reshape", f"{tuple(wanted)} has -1 more than once")
    if not holes:
        if left:
            raise BatchMustBeFixed("Reshape")
        if elements != others:
            raise CheckpointInvalid("Reshape", f"{shape} does not fit into {tuple(wanted)}")
        return tuple(wanted)
    result = list(wanted)
    if left:
        if elements != others:
            raise BatchMustBeFixed("Reshape")
        result[holes[0]] = left[0]
    elif others == 0 or elements % others:
        raise CheckpointInvalid("Reshape", f"{shape} does not fit into {tuple(wanted)}")
    else:
        result[holes[0]] = elements // others
    return tuple(result)


def _product(sizes: Sequence[Dimension]) -> Dimension:
    symbols = [size for size in sizes if not isinstance(size, int)]
    number = prod(size for size in sizes if isinstance(size, int))
    if not symbols:
        return number
    if number == 1 and len(symbols) == 1:
        return symbols[0]
    raise BatchMustBeFixed("Reshape")


def _split(size: Dimension, first: int, second: int) -> list[Dimension]:
    if isinstance(size, str):
        if (first, second) in ((1, -1), (-1, 1)):
            return [1, size] if first == 1 else [size, 1]
        raise BatchMustBeFixed("Reshape")
    if size is None:
        raise CheckpointInvalid("Reshape", "a size is only known when the network runs")
    if first == second == -1 or 0 in (first, second):
        raise CheckpointInvalid("Reshape", f"{size} cannot be split into {first} and {second}")
    first = size // second if first == -1 else first
    second = size // first if second == -1 else second
    if first * second != size:
        raise CheckpointInvalid("Reshape", f"{size} cannot be split into {first} and {second}")
    return [first, second]


def _legacy_shape(
    data: Tensor, target: tuple[int, ...], keep_highest: bool
) -> tuple[Dimension, ...]:
    """The shape of the attribute `target_shape`, where 0 means "infer"."""
    wanted: list[Dimension] = [-1 if size == 0 else size for size in target]
    if keep_highest:
        wanted[0] = data.shape[0]
    return _inferred(data.shape, wanted)


def _bounds(node: Node, side: str, rank: int) -> tuple[int, int]:
    begin = node.attributes.optional_integer(f"{side}_begin", None)
    end = node.attributes.optional_integer(f"{side}_end", None)
    begin = 0 if begin is None else begin % rank
    return begin, rank if end is None else (end + rank if end < 0 else end)
