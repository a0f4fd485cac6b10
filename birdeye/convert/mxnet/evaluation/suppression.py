"""Greedy non-maximum suppression, one box after the other."""

from __future__ import annotations

import numpy as np


def overlaps(box: np.ndarray, others: np.ndarray, extra: float = 0.0) -> np.ndarray:
    """Intersection over union of one corner box with others ``(N, 4)``; 0 without overlap.

    ``extra`` is 1 for boxes with inclusive ends, as in Fast R-CNN.
    """
    box, others = box.astype(np.float32), others.astype(np.float32)
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    shared = np.prod(np.maximum(high - low + np.float32(extra), 0), axis=1)
    areas = np.prod(np.maximum(others[:, 2:] - others[:, :2] + np.float32(extra), 0), axis=1)
    area = np.prod(np.maximum(box[2:] - box[:2] + np.float32(extra), 0))
    union = area + areas - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)


def survivors(
    boxes: np.ndarray,
    threshold: float,
    *,
    classes: np.ndarray | None = None,
    or_equal: bool = False,
    extra: float = 0.0,
    limit: int | None = None,
) -> np.ndarray:
    """Which of ``boxes`` ``(N, 4)``, best first, survive: a bool mask.

    A box is suppressed by a better one, of its own class if ``classes`` are given, where
    IoU > ``threshold``, or >= with ``or_equal``. Stops after ``limit`` survivors.
    """
    alive = np.ones(len(boxes), bool)
    kept = np.zeros(len(boxes), bool)
    limit_of_overlap = np.float32(threshold)
    for place in range(len(boxes)):
        if not alive[place]:
            continue
        if limit is not None and kept.sum() >= limit:
            break
        kept[place] = True
        rest = slice(place + 1, None)
        overlap = overlaps(boxes[place], boxes[rest], extra)
        hit = overlap >= limit_of_overlap if or_equal else overlap > limit_of_overlap
        if classes is not None:
            hit &= classes[rest] == classes[place]
        alive[rest] &= ~hit
    return kept


def best_first(scores: np.ndarray) -> np.ndarray:
    """Places by falling score; equal scores keep their order."""
    return np.argsort(-scores.astype(np.float64), kind="stable")
