"""What kind of network an inference graph is, seen from its operators."""

from __future__ import annotations

from birdeye.convert.mxnet.operator_traits import (
    BATCH_NORMS,
    CONVOLUTIONS,
    KEEP_ORDER,
    SOFTMAXES,
    is_proposal,
    origin,
)
from birdeye.convert.mxnet.symbol_graph import Output, SymbolGraph
from birdeye.convert.network_kind import NetworkKind

_ENDS_OF_EMBEDDINGS = BATCH_NORMS | {"L2Normalization"}


def kind_of(graph: SymbolGraph) -> NetworkKind:
    """The kind of an inference graph."""
    operators = {node.operator for node in graph}
    if "_contrib_MultiBoxDetection" in operators:
        return NetworkKind.SSD
    if any(map(is_proposal, graph)):
        return NetworkKind.FASTER_RCNN
    if "_contrib_box_nms" in operators:
        return NetworkKind.GLUON_DETECTOR
    if len(graph.heads) == 1 and operators & (CONVOLUTIONS | {"FullyConnected"}):
        return _kind_of_single_head(graph)
    return NetworkKind.OTHER


def _kind_of_single_head(graph: SymbolGraph) -> NetworkKind:
    """One output may be classes, a feature vector, or a picture of classes."""
    last = graph.node(origin(graph, graph.heads[0], KEEP_ORDER))
    if last.operator in _ENDS_OF_EMBEDDINGS and _follows_dense_layer(graph, last.inputs[0]):
        return NetworkKind.EMBEDDING
    if "FullyConnected" not in {node.operator for node in graph} and _keeps_its_picture(graph):
        return NetworkKind.SEGMENTATION
    return NetworkKind.CLASSIFIER


def _follows_dense_layer(graph: SymbolGraph, output: Output) -> bool:
    return graph.node(origin(graph, output, KEEP_ORDER | BATCH_NORMS)).operator == "FullyConnected"


def _keeps_its_picture(graph: SymbolGraph) -> bool:
    """Whether nothing between a convolution and the answer reduces the full picture to one
    value."""
    gathers = {"Flatten", "Reshape", "mean", "sum", "max", "dot", "batch_dot", "squeeze"}
    for node in graph.operators:
        if node.operator in gathers:
            return False
        if node.operator.startswith("Pooling") and node.attributes.get("global_pool") in (
            "True",
            "1",
            "true",
        ):
            return False
    return True


def is_from_gluon(graph: SymbolGraph) -> bool:
    """Whether most of the layers are called `..._fwd`, as those of an exported Gluon block are.

    Not all, because GluonCV's detectors add layers to a network in the style of symbols.
    """
    named = [node for node in graph.operators if node.operator in BATCH_NORMS | CONVOLUTIONS]
    return 2 * sum(node.name.endswith("_fwd") for node in named) > len(named)


def yields_logits(graph: SymbolGraph) -> bool:
    """Whether a classifier ends without a softmax, as Gluon's exports do."""
    return graph.node(origin(graph, graph.heads[0], KEEP_ORDER)).operator not in SOFTMAXES
