"""What an ONNX network does on its photo before any layer sees it."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import numpy_helper

from birdeye.convert.linear_change import NO_CHANGE, LinearChange

_MOVES = ("Identity", "Cast", "Transpose", "Reshape", "Squeeze", "Unsqueeze")
_ARITHMETIC = {"Add": "add", "Sub": "sub", "Mul": "mul", "Div": "div"}
_SMALL = 64


def followed(graph: onnx.GraphProto, name: str) -> LinearChange:
    """Constant arithmetic from the input ``name``, up to the first result that is also used
    elsewhere."""
    constants = _constants(graph)
    readers: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for source in node.input:
            readers.setdefault(source, []).append(node)
    change = NO_CHANGE
    while len(users := readers.get(name, [])) == 1:
        node = users[0]
        if node.op_type in _MOVES and node.input[0] == name:
            name = node.output[0]
            continue
        operation = _ARITHMETIC.get(node.op_type)
        if operation is None or len(node.input) != 2:
            break
        slot = list(node.input).index(name)
        constant = constants.get(node.input[1 - slot])
        if constant is None or (operation == "div" and slot == 1):
            break
        if operation == "sub" and slot == 1:
            operation = "rsub"
        changed = change.followed_by(operation, constant)
        if changed is None:
            break
        change, name = changed, node.output[0]
    return change


def _constants(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """Small constants by name, flat: of one number or of three."""
    found = {tensor.name: tensor for tensor in graph.initializer if np.prod(tensor.dims) <= _SMALL}
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute and node.attribute[0].HasField("t"):
            found[node.output[0]] = node.attribute[0].t
    values = {
        name: numpy_helper.to_array(tensor).astype(np.float64).reshape(-1)
        for name, tensor in found.items()
        if tensor.data_type in (1, 6, 7, 10, 11) and np.prod(tensor.dims) <= _SMALL
    }
    return {name: value for name, value in values.items() if value.size in (1, 3)}
