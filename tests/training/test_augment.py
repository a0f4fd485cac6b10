"""Two crops that share a picture share their targets likewise."""

from __future__ import annotations

import numpy as np

from models.training.augment import mix


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
