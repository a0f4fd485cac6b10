"""The end of a single-shot detector: decoding, choice of class, suppression."""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.operators.detection_suppression import (
    at_or_above,
    best_first,
    by_class,
    filled,
    is_candidate,
    padded,
    rows_at,
    scores_or_never,
    survivors,
)
from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid


@converts("_contrib_MultiBoxDetection")
def convert_multibox_detection(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Rows ``(B, N, 6)``: class (background not counted), score, x1, y1, x2, y2 relative to 1.

    As in MXNet 1.9.1 `contrib/multibox_detection.cc`: row 0 of the scores is the background
    whatever ``background_id`` says; scores fall from row to row; a suppressed row has class -1 and
    keeps its score and box. Rows cut by ``nms_topk`` are -1 throughout, where MXNet leaves
    arbitrary values beside the -1.
    """
    scores, offsets, anchors = builder.inputs(node)
    attributes = node.attributes
    threshold = attributes.number("nms_threshold", 0.5)
    topk = attributes.integer("nms_topk", -1)
    count, classes = _sizes(node, scores, anchors)
    suppress = 0 < threshold <= 1
    kept_count = min(topk, count) if suppress and topk > 0 else count

    foreground = builder.slice(scores, [1], [classes + 1], [1])
    best = builder.reduce("ReduceMax", foreground, [1], keepdims=False)
    place = builder.add("ArgMax", [foreground], axis=1, keepdims=0)
    least = builder.constant(np.float32(attributes.number("threshold", 0.01)))
    valid = builder.add("GreaterOrEqual", [best, least])
    candidates = scores_or_never(builder, best, valid)
    if suppress:
        score, order = best_first(builder, candidates, kept_count)
    else:
        # Valid rows move up but keep the order of their anchors.
        _, order = best_first(builder, builder.cast(valid, np.float32), kept_count)
        score = builder.add("GatherElements", [candidates, order], axis=1)
    boxes = _decoded(node, builder, offsets, anchors, order, count)
    own = builder.add("GatherElements", [place, order], axis=1)
    kept = is_candidate(builder, score)
    label = builder.cast(own, np.float32)
    if suppress:
        spread = (
            builder.add("Unsqueeze", [score, builder.integers([1])])
            if attributes.boolean("force_suppress", False)
            else by_class(builder, score, own, builder.constant(np.arange(classes)))
        )
        alive = survivors(builder, boxes, spread, threshold=at_or_above(threshold))
        label = builder.add("Where", [alive, label, builder.constant(-1.0)])
    rows = [builder.add("Unsqueeze", [part, builder.integers([2])]) for part in (label, score)]
    table = builder.add("Concat", [*rows, boxes], axis=2)
    return padded(builder, filled(builder, table, kept), count)


def _sizes(node: Node, scores: Tensor, anchors: Tensor) -> tuple[int, int]:
    """(anchors, classes without the background)."""
    if scores.rank != 3 or anchors.rank != 3 or scores.shape[2] != anchors.shape[1]:
        raise CheckpointInvalid(
            node.described, f"{scores.shape} scores do not fit {anchors.shape} anchors"
        )
    if scores.size(1) < 2:
        raise CheckpointInvalid(node.described, "it has no class beside the background")
    return scores.size(2), scores.size(1) - 1


def _decoded(
    node: Node, builder: SymbolBuilder, offsets: Tensor, anchors: Tensor, order: Tensor, count: int
) -> Tensor:
    """Corner boxes ``(B, K, 4)`` of the rows at ``order``."""
    variances = node.attributes.numbers("variances", (0.1, 0.1, 0.2, 0.2), length=4)
    table = builder.reshape(offsets, [offsets.shape[0], count, 4])
    offset = rows_at(builder, table, order)
    corners = builder.reshape(anchors, [count, 4])
    low = builder.slice(corners, [0], [2], [1])
    high = builder.slice(corners, [2], [4], [1])
    two = builder.constant(2.0)
    size = builder.add("Sub", [high, low])
    centre = builder.add("Div", [builder.add("Add", [low, high]), two])
    size, centre = (builder.add("Gather", [part, order], axis=0) for part in (size, centre))

    shift = builder.slice(offset, [0], [2], [2])
    growth = builder.slice(offset, [2], [4], [2])
    shift = builder.add("Mul", [shift, builder.constant(variances[:2], np.float32)])
    growth = builder.add("Mul", [growth, builder.constant(variances[2:], np.float32)])
    middle = builder.add("Add", [builder.add("Mul", [shift, size]), centre])
    half = builder.add("Div", [builder.add("Mul", [builder.add("Exp", [growth]), size]), two])
    low, high = builder.add("Sub", [middle, half]), builder.add("Add", [middle, half])
    boxes = builder.add("Concat", [low, high], axis=2)
    if not node.attributes.boolean("clip", True):
        return boxes
    return builder.add("Clip", [boxes, builder.constant(0.0), builder.constant(1.0)])
