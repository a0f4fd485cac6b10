from __future__ import annotations

import numpy as np
import pytest

from models.training.agreement import Rate, first_hits
from models.training.calibration import (
    fit_temperature,
    group_sums,
    reliability,
    softmax,
    threshold_for,
)


def test_temperature_finds_what_the_logits_were_multiplied_by():
    rng = np.random.default_rng(5)
    honest = rng.normal(0, 1.5, (20_000, 6))
    p = softmax(honest)
    wanted = (p.cumsum(1) > rng.random((20_000, 1))).argmax(1)
    assert fit_temperature(honest * 2.5, wanted) == pytest.approx(2.5, rel=0.03)


def test_calibration_error_of_a_case_by_hand():
    bins = reliability(np.array([0.95, 0.95, 0.5, 0.5]), np.array([True, True, True, False]))
    assert bins.ece == pytest.approx(0.5 * 0.05)


def test_the_threshold_is_the_lowest_that_is_still_precise():
    probability = np.concatenate([np.full(45, 0.9), np.full(30, 0.6), np.full(30, 0.3)])
    right = np.concatenate([np.arange(45) < 44, np.arange(30) < 24, np.arange(30) < 3])
    assert threshold_for(probability, right, 0.9) == 0.6  # 68 of 75
    assert threshold_for(probability, right, 0.95) == 0.9  # 44 of 45
    assert threshold_for(probability, right & False, 0.9) > 1


def test_sums_by_group():
    sums = group_sums(np.array([[0.1, 0.2, 0.7]]), np.array([0, 1, 0]))
    assert sums == pytest.approx(np.array([[0.8, 0.2]]))


def test_hits_among_the_first():
    scores = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0]])
    assert first_hits(scores, np.array([0, 2]), 1).tolist() == [True, False]
    assert first_hits(scores, np.array([0, 2]), 3).tolist() == [True, True]


def test_wilson_interval_of_a_published_case():
    # Newcombe 1998, table I: 81 of 263.
    assert Rate(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
