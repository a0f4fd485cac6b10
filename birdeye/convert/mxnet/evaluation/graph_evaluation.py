"""The walk over a network that evaluates it in numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from birdeye.convert.mxnet.checkpoint import Checkpoint
from birdeye.convert.mxnet.evaluation import (
    detection,
    layers,
    picking,
    pointwise,
    pooling,
    recurrent,
    regions,
    shaping,
)
from birdeye.convert.mxnet.registry import EVALUATIONS
from birdeye.convert.mxnet.symbol_graph import Output, SymbolGraph
from birdeye.domain.errors import OperatorUnsupported

assert all(
    (detection, layers, picking, pointwise, pooling, recurrent, regions, shaping)
)  # for their registrations


def evaluate_graph(
    checkpoint: Checkpoint, graph: SymbolGraph, feeds: Mapping[str, np.ndarray]
) -> list[np.ndarray]:
    """The outputs of an inference graph for these inputs, in the order of its heads.

    A tensor is dropped after its last use, so that the memory is that of the widest place. Raises
    `OperatorUnsupported` with all operators that cannot be evaluated.
    """
    unknown = [node.described for node in graph.operators if node.operator not in EVALUATIONS]
    if unknown:
        raise OperatorUnsupported(f"The check of “{checkpoint.name}”", unknown)
    uses_left = Counter(source for node in graph for source in node.inputs)
    uses_left.update(graph.heads)
    values: dict[Output, np.ndarray] = {}
    for node in graph:
        if node.is_variable:
            given = feeds.get(node.name)
            value = checkpoint.weight(node) if given is None else given
            results: tuple[np.ndarray, ...] = (value.astype(np.float32, copy=False),)
            if np.issubdtype(value.dtype, np.integer):
                results = (value,)
        else:
            with np.errstate(all="ignore"):
                result = EVALUATIONS[node.operator](
                    node, [values[source] for source in node.inputs]
                )
            results = result if isinstance(result, tuple) else (result,)
        for index, value in enumerate(results):
            values[Output(node.id, index)] = value
        for source in node.inputs:
            uses_left[source] -= 1
            if not uses_left[source]:
                values.pop(source, None)
    return [values[head] for head in graph.heads]
