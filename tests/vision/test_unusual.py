"""Pictures without colour are told from those with little of it."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.domain.identification import Rank
from birdeye.vision.unusual import COLOURLESS, colour_spread, finest_rank


def grey():
    row = np.random.default_rng(3).integers(0, 256, (60, 80, 1), np.uint8)
    return np.repeat(row, 3, axis=2)


def test_colour_allows_a_species():
    crop = np.random.default_rng(4).integers(0, 256, (60, 80, 3), np.uint8)
    assert finest_rank(crop) is Rank.SPECIES


@pytest.mark.parametrize(
    "tone", [(1.0, 1.0, 1.0), (1.0, 0.85, 0.65), (0.6, 0.5, 0.9)], ids=["grey", "sepia", "infrared"]
)
def test_picture_in_one_tone_has_no_colour(tone):
    crop = np.round(grey() * np.array(tone)).astype(np.uint8)
    assert colour_spread(crop) < 0.5
    assert finest_rank(crop) is Rank.FAMILY


def test_one_strong_colour_all_over_is_no_toned_picture():
    crop = np.full((30, 30, 3), (200, 30, 60), np.uint8)
    assert colour_spread(crop) == pytest.approx(0, abs=1e-9)
    assert finest_rank(crop) is Rank.SPECIES


def test_black_is_no_error():
    assert finest_rank(np.zeros((30, 30, 3), np.uint8)) is Rank.FAMILY


def test_two_flat_colours_are_colour():
    crop = np.full((30, 30, 3), (60, 90, 200), np.uint8)
    crop[10:20, 10:20] = (220, 40, 40)
    assert finest_rank(crop) is Rank.SPECIES


def test_a_tenth_of_the_picture_in_colour_is_colour():
    crop = grey()
    crop[:, :8] = (180, 60, 40)
    assert colour_spread(crop) > 3 * COLOURLESS
