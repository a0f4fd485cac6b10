"""MXNet's fused recurrent layers, as they are at inference (`rnn-inl.h`)."""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.recurrent_weights import (
    GATES,
    CellWeights,
    Recurrence,
    cells_of,
    recurrence_of,
)
from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor

_OPERATORS = {"rnn_relu": "RNN", "rnn_tanh": "RNN", "lstm": "LSTM", "gru": "GRU"}
_ORDER = {"rnn_relu": (0,), "rnn_tanh": (0,), "lstm": (0, 3, 1, 2), "gru": (1, 0, 2)}
"""The position of each of ONNX's gates among MXNet's: i, f, g, o there and i, o, f, c here for
LSTM."""


def _refuse_unusual(node: Node) -> str | None:
    attributes = node.attributes
    if attributes.get("projection_size", "None") != "None":
        return "projection_size is not supported"
    if attributes.get("use_sequence_length", "False") in ("True", "true", "1"):
        return "use_sequence_length is not supported"
    clipped = ("lstm_state_clip_min", "lstm_state_clip_max")
    if any(attributes.get(name, "None") != "None" for name in clipped):
        return "clipped states are not supported"
    return None


@converts("RNN", unless=_refuse_unusual)
def convert_rnn(
    node: Node, graph: SymbolGraph, builder: SymbolBuilder
) -> Tensor | tuple[Tensor, ...]:
    """(T, N, directions x hidden), and the last states (layers x directions, N, hidden)."""
    shape = recurrence_of(node)
    data, packed = builder.input(node, 0), builder.input(node, 1)
    layers = cells_of(node, packed.known, data.size(2))
    states: list[list[Tensor]] = [[], []]
    for number, cells in enumerate(layers):
        first = number * shape.directions
        starts = [
            builder.slice(builder.input(node, slot), [first], [first + shape.directions], [0])
            for slot in range(2, 4 if shape.mode == "lstm" else 3)
        ]
        data, ends = _layer(builder, shape, cells, data, starts)
        for kind, state in zip(states, ends, strict=False):
            kind.append(state)
    if not shape.yields_states:
        return data
    joined = [builder.add("Concat", kind, axis=0) for kind in states if kind]
    return data, *joined


def _layer(
    builder: SymbolBuilder,
    shape: Recurrence,
    cells: list[CellWeights],
    data: Tensor,
    starts: list[Tensor],
) -> tuple[Tensor, list[Tensor]]:
    """One layer in all its directions: its output, and its last states."""
    weights = [_arranged(shape, cell) for cell in cells]
    stacked = [
        builder.weight(f"{name}", np.stack([weight[part] for weight in weights]))
        for part, name in enumerate(("from_input", "from_hidden", "bias"))
    ]
    attributes: dict[str, object] = {
        "hidden_size": shape.size,
        "direction": "bidirectional" if shape.directions == 2 else "forward",
    }
    if shape.mode == "gru":
        attributes["linear_before_reset"] = 1
    if shape.mode.startswith("rnn"):
        attributes["activations"] = ["Relu" if shape.mode == "rnn_relu" else "Tanh"] * len(cells)
    outputs = 3 if shape.mode == "lstm" else 2
    result, *ends = builder.emit(
        _OPERATORS[shape.mode], [data, *stacked, None, *starts], attributes, outputs=outputs
    )
    # (T, directions, N, hidden) becomes (T, N, directions x hidden).
    turned = builder.transpose(result, (0, 2, 1, 3))
    steps, batch = data.size(0), data.shape[1]
    return builder.reshape(turned, (steps, batch, shape.directions * shape.size)), ends


def _arranged(shape: Recurrence, cell: CellWeights) -> list[np.ndarray]:
    """Matrices and both biases with the gates in ONNX's order."""

    def moved(values: np.ndarray) -> np.ndarray:
        gates = values.reshape(GATES[shape.mode], shape.size, *values.shape[1:])
        return gates[list(_ORDER[shape.mode])].reshape(values.shape).astype(np.float32)

    bias = np.concatenate([moved(cell.input_bias), moved(cell.hidden_bias)])
    return [moved(cell.from_input), moved(cell.from_hidden), bias]
