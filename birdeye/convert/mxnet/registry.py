"""Which function converts, and which evaluates, which MXNet operator.

A converter reads its inputs with ``builder.inputs(node)`` (tensors with known shapes), emits ONNX
nodes with ``builder.add`` and returns its output, or a tuple of them for an operator with several
outputs. An evaluation takes the node and its inputs as arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from birdeye.convert.registry import Registry

if TYPE_CHECKING:
    from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
    from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
    from birdeye.convert.tensors import Tensor

Converter = Callable[["Node", "SymbolGraph", "SymbolBuilder"], "Tensor | tuple[Tensor, ...]"]
Arrays = Sequence[np.ndarray]
Evaluation = Callable[["Node", Arrays], "np.ndarray | tuple[np.ndarray, ...]"]

CONVERTERS: Registry[Converter] = Registry("converter")
converts = CONVERTERS.register

EVALUATIONS: Registry[Evaluation] = Registry("evaluation")
evaluates = EVALUATIONS.register
