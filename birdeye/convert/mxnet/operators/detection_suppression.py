"""Non-maximum suppression in standard operators, shared by every detection operator.

ONNX's NonMaxSuppression suppresses where IoU > threshold, on areas without the +1 of old detection
code, and answers with indices, class after class. What MXNet's operators need is which rows of a
sorted list stay; so here it answers with a mask over the rows, for a whole batch at once.
"""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.tensors import Tensor

NEVER = np.float32(-1e30)
"""The score of a row that must neither survive nor suppress; below any score of a network."""

_FLOOR = np.float32(-1e29)


def at_or_above(threshold: float) -> float:
    """The threshold that makes "IoU > it" mean "IoU >= ``threshold``", both in float32."""
    return float(np.nextafter(np.float32(threshold), np.float32(0)))


def scores_or_never(builder: SymbolBuilder, scores: Tensor, valid: Tensor) -> Tensor:
    """``scores`` where ``valid``, `NEVER` elsewhere."""
    return builder.add("Where", [valid, scores, builder.constant(NEVER)])


def is_candidate(builder: SymbolBuilder, scores: Tensor) -> Tensor:
    """Whether a score is a number, as a bool tensor of the same shape."""
    return builder.add("Greater", [scores, builder.constant(_FLOOR)])


def best_first(builder: SymbolBuilder, scores: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The ``count`` best of ``scores`` ``(B, N)`` and their places, both ``(B, count)``.

    Equal scores keep their order, as under MXNet's stable sort.
    """
    return builder.add("TopK", [scores, builder.integers([count])], outputs=2, axis=1, largest=1)


def rows_at(builder: SymbolBuilder, rows: Tensor, order: Tensor) -> Tensor:
    """Of ``rows`` ``(B, N, W)`` those at ``order`` ``(B, K)``: ``(B, K, W)``."""
    width = rows.size(2)
    places = builder.add("Unsqueeze", [order, builder.integers([2])])
    places = builder.add("Tile", [places, builder.integers([1, 1, width])])
    return builder.add("GatherElements", [rows, places], axis=1)


def column(builder: SymbolBuilder, rows: Tensor, index: int) -> Tensor:
    """Column ``index`` of ``rows`` ``(B, N, W)``: ``(B, N)``."""
    return builder.add("Gather", [rows, builder.constant(np.int64(index))], axis=2)


def zeros_like(builder: SymbolBuilder, tensor: Tensor) -> Tensor:
    """float32 zeros of the shape of ``tensor``."""
    if all(isinstance(size, int) for size in tensor.shape):
        return builder.constant(np.zeros(tensor.static_shape, np.float32))
    return builder.add("ConstantOfShape", [builder.add("Shape", [tensor])])


def selected(
    builder: SymbolBuilder, boxes: Tensor, scores: Tensor, *, threshold: float, limit: int
) -> Tensor:
    """Greedy suppression of ``boxes`` ``(B, K, 4)`` where IoU > ``threshold``.

    ``scores`` is ``(B, C, K)``: classes do not suppress each other, a score of `NEVER` takes no
    part. Returns int64 ``(M, 3)``: image, class and row of each survivor, the best of a class
    first, at most ``limit`` a class. Raises ValueError for a negative threshold.
    """
    if threshold < 0:
        raise ValueError("a negative overlap threshold")
    return builder.add(
        "NonMaxSuppression",
        [
            boxes,
            scores,
            builder.constant(np.array([limit], np.int64)),
            builder.constant(np.array([min(threshold, 1.0)], np.float32)),
            builder.constant(np.array([_FLOOR], np.float32)),
        ],
        center_point_box=0,
    )


def survivors(builder: SymbolBuilder, boxes: Tensor, scores: Tensor, *, threshold: float) -> Tensor:
    """Which of the K rows survive `selected`: a bool mask ``(B, K)``."""
    count = boxes.size(1)
    chosen = selected(builder, boxes, scores, threshold=threshold, limit=count)
    places = builder.add("Gather", [chosen, builder.integers([0, 2])], axis=1)
    number = builder.add("Shape", [builder.add("Gather", [chosen, _first(builder)], axis=1)])
    ones = builder.add("Add", [builder.add("ConstantOfShape", [number]), builder.constant(1.0)])
    blank = zeros_like(builder, column(builder, boxes, 0))
    return builder.cast(builder.add("ScatterND", [blank, places, ones]), np.bool_)


def by_class(builder: SymbolBuilder, scores: Tensor, classes: Tensor, wanted: Tensor) -> Tensor:
    """``scores`` ``(B, K)`` spread over classes, ``(B, C, K)``: `NEVER` but in a row's own class.

    ``classes`` ``(B, K)`` holds each row's class, ``wanted`` ``(C,)`` the classes in order, both of
    one integer type.
    """
    own = builder.add("Unsqueeze", [classes, builder.integers([1])])
    every = builder.add("Unsqueeze", [wanted, builder.integers([0, 2])])
    spread = builder.add("Unsqueeze", [scores, builder.integers([1])])
    return scores_or_never(builder, spread, builder.add("Equal", [own, every]))


def filled(builder: SymbolBuilder, rows: Tensor, kept: Tensor) -> Tensor:
    """``rows`` ``(B, K, W)`` with -1 throughout unless ``kept`` ``(B, K)``."""
    mask = builder.add("Unsqueeze", [kept, builder.integers([2])])
    return builder.add("Where", [mask, rows, builder.constant(-1.0)])


def padded(builder: SymbolBuilder, rows: Tensor, count: int) -> Tensor:
    """``rows`` ``(B, K, W)`` with rows of -1 added until there are ``count``."""
    missing = count - rows.size(1)
    if not missing:
        return rows
    pads = builder.integers([0, 0, 0, 0, missing, 0])
    return builder.add("Pad", [rows, pads, builder.constant(-1.0)], mode="constant")


def _first(builder: SymbolBuilder) -> Tensor:
    return builder.constant(np.int64(0))
