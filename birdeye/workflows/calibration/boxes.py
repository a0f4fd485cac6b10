"""Weighs the detector's score against the classifier's "not a bird", by logistic regression.

The detector sees a reduced photo and is fooled by what looks like a bird from afar; the classifier
sees the box enlarged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, OutputKind, PresenceSpec
from birdeye.vision.classifier import calibrated
from birdeye.vision.presence import probability
from birdeye.workflows.calibration.looks import LEAST_SCORE, Look

ALARMS = 0.04
"""The share of photos without birds in which one may be found."""
LEAST_THRESHOLD = 0.25
"""A box that is three times likelier not to be a bird never counts as one, however easy the photos
without birds were."""


@dataclass(frozen=True)
class Weighed:
    """``spec``, and the share of photos in which it finds a bird: of those without one (``alarms``)
    and with one (``found``)."""

    spec: PresenceSpec
    alarms: int
    found: int


def weigh(
    birds: Sequence[Look],
    none: Sequence[Look],
    spec: ClassifierSpec,
    labels: Labels,
    alarms: float = ALARMS,
) -> Weighed:
    """How both networks decide about a box, fitted to photos with and without birds, weighted
    equally.

    With the threshold, a bird is found in at most the share ``alarms`` of ``none``.
    """
    said_by_manifest = () if spec.not_a_bird is None else (spec.not_a_bird,)
    no_bird = sorted(labels.not_a_bird.union(said_by_manifest))

    def denied(look: Look) -> np.ndarray:
        at = calibrated(look.probabilities, OutputKind.PROBABILITIES, spec.temperature)
        return at[:, no_bird].sum(axis=1)

    boxes = [(look.scores[:1], denied(look)[:1], True) for look in birds if len(look.scores)]
    boxes += [(look.scores, denied(look), False) for look in none if len(look.scores)]
    told = np.array([pair for s, d, _ in boxes for pair in zip(s, d, strict=True)])
    is_bird = np.array([bird for s, _, bird in boxes for _ in s])
    odds = np.log((told + 1e-4) / (1 - told + 1e-4))
    weights = np.where(is_bird, len(is_bird) / is_bird.sum(), len(is_bird) / (~is_bird).sum())
    detector, classifier, bias = (round(w, 3) for w in fit(odds, is_bird, weights / 2))
    joint = PresenceSpec(LEAST_SCORE, 0.5, detector, classifier, bias)

    def best(look: Look) -> float:
        pairs = zip(look.scores.tolist(), denied(look).tolist(), strict=True)
        return max((probability(score, no, joint) for score, no in pairs), default=0.0)

    sure = np.sort([best(look) for look in none])[::-1]
    least = max(LEAST_THRESHOLD, float(sure[int(alarms * len(sure))]))
    threshold = math.ceil(least * 1000 + 1e-6) / 1000
    found = sum(best(look) >= threshold for look in birds)
    claimed = int((sure >= threshold).sum())
    return Weighed(replace(joint, threshold=min(1.0, threshold)), claimed, found)


def fit(
    odds: np.ndarray, is_bird: np.ndarray, counts: np.ndarray | None = None
) -> tuple[float, float, float]:
    """Weights of detector and classifier and the bias, by Newton's method; none is negative.

    Each row counts as often as ``counts`` (n,) says, once if it is None.
    """
    rows = np.column_stack([odds * [1, -1], np.ones(len(odds))])
    often = np.ones(len(odds)) if counts is None else counts
    weights = np.zeros(3)
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ weights))
        curvature = (rows * (often * p * (1 - p))[:, None]).T @ rows + 1e-3 * np.eye(3)
        step = rows.T @ (often * (p - is_bird)) + 1e-3 * weights
        weights -= np.linalg.solve(curvature, step)
    detector, classifier, bias = (float(w) for w in weights)
    return max(0.0, detector), max(0.0, classifier), bias
