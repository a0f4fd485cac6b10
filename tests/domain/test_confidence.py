from __future__ import annotations

import math

import pytest

from birdeye.domain.confidence import confidence_of


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "almost certain"),
        (0.85, "almost certain"),
        (math.nextafter(0.85, 0), "highly likely"),
        (0.65, "highly likely"),
        (math.nextafter(0.65, 0), "likely"),
        (0.25, "likely"),
        (math.nextafter(0.25, 0), "uncertain"),
        (0.0, "uncertain"),
    ],
)
def test_confidence_word_at_its_bounds(probability, word):
    assert confidence_of(probability).value == word
