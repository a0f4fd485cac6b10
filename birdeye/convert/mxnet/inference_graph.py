"""Turns the training graph into the inference graph, without labels and training branches.

A checkpoint saved during training contains the training graph. What is cut, and why that is enough:

- The label inputs of loss heads (`SoftmaxOutput` and its kind); the head itself becomes its
  inference form when it is converted.
- An SSD training graph has the heads [cls_prob, loc_loss, cls_label, det_out]. MultiBoxDetection
  feeds `det_out`; it becomes the only head, so that MultiBoxTarget and the losses die
  (`example/ssd/symbol/symbol_builder.py`).
- A Faster R-CNN training graph has a Custom operator `proposal_target` between Proposal and
  ROIPooling, which picks regions by their labels. The regions bypass it, their number becomes that
  of testing, and the heads become regions, class probabilities and box corrections, found by where
  the labels and the target boxes went (`example/rcnn/symnet`, `example/rcnn/rcnn/symbol`).
- A network trained with a custom loss has it as a head, beside its answer
  (``Group([MakeLoss(...), BlockGrad(answer)])``). Heads that repeat a label, or depend on one, are
  dropped where another head remains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from birdeye.convert.mxnet.attributes import Attributes
from birdeye.convert.mxnet.operator_names import LABEL_SLOTS
from birdeye.convert.mxnet.operator_traits import (
    KEEP_ORDER,
    TRAINING_ONLY,
    is_proposal,
    is_proposal_target,
    origin,
)
from birdeye.convert.mxnet.symbol_graph import Node, Output, SymbolGraph
from birdeye.domain.errors import CheckpointInvalid

TEST_PROPOSALS = {"rpn_pre_nms_top_n": "6000", "rpn_post_nms_top_n": "300"}
"""How many regions example/rcnn keeps when it tests; training keeps 12000 and 2000."""

_SUBTRACTIONS = ("elemwise_sub", "broadcast_sub")
_LABEL_NAME = re.compile(r"(?:^|_)(?:label|labels|target|targets|gt)(?:\d*$|_)", re.IGNORECASE)


def for_inference(graph: SymbolGraph) -> SymbolGraph:
    """The part of ``graph`` that inference needs, with the heads that are its results."""
    nodes = {node.id: _without_labels(node) for node in graph}
    targets = [node for node in graph if is_proposal_target(node)]
    detections = tuple(Output(node.id) for node in graph if _is_detection(node))
    if targets:
        heads = _two_stage_heads(graph, targets[0])
        nodes = _bypassed(nodes, targets[0])
    else:
        heads = detections or _without_losses(graph)
    return graph.rebuilt(nodes, heads)


def is_training_graph(graph: SymbolGraph) -> bool:
    """Whether ``graph`` contains what only training needs, beyond the label of a classifier."""
    return any(node.operator in TRAINING_ONLY or is_proposal_target(node) for node in graph)


def _is_detection(node: Node) -> bool:
    return node.operator == "_contrib_MultiBoxDetection"


def _without_labels(node: Node) -> Node:
    slots = LABEL_SLOTS.get(node.operator)
    if not slots:
        return node
    kept = tuple(source for slot, source in enumerate(node.inputs) if slot not in slots)
    return replace(node, inputs=kept)


def _two_stage_heads(graph: SymbolGraph, target: Node) -> tuple[Output, ...]:
    """(regions, class probabilities, box corrections) of a Faster R-CNN training graph.

    The outputs of `proposal_target` are regions, label, target boxes and their weights: the loss
    that reads the label contains the scores, and what the target boxes are subtracted from the
    corrections.
    """
    regions = target.inputs[0]
    scores = [
        Output(user.id)
        for user, slot in _users(graph, Output(target.id, 1))
        if slot in LABEL_SLOTS.get(user.operator, ())
    ]
    corrections = [
        user.inputs[0]
        for user, slot in _users(graph, Output(target.id, 2))
        if user.operator in _SUBTRACTIONS and slot == 1
    ]
    if len(scores) != 1 or len(corrections) != 1:
        raise CheckpointInvalid(
            graph.source,
            "it is a Faster R-CNN training graph whose losses are not those of example/rcnn, "
            "so scores and boxes cannot be distinguished",
            "Convert the test graph of the same network instead.",
        )
    return regions, scores[0], corrections[0]


def _users(graph: SymbolGraph, output: Output) -> list[tuple[Node, int]]:
    """All uses of an output, including through operators that pass it on."""
    found: list[tuple[Node, int]] = []
    for user, slot in graph.consumers(output):
        if user.operator in KEEP_ORDER:
            found.extend(_users(graph, Output(user.id)))
        else:
            found.append((user, slot))
    return found


def _bypassed(nodes: Mapping[int, Node], target: Node) -> dict[int, Node]:
    """The nodes with the regions led around ``target`` and the proposals of testing."""
    regions = target.inputs[0]
    rewired = {}
    for node in nodes.values():
        inputs = tuple(regions if source == (target.id, 0) else source for source in node.inputs)
        attributes = node.attributes
        if node.id == regions.node_id and is_proposal(node):
            attributes = Attributes({**attributes, **TEST_PROPOSALS}, subject=node.described)
        rewired[node.id] = replace(node, inputs=inputs, attributes=attributes)
    return rewired


def _without_losses(graph: SymbolGraph) -> tuple[Output, ...]:
    """The heads that say something about the picture; all of them if none does."""
    results = tuple(head for head in graph.heads if not _is_loss(graph, head))
    return tuple(dict.fromkeys(results or graph.heads))


def _is_loss(graph: SymbolGraph, head: Output) -> bool:
    """Whether a head only serves training: a loss, or a label passed through."""
    source = origin(graph, head, KEEP_ORDER)
    needed = [graph.nodes[node_id] for node_id in _ancestors(graph, head)]
    if graph.node(source).is_variable and source != head:
        return True
    if any(_is_label(graph, node) for node in needed if node.is_variable):
        return True
    passes_on = graph.node(head).operator in KEEP_ORDER
    return passes_on and any(node.operator in TRAINING_ONLY for node in needed)


def _is_label(graph: SymbolGraph, variable: Node) -> bool:
    """Whether a variable is the expected answer of the network, by its name or by what reads it.

    A label that a loss head reads does not count: the head answers without it.
    """
    users = graph.consumers(Output(variable.id))
    if any(slot in LABEL_SLOTS.get(user.operator, ()) for user, slot in users):
        return False
    return bool(_LABEL_NAME.search(variable.name))


def _ancestors(graph: SymbolGraph, output: Output) -> set[int]:
    seen: set[int] = set()
    pending = [output.node_id]
    while pending:
        node_id = pending.pop()
        if node_id not in seen:
            seen.add(node_id)
            pending.extend(source.node_id for source in graph.nodes[node_id].inputs)
    return seen
