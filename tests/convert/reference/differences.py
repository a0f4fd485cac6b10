"""How far two answers of a network are apart, by the rule for its kind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RELATIVE = 1e-4
SCORE = 1e-4
COORDINATE = 1e-4
"""Of the side of the image."""
TIE = 2e-6
"""Scores as near as this are equal but for the order of float32 additions."""
RIVALS = (0.3, 0.95)
"""Overlap of two boxes of which one suppresses the other, and that are not one box misplaced."""
RARE = 100
"""At least as many rows are paired for each pair of near-ties."""


@dataclass(frozen=True)
class Difference:
    """The largest differences between MXNet's answer and ours.

    For a classifier ``relative`` is the largest difference over the largest value. For a detector
    ``rows`` of MXNet have a partner of the same class, with score and box within the limits;
    ``lonely`` have none, on either side. ``swapped`` are pairs of near-ties: two boxes of one class
    with the same score that overlap so much that only one survives, on either side another.
    """

    relative: float = 0.0
    rows: int = 0
    lonely: int = 0
    swapped: int = 0
    score: float = 0.0
    coordinate: float = 0.0

    @property
    def is_small(self) -> bool:
        """Whether the answers are the same within the limits."""
        return (
            self.relative <= RELATIVE
            and self.lonely == 0
            and self.swapped * RARE <= self.rows
            and self.score <= SCORE
            and self.coordinate <= COORDINATE
        )

    def __or__(self, other: Difference) -> Difference:
        """The worse of both."""
        return Difference(
            max(self.relative, other.relative),
            self.rows + other.rows,
            self.lonely + other.lonely,
            self.swapped + other.swapped,
            max(self.score, other.score),
            max(self.coordinate, other.coordinate),
        )


def between_vectors(ours: np.ndarray, theirs: np.ndarray) -> Difference:
    """Of two classifiers' outputs."""
    if ours.shape != theirs.shape or not np.isfinite(ours).all():
        return Difference(relative=float("inf"))
    return Difference(relative=float(np.abs(ours - theirs).max() / np.abs(theirs).max()))


def between_rows(ours: np.ndarray, theirs: np.ndarray, side: float) -> Difference:
    """Of two detectors' rows ``(N, 6)``: class, score, box; rows of class -1 do not count.

    Rows are paired by class and then by nearness, so that near-ties may swap. ``side`` is the
    length that coordinates are relative to.
    """
    ours, theirs = ours[ours[:, 0] >= 0], theirs[theirs[:, 0] >= 0]
    free = np.ones(len(ours), bool)
    paired, lonely, worst = 0, [], np.zeros(2)
    for row in theirs:
        gaps = np.stack(
            [np.abs(ours[:, 1] - row[1]), np.abs(ours[:, 2:] - row[2:]).max(axis=1) / side]
        )
        near = free & (ours[:, 0] == row[0]) & (gaps[0] <= SCORE) & (gaps[1] <= COORDINATE)
        if not near.any():
            lonely.append(row)
            continue
        place = int(np.where(near, gaps.max(axis=0), np.inf).argmin())
        free[place] = False
        paired += 1
        worst = np.maximum(worst, gaps[:, place])
    swapped = 0
    for row in lonely:
        rivals = np.flatnonzero(free & (ours[:, 0] == row[0]) & (abs(ours[:, 1] - row[1]) <= TIE))
        rivals = [
            place for place in rivals if RIVALS[0] < overlap(ours[place, 2:], row[2:]) < RIVALS[1]
        ]
        if rivals:
            free[rivals[0]] = False
            swapped += 1
    return Difference(
        rows=paired,
        lonely=len(lonely) - swapped + int(free.sum()),
        swapped=swapped,
        score=float(worst[0]),
        coordinate=float(worst[1]),
    )


def overlap(first: np.ndarray, second: np.ndarray) -> float:
    """Intersection over union of two corner boxes."""
    sides = np.minimum(first[2:], second[2:]) - np.maximum(first[:2], second[:2])
    shared = np.maximum(sides, 0).prod()
    union = (first[2:] - first[:2]).prod() + (second[2:] - second[:2]).prod() - shared
    return float(shared / union) if union > 0 else 0.0
