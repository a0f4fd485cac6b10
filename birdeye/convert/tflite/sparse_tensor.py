"""Weights that a TFLite file stores without their zeros, filled up again.

The format is that of `SparsityParameters` in TensorFlow's `schema.fbs`: dimensions in the order of
traversal, each dense or compressed, and blocks of elements as further dimensions behind them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from birdeye.domain.errors import CheckpointInvalid

_DENSE, _COMPRESSED = 0, 1


@dataclass(frozen=True)
class _Dimension:
    """``segments`` and ``indices`` of a compressed dimension; None for a dense one."""

    size: int
    segments: np.ndarray | None = None
    indices: np.ndarray | None = None


def dense_values(
    sparsity: Any, stored: np.ndarray, shape: tuple[int, ...], subject: str
) -> np.ndarray:
    """The full constant. Raises `CheckpointInvalid` for indices outside it."""
    rank = len(shape)
    order = [int(axis) for axis in numbers_in(sparsity.TraversalOrderAsNumpy())]
    blocked = [int(axis) for axis in numbers_in(sparsity.BlockMapAsNumpy())]
    count = sparsity.DimMetadataLength()
    if (
        count != rank + len(blocked)
        or sorted(order) != list(range(count))
        or sorted(order[:rank]) != list(range(rank))
        or len(set(blocked)) != len(blocked)
        or not all(0 <= axis < rank for axis in blocked)
    ):
        raise CheckpointInvalid(subject, "its sparse dimensions do not fit its shape")
    dimensions = [_dimension(sparsity.DimMetadata(place), subject) for place in range(count)]
    # A compressed dimension does not state its size, which follows from the tensor's shape.
    blocks = {axis: dimensions[order.index(rank + n)].size for n, axis in enumerate(blocked)}
    sizes = [
        blocks[blocked[axis - rank]] if axis >= rank else shape[axis] // max(1, blocks.get(axis, 1))
        for axis in order
    ]
    if any(size < 1 for size in sizes) or prod(sizes) != prod(shape):
        raise CheckpointInvalid(subject, "its blocks do not fit its shape")
    places = _flat_places(dimensions, sizes, subject)
    if len(places) != stored.size:
        raise CheckpointInvalid(
            subject, f"it has {stored.size} values for {len(places)} places that are stored"
        )
    flat = np.zeros(prod(sizes), stored.dtype)
    flat[places] = stored
    return _in_order(flat.reshape(sizes), order, blocked, rank).reshape(shape)


def _flat_places(dimensions: list[_Dimension], sizes: list[int], subject: str) -> np.ndarray:
    """The position of each stored value among all, level by level."""
    places = np.zeros(1, np.int64)
    for dimension, size in zip(dimensions, sizes, strict=True):
        if dimension.segments is None or dimension.indices is None:
            if dimension.size != size:
                raise CheckpointInvalid(subject, "a dense dimension is not as large as its shape")
            if len(places) * size > 1 << 28:
                raise CheckpointInvalid(subject, "it has more places than values")
            places = (places[:, None] * size + np.arange(size)).reshape(-1)
            continue
        segments, indices = dimension.segments, dimension.indices
        lengths = np.diff(segments)
        if (
            len(segments) != len(places) + 1
            or segments[0] != 0
            or (lengths < 0).any()
            or segments[-1] != len(indices)
            or (len(indices) and not 0 <= indices.min() <= indices.max() < size)
        ):
            raise CheckpointInvalid(subject, "its sparse indices do not fit its shape")
        places = np.repeat(places, lengths) * size + indices
    return places


def _in_order(values: np.ndarray, order: list[int], blocked: list[int], rank: int) -> np.ndarray:
    """Axes from the order of traversal to that of the tensor, each followed by its blocks."""
    wanted = []
    for axis in range(rank):
        wanted.append(order.index(axis))
        if axis in blocked:
            wanted.append(order.index(rank + blocked.index(axis)))
    return values.transpose(wanted)


def _dimension(stored: Any, subject: str) -> _Dimension:
    if stored.Format() == _DENSE:
        return _Dimension(int(stored.DenseSize()))
    if stored.Format() != _COMPRESSED:
        raise CheckpointInvalid(subject, "it is sparse in a way that is not known")
    return _Dimension(
        0,
        _index_vector(stored.ArraySegments(), stored.ArraySegmentsType()),
        _index_vector(stored.ArrayIndices(), stored.ArrayIndicesType()),
    )


def _index_vector(table: Any, kind: int) -> np.ndarray:
    import tflite

    names = {1: "Int32Vector", 2: "Uint16Vector", 3: "Uint8Vector"}
    if kind not in names or table is None:
        raise ValueError("a sparse dimension has no indices")
    vector = getattr(tflite, names[kind])()
    vector.Init(table.Bytes, table.Pos)
    return numbers_in(vector.ValuesAsNumpy()).astype(np.int64)


def numbers_in(stored: Any) -> np.ndarray:
    """A vector of the schema package, which returns 0 for one that is absent."""
    return stored if isinstance(stored, np.ndarray) else np.zeros(0, np.int64)
