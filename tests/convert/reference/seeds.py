"""Weights and inputs that follow from a seed, so that none need to be stored.

numpy only: the MXNet interpreter and the project's own make the same arrays, each by itself. An
array depends on its name, its shape and the seed, never on the order in which arrays are made.
"""

from __future__ import annotations

import zlib

import numpy as np

SEED = 2017
"""Of all weights."""

RGB_MEAN = np.array([123.68, 116.779, 103.939], np.float32).reshape(1, 3, 1, 1)


def generator(seed: int, name: str) -> np.random.Generator:
    """A random stream of its own for one named array."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def seeded_weight(name: str, shape: tuple[int, ...], seed: int) -> np.ndarray:
    """A float32 array for the parameter ``name``, of a size that a trained network would have.

    Gammas differ from 1 throughout, also those under ``fix_gamma``, whose stored value must not
    matter. Variances are positive. Weights follow He et al. 2015 (fan in, ReLU).
    """
    random = generator(seed, name)
    if name.endswith("gamma"):
        values = random.uniform(0.6, 1.4, shape)
    elif name.endswith("beta"):
        values = random.normal(0, 0.2, shape)
    elif name.endswith("var"):
        values = random.uniform(0.5, 2.0, shape)
    elif name.endswith("mean"):
        values = random.normal(0, 0.3, shape)
    elif name.endswith("scale"):
        values = random.uniform(15, 25, shape)
    elif name.endswith("bias"):
        values = random.normal(0, 0.05, shape)
    else:
        fan_in = max(int(np.prod(shape[1:])), 1)
        values = random.normal(0, np.sqrt(2 / fan_in), shape)
    return values.astype(np.float32)


def seeded_images(shape: tuple[int, int, int, int], seed: int, span: str) -> np.ndarray:
    """Photo-like inputs ``(N, 3, H, W)`` float32: soft blotches with fine grain.

    Args:
        shape: N, channels, height, width.
        seed: another seed gives other images.
        span: ``"mean"``: 0-255 minus the RGB mean of 6.1-6.3; ``"raw"``: 0-255;
            ``"unit"``: about zero mean and unit deviation (Gluon's convention).
    """
    count, channels, height, width = shape
    random = generator(seed, "images")
    image = np.zeros(shape)
    for cell, strength in ((64, 60.0), (16, 40.0), (4, 20.0), (1, 8.0)):
        rows, columns = -(-height // cell), -(-width // cell)
        coarse = random.normal(0, strength, (count, channels, rows, columns))
        image += coarse.repeat(cell, axis=2).repeat(cell, axis=3)[:, :, :height, :width]
    image = np.clip(image + 118, 0, 255)
    if span == "mean":
        image = image - RGB_MEAN
    elif span == "unit":
        image = (image / 255 - 0.45) / 0.225
    return image.astype(np.float32)
