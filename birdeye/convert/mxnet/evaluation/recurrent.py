"""Recurrent layers and products of matrices, step by step."""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.recurrent_weights import CellWeights, cells_of, recurrence_of
from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node


@evaluates("RNN")
def evaluate_rnn(node: Node, inputs: Arrays) -> np.ndarray | tuple[np.ndarray, ...]:
    """One step after the other; a second direction reads the sequence from its end."""
    shape = recurrence_of(node)
    data, packed, hidden = inputs[:3]
    cell_states = inputs[3] if shape.mode == "lstm" else np.zeros_like(hidden)
    last_hidden, last_cells = [], []
    for number, cells in enumerate(cells_of(node, packed, data.shape[2])):
        parts = []
        for direction, weights in enumerate(cells):
            place = number * shape.directions + direction
            state, cell = hidden[place], cell_states[place]
            steps = data[::-1] if direction else data
            found = []
            for step in steps:
                state, cell = _stepped(shape.mode, weights, step, state, cell)
                found.append(state)
            parts.append(np.stack(found[::-1] if direction else found))
            last_hidden.append(state)
            last_cells.append(cell)
        data = np.concatenate(parts, axis=2)
    if not shape.yields_states:
        return data
    if shape.mode == "lstm":
        return data, np.stack(last_hidden), np.stack(last_cells)
    return data, np.stack(last_hidden)


def _stepped(
    mode: str, weights: CellWeights, step: np.ndarray, state: np.ndarray, cell: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    ours = step @ weights.from_input.T + weights.input_bias
    theirs = state @ weights.from_hidden.T + weights.hidden_bias
    if mode == "lstm":
        entry, forget, update, exit_ = np.split(ours + theirs, 4, axis=1)
        cell = _sigmoid(forget) * cell + _sigmoid(entry) * np.tanh(update)
        return _sigmoid(exit_) * np.tanh(cell), cell
    if mode == "gru":
        reset, keep, new = np.split(ours, 3, axis=1)
        reset_too, keep_too, new_too = np.split(theirs, 3, axis=1)
        kept = _sigmoid(keep + keep_too)
        fresh = np.tanh(new + _sigmoid(reset + reset_too) * new_too)
        return (1 - kept) * fresh + kept * state, cell
    total = ours + theirs
    return (np.maximum(total, 0) if mode == "rnn_relu" else np.tanh(total)), cell


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * x))


@evaluates("batch_dot", "_linalg_gemm2")
def evaluate_batch_product(node: Node, inputs: Arrays) -> np.ndarray:
    """alpha * op(A) op(B)."""
    sides = [
        data.swapaxes(-1, -2) if node.attributes.boolean(name, False) else data
        for data, name in zip(inputs, ("transpose_a", "transpose_b"), strict=True)
    ]
    alpha = node.attributes.number("alpha", 1.0) if node.operator != "batch_dot" else 1.0
    return sides[0] @ sides[1] * np.float32(alpha)


@evaluates("dot")
def evaluate_dot(node: Node, inputs: Arrays) -> np.ndarray:
    """Over the last axis of the first and the first of the second."""
    first, second = inputs
    if node.attributes.boolean("transpose_a", False):
        first = np.moveaxis(first, 0, -1)
    if node.attributes.boolean("transpose_b", False):
        second = np.moveaxis(second, -1, 0)
    return np.tensordot(first, second, axes=1).reshape(
        (*first.shape[:-1], *second.shape[1:]) or (1,)
    )


@evaluates("_contrib_div_sqrt_dim")
def evaluate_div_sqrt_dim(node: Node, inputs: Arrays) -> np.ndarray:
    """By the root of the last axis's size."""
    return inputs[0] / np.float32(np.sqrt(inputs[0].shape[-1]))
