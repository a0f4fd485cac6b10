from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.training.crops import bird_crop, training_crop
from models.training.photos import cut


def test_a_bird_in_the_middle_is_cut_square_with_its_margin():
    rect = bird_crop(np.array([100, 80, 140, 100]), 320, 240, margin=0.1)
    assert rect.tolist() == [96, 66, 144, 114]


def test_a_bird_at_the_edge_moves_the_crop_inwards():
    rect = bird_crop(np.array([0, 0, 50, 50]), 320, 240, margin=0.1)
    assert rect.tolist() == [0, 0, 60, 60]


@given(
    seed=st.integers(0, 10_000),
    width=st.integers(20, 500),
    height=st.integers(20, 500),
    corner=st.tuples(st.floats(0, 0.9), st.floats(0, 0.9)),
    size=st.tuples(st.floats(0.01, 1), st.floats(0.01, 1)),
    boxes_count=st.integers(0, 1),
    has_bird=st.booleans(),
)
def test_training_crops_lie_in_the_photo(seed, width, height, corner, size, boxes_count, has_bird):
    low = np.array(corner) * (width, height)
    high = np.minimum(low + np.array(size) * (width, height), (width, height))
    boxes = np.array([[*low, *high]], np.float32)[:boxes_count]
    rng = np.random.default_rng(seed)
    left, top, right, bottom = training_crop(rng, boxes, width, height, has_bird)
    assert 0 <= left < right <= width + 1e-3
    assert 0 <= top < bottom <= height + 1e-3


def test_only_photos_without_birds_are_cut_into_small_parts():
    def least_area(has_bird: bool) -> float:
        rng = np.random.default_rng(5)
        rects = [training_crop(rng, np.zeros((0, 4)), 300, 200, has_bird) for _ in range(300)]
        return min((r[2] - r[0]) * (r[3] - r[1]) for r in rects) / (300 * 200)

    assert least_area(has_bird=True) >= 0.349
    assert least_area(has_bird=False) < 0.1


def test_cutting_takes_the_pixels_that_were_asked_for():
    pixels = np.zeros((60, 80, 3), np.uint8)
    pixels[20:40, 30:60] = (200, 100, 50)
    inner = cut(pixels, np.array([32, 22, 58, 38]), 16)
    assert (inner == (200, 100, 50)).all()
    half = cut(pixels, np.array([20, 20, 40, 40]), 20, mirrored=True)
    assert (half[:, :9] == (200, 100, 50)).all()
    assert (half[:, 11:] == 0).all()
