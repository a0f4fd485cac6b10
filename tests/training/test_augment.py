"""Crops are changed within bounds, and two that share a picture share their targets likewise."""

from __future__ import annotations

import numpy as np

from models.training.augment import hide, mix, nudge


def test_a_nudged_rectangle_stays_near_and_in_the_photo():
    rng = np.random.default_rng(3)
    rect = np.array([10, 0, 60, 30], np.float32)
    moved = np.array([nudge(rng, rect, 64, 48, 0.1) for _ in range(500)])
    assert (moved[:, :2] >= 0).all() and (moved[:, 2] <= 64).all() and (moved[:, 3] <= 48).all()
    np.testing.assert_allclose(np.abs(moved - rect).max(0), [5, 3, 5, 3], atol=0.2)


def test_a_patch_covers_up_to_a_quarter():
    rng = np.random.default_rng(4)
    crop = np.full((40, 40, 3), 7, np.uint8)
    covered = [np.any(hide(rng, crop, 1.0) != 7, axis=2).mean() for _ in range(300)]
    assert 0.03 < np.min(covered) < np.max(covered) < 0.27
    assert hide(rng, crop, 0.0) is crop


def test_targets_are_mixed_as_the_pixels_are():
    """Crops of one colour each: what is left of a colour is its share of the target."""
    rng = np.random.default_rng(5)
    n = 6
    pixels = np.zeros((n, 32, 32, n), np.float32)
    pixels[np.arange(n), :, :, np.arange(n)] = 1
    for _ in range(40):
        mixed, targets = mix(rng, pixels, np.eye(n, dtype=np.float32))
        np.testing.assert_allclose(mixed.mean((1, 2)), targets, atol=1e-4)
        assert (targets.diagonal() >= 0.45).all()
