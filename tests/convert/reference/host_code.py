"""The Python that runs after a Faster R-CNN in MXNet, written again in plain numpy.

Follows `example/rcnn/symdata/bbox.py` of 1.9.1 (``im_detect``) and shares no line with the
converter, so that the two can be compared.
"""

from __future__ import annotations

import numpy as np


def detection_rows(
    rois: np.ndarray,
    scores: np.ndarray,
    deltas: np.ndarray,
    im_info: np.ndarray,
    stds: tuple[float, ...] = (0.1, 0.1, 0.2, 0.2),
) -> np.ndarray:
    """Rows ``(M, 6)``: class without background, score, x1, y1, x2, y2 in unscaled pixels.

    Args:
        rois: ``(R, 5)``.
        scores: ``(..., R, C)`` probabilities.
        deltas: ``(..., R, 4 C)``.
        im_info: ``(1, 3)``: height, width, scale.
        stds: what the corrections are multiplied with.
    """
    scores = scores.reshape(-1, scores.shape[-1])
    deltas = deltas.reshape(len(scores), -1, 4) * np.float32(stds)
    height, width, scale = im_info[0]
    size = rois[:, 3:5] - rois[:, 1:3] + 1
    centre = rois[:, 1:3] + 0.5 * (size - 1)
    found = []
    for label in range(1, scores.shape[1]):
        middle = deltas[:, label, :2] * size + centre
        extent = np.exp(deltas[:, label, 2:]) * size
        boxes = np.concatenate([middle - 0.5 * (extent - 1), middle + 0.5 * (extent - 1)], axis=1)
        limit = np.float32([width - 1, height - 1, width - 1, height - 1])
        boxes = np.maximum(np.minimum(boxes, limit), 0) / scale
        likely = scores[:, label] > 1e-3
        boxes, score = boxes[likely], scores[likely, label]
        kept = suppressed(boxes, score, 0.3)
        rows = np.concatenate([np.full((len(score), 1), label - 1), score[:, None], boxes], axis=1)
        found.append(rows[kept])
    return np.concatenate(found).astype(np.float32)


def suppressed(boxes: np.ndarray, scores: np.ndarray, threshold: float) -> list[int]:
    """What survives greedy suppression with areas of the +1 kind; IoU <= threshold stays."""
    order = np.argsort(-scores, kind="stable")
    area = (boxes[:, 2] - boxes[:, 0] + 1) * (boxes[:, 3] - boxes[:, 1] + 1)
    kept = []
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(int(best))
        low = np.maximum(boxes[best, :2], boxes[rest, :2])
        high = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        extent = np.maximum(high - low + 1, 0)
        shared = extent[:, 0] * extent[:, 1]
        order = rest[shared / (area[best] + area[rest] - shared) <= threshold]
    return kept
