"""Heads that compute a loss while training and something simple at inference."""

from __future__ import annotations

from birdeye.convert.mxnet.operator_traits import IDENTITIES
from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor


@converts("SoftmaxOutput")
def convert_softmax_output(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Softmax (`softmax_output-inl.h`); the label is cut before.

    Over axis 1 with `multi_output`, over the last with `preserve_shape`, otherwise over all but the
    first together. (For the last case with more than two axes, oneDNN builds of MXNet use the last
    axis; this follows MXNet's own kernel.)
    """
    data = builder.input(node, 0)
    if node.attributes.boolean("preserve_shape", False):
        return builder.add("Softmax", [data], axis=-1)
    if data.rank == 2 or node.attributes.boolean("multi_output", False):
        return builder.add("Softmax", [data], axis=1)
    flat = builder.add("Flatten", [data], axis=1)
    return builder.reshape(builder.add("Softmax", [flat], axis=1), data.shape)


@converts("LogisticRegressionOutput")
def convert_logistic_output(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Sigmoid."""
    return builder.add("Sigmoid", [builder.input(node, 0)])


@converts(
    "LinearRegressionOutput",
    "MAERegressionOutput",
    "SVMOutput",
    *sorted(IDENTITIES - {"Dropout"}),
)
def convert_identity(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The input itself; no node is emitted."""
    return builder.input(node, 0)


def _refuse_always(node: Node) -> str | None:
    always = node.attributes.get("mode", "training") == "always"
    return "mode=always draws at random in every run" if always else None


@converts("Dropout", unless=_refuse_always)
def convert_dropout(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The input itself: nothing is dropped at inference."""
    return builder.input(node, 0)
