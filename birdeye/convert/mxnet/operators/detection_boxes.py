"""Box operators of Gluon's detectors: suppression of rows and decoding of box corrections.

Sources: MXNet 1.9.1 `contrib/bounding_box-inl.h` and `contrib/bounding_box-common.h`.
"""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.operators.detection_suppression import (
    best_first,
    by_class,
    column,
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


@converts("_contrib_box_nms")
def convert_box_nms(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """The surviving rows, best first, then rows of -1: the shape of the input, ``(..., N, W)``.

    A row takes part if its score exceeds ``valid_thresh``; it is suppressed where IoU > threshold
    with a better row, of the same class unless ``force_suppress``.
    """
    data = builder.input(node, 0)
    attributes = node.attributes
    count, width = _size(node, data)
    rows = builder.reshape(data, [_batch(data), count, width])
    score_index = attributes.integer("score_index", 1)
    id_index = attributes.integer("id_index", -1)
    start = attributes.integer("coord_start", 2)
    _check_columns(node, width, score_index, id_index, start)
    topk = attributes.integer("topk", -1)
    if topk == 0:
        return data

    score = column(builder, rows, score_index)
    least = builder.constant(np.float32(attributes.number("valid_thresh", 0)))
    valid = builder.add("Greater", [score, least])
    if id_index >= 0:
        # The default of -1 drops the rows that Gluon marks as nothing.
        background = builder.constant(np.int64(attributes.integer("background_id", -1)))
        labels = builder.cast(column(builder, rows, id_index), np.int64)
        same = builder.add("Equal", [labels, background])
        valid = builder.add("And", [valid, builder.add("Not", [same])])
    candidates = scores_or_never(builder, score, valid)
    best, order = best_first(builder, candidates, min(topk, count) if topk > 0 else count)
    ranked = rows_at(builder, rows, order)

    boxes = builder.slice(ranked, [start], [start + 4], [2])
    source, target = (attributes.text(key, "corner") for key in ("in_format", "out_format"))
    if source == "center":
        boxes = _corners(builder, boxes)
    if id_index >= 0 and not attributes.boolean("force_suppress", False):
        labels = builder.cast(column(builder, ranked, id_index), np.int64)
        spread = by_class(builder, best, labels, _labels_in_use(builder, labels))
    else:
        spread = builder.add("Unsqueeze", [best, builder.integers([1])])
    threshold = float(np.float32(attributes.number("overlap_thresh", 0.5)))
    alive = survivors(builder, boxes, spread, threshold=threshold)
    alive = builder.add("And", [alive, is_candidate(builder, best)])

    # Survivors move up; among them the order stays.
    number = ranked.size(1)
    kept, places = best_first(builder, builder.cast(alive, np.float32), number)
    result = filled(builder, rows_at(builder, ranked, places), builder.cast(kept, np.bool_))
    result = padded(builder, result, count)
    if source != target:
        result = _reformatted(builder, result, start, width, to_corners=target == "corner")
    return builder.reshape(result, data.shape)


def _size(node: Node, data: Tensor) -> tuple[int, int]:
    if data.rank < 2 or any(not isinstance(size, int) for size in data.shape[1:]):
        raise CheckpointInvalid(node.described, f"its input has the shape {data.shape}")
    return data.size(-2), data.size(-1)


def _check_columns(node: Node, width: int, score: int, label: int, start: int) -> None:
    """Refuses columns that the rows do not have."""
    if not (0 <= score < width and label < width and 0 <= start <= width - 4):
        raise CheckpointInvalid(
            node.described, f"it reads columns that rows of {width} numbers do not have"
        )


def _batch(data: Tensor) -> int | str | None:
    """All leading dimensions as one."""
    if data.rank == 2:
        return 1
    if data.rank == 3:
        return data.shape[0]
    return int(np.prod(data.static_shape[:-2]))


def _labels_in_use(builder: SymbolBuilder, labels: Tensor) -> Tensor:
    """From the least to the greatest of ``labels``, one by one: int64 ``(C,)``."""
    one = builder.constant(np.int64(1))
    axes = list(range(labels.rank))
    low = builder.reduce("ReduceMin", labels, axes, keepdims=False)
    high = builder.reduce("ReduceMax", labels, axes, keepdims=False)
    return builder.add("Range", [low, builder.add("Add", [high, one]), one])


def _corners(builder: SymbolBuilder, boxes: Tensor) -> Tensor:
    """Boxes ``(..., 4)`` of centre and size as corners."""
    axis = boxes.rank - 1
    centre, size = (builder.slice(boxes, [at], [at + 2], [axis]) for at in (0, 2))
    half = builder.add("Div", [size, builder.constant(2.0)])
    ends = [builder.add("Sub", [centre, half]), builder.add("Add", [centre, half])]
    return builder.add("Concat", ends, axis=axis)


def _centres(builder: SymbolBuilder, boxes: Tensor) -> Tensor:
    """Boxes ``(..., 4)`` of corners as centre and size."""
    axis = boxes.rank - 1
    low, high = (builder.slice(boxes, [at], [at + 2], [axis]) for at in (0, 2))
    middle = builder.add("Div", [builder.add("Add", [low, high]), builder.constant(2.0)])
    return builder.add("Concat", [middle, builder.add("Sub", [high, low])], axis=axis)


def _reformatted(
    builder: SymbolBuilder, rows: Tensor, start: int, width: int, *, to_corners: bool
) -> Tensor:
    """``rows`` with their boxes in the other format, but for those whose first number is negative.

    MXNet means to leave out its rows of -1 by that, and leaves out boxes over the left edge too.
    """
    given = builder.slice(rows, [start], [start + 4], [2])
    boxes = _corners(builder, given) if to_corners else _centres(builder, given)
    first = builder.slice(rows, [start], [start + 1], [2])
    boxes = builder.add(
        "Where", [builder.add("Less", [first, builder.constant(0.0)]), given, boxes]
    )
    parts = []
    if start > 0:
        parts.append(builder.slice(rows, [0], [start], [2]))
    parts.append(boxes)
    if start + 4 < width:
        parts.append(builder.slice(rows, [start + 4], [width], [2]))
    return builder.add("Concat", parts, axis=2)


@converts("_contrib_box_decode")
def convert_box_decode(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Corner boxes ``(B, N, 4)`` from corrections and anchors, whose ``format`` is stated."""
    deltas, anchors = builder.inputs(node)
    attributes = node.attributes
    stds = np.array([attributes.number(f"std{index}", 1) for index in range(4)], np.float32)
    if attributes.text("format", "center") == "corner":
        anchors = _centres(builder, anchors)
    axis = anchors.rank - 1
    centre, size = (builder.slice(anchors, [at], [at + 2], [axis]) for at in (0, 2))
    shift, growth = (builder.slice(deltas, [at], [at + 2], [deltas.rank - 1]) for at in (0, 2))
    shift = builder.add("Mul", [shift, builder.constant(stds[:2])])
    growth = builder.add("Mul", [growth, builder.constant(stds[2:])])
    limit = attributes.number("clip", -1)
    if limit > 0:
        growth = builder.add("Min", [growth, builder.constant(np.float32(limit))])
    centre = builder.add("Add", [builder.add("Mul", [shift, size]), centre])
    half = builder.add("Mul", [builder.add("Exp", [growth]), size])
    half = builder.add("Div", [half, builder.constant(2.0)])
    ends = [builder.add("Sub", [centre, half]), builder.add("Add", [centre, half])]
    return builder.add("Concat", ends, axis=ends[0].rank - 1)
