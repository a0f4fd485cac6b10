"""Evaluates what takes tensors apart and puts them together, in plain numpy."""

from __future__ import annotations

import numpy as np

from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.operators.pieces import mirror_mode, slice_cuts
from birdeye.convert.tflite.registry import Arrays, evaluates


@evaluates("SPLIT", "SPLIT_V")
def evaluate_split(operator: TfliteOperator, inputs: Arrays) -> tuple[np.ndarray, ...]:
    """Equal parts, or parts of stated sizes."""
    if operator.operator == "SPLIT":
        return tuple(np.split(inputs[1], len(operator.outputs), axis=int(inputs[0].reshape(-1)[0])))
    sizes = [int(size) for size in inputs[1].reshape(-1)]
    axis = int(inputs[2].reshape(-1)[0])
    if -1 in sizes:
        sizes[sizes.index(-1)] = inputs[0].shape[axis] - sum(sizes) - 1
    return tuple(np.split(inputs[0], np.cumsum(sizes)[:-1], axis=axis))


@evaluates("SLICE", "STRIDED_SLICE")
def evaluate_slice(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """A part with steps."""
    data, *bounds = inputs
    whole = [tuple(int(number) for number in bound.reshape(-1)) for bound in bounds]
    cuts, _ = slice_cuts(operator, data.shape, whole)
    return data[tuple(slice(c.start, None if c.stop < 0 else c.stop, c.step) for c in cuts)]


@evaluates("SPACE_TO_BATCH_ND")
def evaluate_space_to_batch(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """Pixels at a distance become separate pictures."""
    data, (rows, columns) = inputs[0], inputs[1].astype(int).reshape(-1)
    edges = inputs[2].astype(int).reshape(2, 2)
    data = np.pad(data, [(0, 0), *edges.tolist(), (0, 0)])
    parts = [
        data[:, row::rows, column::columns] for row in range(rows) for column in range(columns)
    ]
    return np.concatenate(parts)


@evaluates("BATCH_TO_SPACE_ND")
def evaluate_batch_to_space(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """The reverse."""
    data, (rows, columns) = inputs[0], inputs[1].astype(int).reshape(-1)
    (top, bottom), (left, right) = inputs[2].astype(int).reshape(2, 2).tolist()
    batch, height, width, channels = data.shape
    batch //= rows * columns
    whole = np.zeros((batch, height * rows, width * columns, channels))
    for index in range(rows * columns):
        part = data[index * batch : (index + 1) * batch]
        whole[:, index // columns :: rows, index % columns :: columns] = part
    return whole[:, top : height * rows - bottom, left : width * columns - right]


@evaluates("MIRROR_PAD")
def evaluate_mirror_pad(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """Edges mirrored."""
    amounts = inputs[1].astype(np.int64)
    if mirror_mode(operator) == "symmetric":
        return np.pad(inputs[0], amounts, mode="symmetric")
    return np.pad(inputs[0], amounts, mode="reflect")


@evaluates("DEPTH_TO_SPACE")
def evaluate_depth_to_space(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """Channels become pixels."""
    size, (batch, height, width, channels) = operator.whole("block_size"), inputs[0].shape
    parts = inputs[0].reshape(batch, height, width, size, size, channels // size**2)
    return parts.transpose(0, 1, 3, 2, 4, 5).reshape(batch, height * size, width * size, -1)


@evaluates("SPACE_TO_DEPTH")
def evaluate_space_to_depth(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """Pixels become channels."""
    size, (batch, height, width, channels) = operator.whole("block_size"), inputs[0].shape
    parts = inputs[0].reshape(batch, height // size, size, width // size, size, channels)
    return parts.transpose(0, 1, 3, 2, 4, 5).reshape(batch, height // size, width // size, -1)
