"""Leaves one box per bird if a detector (or two looks at the same place) gives several."""

from __future__ import annotations

import numpy as np

from birdeye.vision.detections import Detections


def overlaps(box_xyxy: np.ndarray, boxes_xyxy: np.ndarray, *, of_smaller: bool) -> np.ndarray:
    """The overlap of ``box_xyxy`` (4,) with each of ``boxes_xyxy`` (N, 4), from 0 to 1.

    The shared area is divided by the union of the two (IoU), or with ``of_smaller`` by the area of
    the smaller, which detects parts of a bird. Boxes without area have no overlap.
    """
    low = np.maximum(boxes_xyxy[:, :2], box_xyxy[:2])
    high = np.minimum(boxes_xyxy[:, 2:], box_xyxy[2:])
    shared = np.prod(np.clip(high - low, 0.0, None), axis=1)
    area = np.prod(np.clip(box_xyxy[2:] - box_xyxy[:2], 0.0, None))
    areas = np.prod(np.clip(boxes_xyxy[:, 2:] - boxes_xyxy[:, :2], 0.0, None), axis=1)
    whole = np.minimum(areas, area) if of_smaller else areas + area - shared
    return np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)


def suppress(
    detections: Detections, overlap_threshold: float, *, of_smaller: bool = False
) -> Detections:
    """Greedy non-maximum suppression: best first, without boxes that a better one covers.

    A box goes when its overlap with a better box that stays is greater than the threshold; of
    equal scores the earlier counts as better. ``of_smaller`` as in `overlaps`.
    """
    candidates = detections.by_score()
    kept = []
    while len(candidates):
        best = candidates.chosen(slice(1))
        rest = candidates.chosen(slice(1, None))
        kept.append(best)
        shares = overlaps(best.boxes_xyxy[0], rest.boxes_xyxy, of_smaller=of_smaller)
        candidates = rest.chosen(shares <= overlap_threshold)
    return Detections.joined(kept)
