"""The weights of MXNet's fused recurrent layers, which are in one flat array.

All matrices come first, layer by layer and direction by direction (input to hidden, then hidden to
hidden), then all biases in the same order (`rnn-inl.h`, as cuDNN packs them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from birdeye.convert.mxnet.symbol_graph import Node
from birdeye.domain.errors import CheckpointInvalid

GATES: Mapping[str, int] = {"rnn_relu": 1, "rnn_tanh": 1, "lstm": 4, "gru": 3}


@dataclass(frozen=True)
class Recurrence:
    """What the attributes say; ``directions`` is 2 if the sequence is also read backwards."""

    mode: str
    size: int
    layers: int
    directions: int
    yields_states: bool


@dataclass(frozen=True)
class CellWeights:
    """One layer in one direction: matrices (gates x hidden, in) and (gates x hidden, hidden)."""

    from_input: np.ndarray
    from_hidden: np.ndarray
    input_bias: np.ndarray
    hidden_bias: np.ndarray


def recurrence_of(node: Node) -> Recurrence:
    """The attributes of an RNN node. Raises `CheckpointInvalid` for those out of range."""
    attributes = node.attributes
    found = Recurrence(
        attributes.text("mode", choices=tuple(GATES)),
        attributes.integer("state_size"),
        attributes.integer("num_layers"),
        2 if attributes.boolean("bidirectional", False) else 1,
        attributes.boolean("state_outputs", False),
    )
    if not (1 <= found.size <= 1 << 16 and 1 <= found.layers <= 64):
        raise CheckpointInvalid(node.described, f"{found.layers} layers of {found.size}")
    return found


def cells_of(node: Node, packed: np.ndarray, width: int) -> list[list[CellWeights]]:
    """Layers of directions. Raises `CheckpointInvalid` where ``packed`` does not fit."""
    shape = recurrence_of(node)
    rows = GATES[shape.mode] * shape.size
    widths = [width] + [shape.size * shape.directions] * (shape.layers - 1)
    count = sum(rows * (columns + shape.size + 2) * shape.directions for columns in widths)
    flat = packed.reshape(-1)
    if flat.size != count:
        raise CheckpointInvalid(
            node.described, f"it has {flat.size} parameters, where {count} are needed"
        )
    matrices, biases = [], []
    place = 0
    for columns in widths:
        for _ in range(shape.directions):
            pair = []
            for across in (columns, shape.size):
                pair.append(flat[place : place + rows * across].reshape(rows, across))
                place += rows * across
            matrices.append(pair)
    for _ in matrices:
        biases.append((flat[place : place + rows], flat[place + rows : place + 2 * rows]))
        place += 2 * rows
    cells = [
        CellWeights(from_input, from_hidden, *bias)
        for (from_input, from_hidden), bias in zip(matrices, biases, strict=True)
    ]
    step = shape.directions
    return [cells[start : start + step] for start in range(0, len(cells), step)]
