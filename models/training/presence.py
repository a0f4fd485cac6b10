"""Weighs the detector's score against the classifier's "not a bird", by logistic regression.

The detector sees the whole photo and errs on what looks like a bird from afar; the classifier
sees the box at its own size. What both say of the boxes in validation photos gives the weights.
"""

from __future__ import annotations

import numpy as np

LEAST_SCORE = 0.10
"""Boxes with a lower score are rarely birds, and cost a look of the classifier each."""


def fit(
    odds: np.ndarray, is_bird: np.ndarray, counts: np.ndarray | None = None
) -> tuple[float, float, float]:
    """Weights of detector and classifier and the bias, by Newton's method; none is negative.

    Each row counts as often as ``counts`` (n,) says, once where it is None.
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
