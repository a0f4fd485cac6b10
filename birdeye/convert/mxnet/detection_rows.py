"""Adds to detectors the last steps that are host code in MXNet, so that they end in rows.

A row is [class, score, x1, y1, x2, y2], as an SSD's MultiBoxDetection yields them.

- A Faster R-CNN of example/rcnn ends in regions, class probabilities and box corrections. The rest
  (decoding, suppression class by class) is appended. The corrections of training are divided by
  deviations; checkpoints of MXNet up to 1.2 also store ``bbox_pred_weight_test`` and
  ``bbox_pred_bias_test`` with the deviations multiplied in (`rcnn/core/callback.py`). Where those
  exist they are used and the deviations are 1, as `rcnn/utils/load_model.py` does.
- A GluonCV detector ends in ids, scores and boxes in pixels; for a pack they are joined.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from birdeye.convert.mxnet.attributes import Attributes
from birdeye.convert.mxnet.operator_traits import (
    KEEP_ORDER,
    SOFTMAXES,
    is_proposal,
    is_proposal_target,
    origin,
)
from birdeye.convert.mxnet.operators.detection_rows import IMAGE_INFO, JOINED_ROWS, REGION_DETECTION
from birdeye.convert.mxnet.symbol_graph import Node, Output, SymbolGraph

DETECTION = "detection"
"""Name of the appended node, and so of the output."""

_STDS = (0.1, 0.1, 0.2, 0.2)


def with_detection_rows(
    graph: SymbolGraph, original: SymbolGraph, weights: Collection[str]
) -> SymbolGraph:
    """``graph`` with the host code of Faster R-CNN appended; any other graph unchanged.

    Args:
        graph: an inference graph.
        original: the graph of the file, whose training branch may state the deviations.
        weights: names of the stored arrays.
    """
    heads = _two_stage_heads(graph)
    if heads is None:
        return graph
    regions, scores, corrections = heads
    nodes = dict(graph.nodes)
    proposal = graph.node(regions)
    stds = _stated_stds(original)
    stored = _test_weights(graph, corrections, weights)
    if stored:
        nodes.update(stored)
        stds = (1.0, 1.0, 1.0, 1.0)
    attributes = {"stds": str(tuple(stds))}
    inputs = (regions, scores, corrections, proposal.inputs[2])
    return _ending_in(graph, nodes, REGION_DETECTION, inputs, attributes)


def on_fixed_canvas(graph: SymbolGraph, height: int, width: int) -> SymbolGraph:
    """``graph`` as a pack needs it: the photo is its only input, boxes are relative to the canvas.

    The photo is assumed to fill the canvas; a Faster R-CNN would otherwise need its size.
    """
    canvas = str((height, width))
    nodes: dict[int, Node] = {}
    for node in graph:
        if node.is_variable and node.name == "im_info":
            node = _node(node.id, IMAGE_INFO, node.name, (), {"canvas": canvas})
        elif node.operator == REGION_DETECTION:
            attributes = Attributes({**node.attributes, "relative": "True"}, subject=node.described)
            node = replace(node, attributes=attributes)
        nodes[node.id] = node
    if _is_gluon_detector(graph):
        return _ending_in(graph, nodes, JOINED_ROWS, graph.heads, {"canvas": canvas})
    return graph.rebuilt(nodes, graph.heads)


def ends_in_rows(graph: SymbolGraph) -> bool:
    """Whether the one output of ``graph`` is rows."""
    last = graph.node(graph.heads[0])
    return len(graph.heads) == 1 and last.operator in (
        "_contrib_MultiBoxDetection",
        REGION_DETECTION,
        JOINED_ROWS,
    )


def _ending_in(
    graph: SymbolGraph,
    nodes: Mapping[int, Node],
    operator: str,
    inputs: tuple[Output, ...],
    attributes: Mapping[str, str],
) -> SymbolGraph:
    last = _node(max(nodes) + 1, operator, DETECTION, inputs, attributes)
    return graph.rebuilt({**nodes, last.id: last}, (Output(last.id),))


def _node(
    node_id: int,
    operator: str,
    name: str,
    inputs: tuple[Output, ...],
    attributes: Mapping[str, str],
) -> Node:
    return Node(node_id, operator, name, inputs, Attributes(attributes, subject=name))


def _two_stage_heads(graph: SymbolGraph) -> tuple[Output, Output, Output] | None:
    """(regions, class probabilities, box corrections), or None for another kind of network."""
    if len(graph.heads) != 3:
        return None
    regions, scores, corrections = graph.heads
    proposal = graph.node(regions)
    if (
        is_proposal(proposal)
        and len(proposal.inputs) == 3
        and regions.index == 0
        and _origin(graph, scores).operator in SOFTMAXES
        and _origin(graph, corrections).operator in ("FullyConnected", "Convolution")
    ):
        return regions, scores, corrections
    return None


def _origin(graph: SymbolGraph, output: Output) -> Node:
    return graph.node(origin(graph, output, KEEP_ORDER))


def _stated_stds(original: SymbolGraph) -> tuple[float, ...]:
    """The deviations of the training graph's targets, or those of example/rcnn."""
    for node in original:
        if is_proposal_target(node):
            return node.attributes.numbers("box_stds", _STDS, length=4)
    return _STDS


def _test_weights(
    graph: SymbolGraph, corrections: Output, weights: Collection[str]
) -> dict[int, Node]:
    """The variables of the last layer under their ``_test`` names; empty if one is not stored."""
    layer = _origin(graph, corrections)
    renamed = {}
    for source in layer.inputs[1:]:
        variable = graph.node(source)
        name = f"{variable.name}_test"
        if name not in weights:
            return {}
        renamed[variable.id] = replace(variable, name=name)
    return renamed


def _is_gluon_detector(graph: SymbolGraph) -> bool:
    """Whether the heads are ids, scores and boxes of a network with box_nms."""
    return (
        len(graph.heads) == 3
        and all(graph.node(head).operator.startswith("slice") for head in graph.heads)
        and any(node.operator == "_contrib_box_nms" for node in graph)
    )
