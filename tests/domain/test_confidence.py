from __future__ import annotations

import math

import pytest

from birdeye.domain.confidence import confidence_of


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "almost certain"),
        (0.95, "almost certain"),
        (math.nextafter(0.95, 0), "highly likely"),
        (0.80, "highly likely"),
        (math.nextafter(0.80, 0), "likely"),
        (0.50, "likely"),
        (math.nextafter(0.50, 0), "uncertain"),
        (0.0, "uncertain"),
    ],
)
def test_confidence_word_at_its_bounds(probability, word):
    assert confidence_of(probability).value == word
