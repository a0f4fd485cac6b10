"""How detector and classifier are weighed against each other."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.workflows.calibration.boxes import fit


def test_fit_finds_the_weights_that_drew_the_answers():
    rng = np.random.default_rng(3)
    odds = rng.normal(0, 2, (40_000, 2))
    truth = 1.2 * odds[:, 0] - 0.6 * odds[:, 1] - 0.5
    is_bird = rng.random(len(odds)) < 1 / (1 + np.exp(-truth))
    assert fit(odds, is_bird) == pytest.approx((1.2, 0.6, -0.5), abs=0.05)


def test_a_classifier_that_errs_is_not_followed_backwards():
    rng = np.random.default_rng(4)
    odds = rng.normal(0, 2, (5_000, 2))
    is_bird = rng.random(len(odds)) < 1 / (1 + np.exp(-(odds[:, 0] + odds[:, 1])))
    _, classifier, _ = fit(odds, is_bird)
    assert classifier == 0.0
