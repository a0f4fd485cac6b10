"""A rectangle in pixels of the upright photo, the coordinates that every layer uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Corners in pixels of the upright photo; x grows to the right, y downwards.

    ``x1 < x2`` and ``y1 < y2``; the far edges are exclusive, so that width is ``x2 - x1``.
    """

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def width(self) -> float:
        """Width in pixels, never negative."""
        return max(0.0, self.x2 - self.x1)

    @property
    def height(self) -> float:
        """Height in pixels, never negative."""
        return max(0.0, self.y2 - self.y1)

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height

    @property
    def center_xy(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2

    def as_tuple(self) -> tuple[float, float, float, float]:
        """(x1, y1, x2, y2)."""
        return self.x1, self.y1, self.x2, self.y2

    def scaled(self, factor_x: float, factor_y: float | None = None) -> Box:
        """The same box in a frame that is ``factor`` times as large."""
        factor_y = factor_x if factor_y is None else factor_y
        return Box(self.x1 * factor_x, self.y1 * factor_y, self.x2 * factor_x, self.y2 * factor_y)

    def shifted(self, dx: float, dy: float) -> Box:
        """The same box moved by (dx, dy) pixels."""
        return Box(self.x1 + dx, self.y1 + dy, self.x2 + dx, self.y2 + dy)

    def clipped(self, width: float, height: float) -> Box:
        """The part of the box that is in a photo of ``width`` x ``height`` pixels."""
        return Box(
            min(max(self.x1, 0.0), width),
            min(max(self.y1, 0.0), height),
            min(max(self.x2, 0.0), width),
            min(max(self.y2, 0.0), height),
        )

    def intersection_area(self, other: Box) -> float:
        """Square pixels that both boxes cover."""
        width = min(self.x2, other.x2) - max(self.x1, other.x1)
        height = min(self.y2, other.y2) - max(self.y1, other.y1)
        return max(0.0, width) * max(0.0, height)

    def iou(self, other: Box) -> float:
        """Intersection over union, 0 for boxes that do not touch or have no area."""
        shared = self.intersection_area(other)
        union = self.area + other.area - shared
        return shared / union if union > 0 else 0.0


SAME_BIRD_IOU = 0.5
"""Boxes with at least this overlap show the same bird, as in the evaluation of detectors (PASCAL
VOC)."""


def matched(old: Sequence[Box], new: Sequence[Box], least_iou: float) -> dict[int, int]:
    """For boxes of ``new`` (by index), the box of ``old`` for the same bird; each is used once.

    Two boxes match if their overlap is at least ``least_iou``; the pair with the largest overlap
    comes first, and of equals the earlier one.
    """
    pairs = sorted(
        (-share, old_number, new_number)
        for old_number, a in enumerate(old)
        for new_number, b in enumerate(new)
        if (share := a.iou(b)) >= least_iou
    )
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, old_number, new_number in pairs:
        if new_number not in partners and old_number not in taken:
            partners[new_number] = old_number
            taken.add(old_number)
    return partners
