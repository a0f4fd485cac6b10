from __future__ import annotations

import numpy as np
import pytest

from models.training.agreement import Rate, first_hits


def test_hits_among_the_first():
    scores = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0]])
    assert first_hits(scores, np.array([0, 2]), 1).tolist() == [True, False]
    assert first_hits(scores, np.array([0, 2]), 3).tolist() == [True, True]


def test_wilson_interval_of_a_published_case():
    # Newcombe 1998, table I: 81 of 263.
    assert Rate(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
