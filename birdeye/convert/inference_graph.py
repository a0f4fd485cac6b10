"""From the graph that was trained to the graph that is run: labels and training branches go.

A checkpoint saved while training holds the training graph. What is cut, and why it is enough:

- the label inputs of loss heads (`SoftmaxOutput` and its kind); the head itself becomes its
  inference form when it is converted;
- in an SSD training graph the heads are [cls_prob, loc_loss, cls_label, det_out]; `det_out` is fed
  by MultiBoxDetection, which becomes the only head, so that MultiBoxTarget and the losses die
  (`example/ssd/symbol/symbol_builder.py`);
- heads that only repeat a label or a gradient blocker are dropped where another head remains.
"""

from __future__ import annotations

from dataclasses import replace

from birdeye.convert.operator_names import LABEL_SLOTS
from birdeye.convert.symbol_graph import Node, Output, SymbolGraph

_PASS_THROUGH = ("MakeLoss", "make_loss", "BlockGrad", "_copy")
_TRAINING_ONLY = ("_contrib_MultiBoxTarget", "smooth_l1")


def for_inference(graph: SymbolGraph) -> SymbolGraph:
    """The part of ``graph`` that inference needs, with the heads that are its results."""
    detections = tuple(Output(node.id) for node in graph if _is_detection(node))
    heads = detections if detections else _without_losses(graph)
    nodes = {node.id: _without_labels(node) for node in graph}
    return graph.rebuilt(nodes, heads)


def _is_detection(node: Node) -> bool:
    return node.operator == "_contrib_MultiBoxDetection"


def _without_labels(node: Node) -> Node:
    slots = LABEL_SLOTS.get(node.operator)
    if not slots:
        return node
    kept = tuple(source for slot, source in enumerate(node.inputs) if slot not in slots)
    return replace(node, inputs=kept)


def _without_losses(graph: SymbolGraph) -> tuple[Output, ...]:
    """The heads that say something about the picture; all of them if none does."""
    results = tuple(head for head in graph.heads if not _is_loss(graph, head))
    return tuple(dict.fromkeys(results or graph.heads))


def _is_loss(graph: SymbolGraph, head: Output) -> bool:
    """Whether a head only serves training: a loss, or a label passed through."""
    source = head
    while graph.node(source).operator in _PASS_THROUGH and graph.node(source).inputs:
        source = graph.node(source).inputs[0]
    if source == head:
        return False
    node = graph.node(source)
    return node.is_variable or any(
        graph.nodes[node_id].operator in _TRAINING_ONLY for node_id in _ancestors(graph, source)
    )


def _ancestors(graph: SymbolGraph, output: Output) -> set[int]:
    seen: set[int] = set()
    pending = [output.node_id]
    while pending:
        node_id = pending.pop()
        if node_id not in seen:
            seen.add(node_id)
            pending.extend(source.node_id for source in graph.nodes[node_id].inputs)
    return seen
