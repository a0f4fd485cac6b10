"""Boxes with scores as two arrays, passed between decoding, suppression and the detector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """``boxes_xyxy`` is (N, 4) float64 and ``scores`` (N,) float64; the coordinates are defined by
    the owner."""

    boxes_xyxy: np.ndarray
    scores: np.ndarray

    def __post_init__(self) -> None:
        if self.boxes_xyxy.shape != (len(self.scores), 4) or self.scores.ndim != 1:
            raise ValueError(f"{self.boxes_xyxy.shape} boxes, {self.scores.shape} scores")

    def __len__(self) -> int:
        return len(self.scores)

    @classmethod
    def none(cls) -> Detections:
        """No box at all."""
        return cls(np.zeros((0, 4)), np.zeros(0))

    @classmethod
    def joined(cls, parts: Sequence[Detections]) -> Detections:
        """All boxes of ``parts``, which share their coordinates."""
        if not parts:
            return cls.none()
        return cls(
            np.concatenate([part.boxes_xyxy for part in parts]),
            np.concatenate([part.scores for part in parts]),
        )

    def chosen(self, which: np.ndarray | slice) -> Detections:
        """Those selected by a mask, a slice or an array of indices, in its order."""
        return Detections(self.boxes_xyxy[which], self.scores[which])

    def by_score(self) -> Detections:
        """The same, best first; equal scores keep their order."""
        return self.chosen(np.argsort(-self.scores, kind="stable"))

    def clipped(self, left: float, top: float, right: float, bottom: float) -> Detections:
        """Boxes cut to a rectangle, without those that become smaller than a pixel in either
        direction."""
        low, high = np.array([left, top] * 2), np.array([right, bottom] * 2)
        boxes = np.clip(self.boxes_xyxy, low, high)
        left_over = (boxes[:, 2:] - boxes[:, :2] >= 1.0).all(axis=1)
        return Detections(boxes[left_over], self.scores[left_over])
