"""Changes crops in ways that leave the bird the same: mirror, colour, blur, JPEG, mixing."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def degrade(rng: np.random.Generator, rgb_u8: np.ndarray, blur: float, jpeg: float) -> np.ndarray:
    """A crop (s, s, 3) uint8 blurred and JPEG-compressed with these probabilities."""
    blurred, packed = rng.random() < blur, rng.random() < jpeg
    if not (blurred or packed):
        return rgb_u8
    image = Image.fromarray(rgb_u8)
    if blurred:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.2) * len(rgb_u8) / 128))
    if packed:
        memory = BytesIO()
        image.save(memory, "JPEG", quality=int(rng.integers(25, 75)))
        image = Image.open(memory)
    return np.asarray(image)


def colour(rng: np.random.Generator, pixels: np.ndarray, strength: float) -> np.ndarray:
    """Float32 crops (n, s, s, 3) with brightness, contrast, saturation and white balance moved."""
    n = len(pixels)

    def factor(spread: float) -> np.ndarray:
        return np.exp(rng.uniform(-spread, spread, (n, 1, 1, 1))).astype(np.float32)

    grey = (pixels @ LUMA)[..., None]
    pixels = grey + (pixels - grey) * factor(strength)
    middle = grey.mean((1, 2), keepdims=True)
    pixels = (pixels - middle) * factor(strength) + middle * factor(strength)
    balance = np.exp(rng.normal(0, strength * 0.2, (n, 1, 1, 3))).astype(np.float32)
    return np.clip(pixels * balance, 0, 255)


def mix(
    rng: np.random.Generator, pixels: np.ndarray, targets: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each crop blended with another and their targets likewise (Zhang et al. 2018, "mixup")."""
    other = rng.permutation(len(pixels))
    share = rng.beta(0.4, 0.4, len(pixels)).astype(np.float32)
    share = np.maximum(share, 1 - share)
    wide = share[:, None, None, None]
    mixed = pixels * wide + pixels[other] * (1 - wide)
    return mixed, targets * share[:, None] + targets[other] * (1 - share[:, None])
