"""Overlap of boxes and suppression of doubles, in numpy; boxes are (left, top, right, bottom)."""

from __future__ import annotations

import numpy as np


def suppress(boxes: np.ndarray, scores: np.ndarray, least: float, overlap: float) -> list[int]:
    """Greedy non-maximum suppression: indices kept, best score first."""
    order = [int(i) for i in np.argsort(-scores, kind="stable") if scores[i] >= least]
    kept: list[int] = []
    for i in order[:400]:
        if not kept or iou(boxes[i : i + 1], boxes[kept]).max() < overlap:
            kept.append(i)
    return kept


def iou(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Intersection over union (len(a), len(b)) of corner boxes."""
    low, high = (
        np.maximum(a[:, None, :2], b[None, :, :2]),
        np.minimum(a[:, None, 2:], b[None, :, 2:]),
    )
    inner = np.clip(high - low, 0, None).prod(-1)
    area_a, area_b = (a[:, 2:] - a[:, :2]).prod(-1), (b[:, 2:] - b[:, :2]).prod(-1)
    return inner / np.maximum(area_a[:, None] + area_b[None] - inner, 1e-9)
