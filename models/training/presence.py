"""Weighs the detector's score against the classifier's "not a bird", by logistic regression.

The detector sees a photo at 224 pixels and errs on what looks like a bird from afar; the classifier
sees the box at its own size. What both say of the boxes in validation photos gives the weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from birdeye.packs.manifest import PresenceSpec
from birdeye.vision.presence import probability

from .boxes import iou
from .photos import Photo
from .precision import Found, matched

NEAR_A_BIRD = 0.1
"""A box that overlaps a bird by more without being its box is neither bird nor none."""


@dataclass(frozen=True)
class Answers:
    """Boxes (n, 4), the detector's scores (n,) and the classifier's "not a bird" (n,), a photo."""

    boxes: np.ndarray
    scores: np.ndarray
    not_a_bird: np.ndarray


def joined(answers: list[Answers], spec: PresenceSpec) -> list[tuple[np.ndarray, np.ndarray]]:
    """Boxes and joint probabilities of each photo, best first."""
    found = []
    for each in answers:
        pairs = zip(each.scores, each.not_a_bird, strict=True)
        scores = np.array([probability(float(s), float(p), spec) for s, p in pairs])
        order = np.argsort(-scores, kind="stable")
        found.append((each.boxes[order], scores[order]))
    return found


def judged_boxes(
    photos: list[Photo], indices: list[int], answers: list[Answers]
) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds (n, 2) of what both networks say of a box, and whether it is a bird's (n,).

    Boxes of which the annotations do not tell are left out: near a bird without being its box, and
    apart from the one boxed bird where others may be unboxed.
    """
    odds, birds = [], []
    for i, each in zip(indices, answers, strict=True):
        photo = photos[i]
        truth = np.array(photo.boxes_xyxy, np.float32).reshape(-1, 4)
        hit = matched(Found(each.boxes, each.scores, truth, photo.width * photo.height)) >= 0
        near = np.zeros(len(hit)) if not len(truth) else iou(each.boxes, truth).max(1, initial=0)
        unclear = ~hit & (near > NEAR_A_BIRD)
        if photo.has_bird and not photo.boxes_complete:
            unclear |= ~hit
        told = np.stack([each.scores, each.not_a_bird], 1)[~unclear].astype(np.float64)
        odds.append(np.log((told + 1e-4) / (1 - told + 1e-4)))
        birds.append(hit[~unclear])
    return np.concatenate(odds), np.concatenate(birds)
