from __future__ import annotations

import math

import pytest

from birdeye.domain.confidence import confidence_of, percent, percent_of


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


@pytest.mark.parametrize(
    ("probability", "figure"),
    [
        (0.9489, "94%"),
        (0.9499999, "94%"),
        (math.nextafter(0.95, 0), "94%"),
        (0.95, "95%"),
        (0.9551, "96%"),
        (0.7985, "79%"),
        (0.7949, "79%"),
        (0.4999, "49%"),
        (0.4949, "49%"),
        (0.009999, "<1%"),
        (0.990001, ">99%"),
    ],
)
def test_figure_is_rounded_but_never_up_to_a_surer_word(probability, figure):
    assert percent(probability) == figure


def test_word_is_that_of_the_figure_which_is_shown():
    for number in range(10_001):
        probability = number / 10_000
        shown = percent(probability)
        if shown[0] not in "<>":
            assert confidence_of(int(shown[:-1]) / 100) is confidence_of(probability), probability
            assert abs(int(shown[:-1]) - 100 * probability) < 1


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 300, "0%"),
        (1, 300, "<1%"),
        (3, 300, "1%"),
        (150, 300, "50%"),
        (239, 300, "80%"),
        (297, 300, "99%"),
        (299, 300, ">99%"),
        (300, 300, "100%"),
    ],
)
def test_all_and_none_of_what_was_counted_are_said_only_where_true(part, whole, shown):
    assert percent_of(part, whole) == shown
