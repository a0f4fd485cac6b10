"""Changes crops, or lets two share one picture, so that no crop is ever seen twice."""

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
    rng: np.random.Generator, pixels: np.ndarray, *wanted: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Each crop blended with another ("mixup", Zhang et al. 2018) or with a patch of it laid over
    ("CutMix", Yun et al. 2019), and what is wanted of them, arrays (n, ...), in the same shares."""
    other = rng.permutation(len(pixels))
    share = rng.beta(0.4, 0.4, len(pixels)).astype(np.float32)
    share = np.maximum(share, 1 - share)
    if rng.random() < 0.5:
        wide = share[:, None, None, None]
        mixed = pixels * wide + pixels[other] * (1 - wide)
    else:
        mixed = pixels.copy()
        side = pixels.shape[1]
        for i, j in enumerate(other):
            x0, y0, x1, y1 = _patch(rng, side, 1 - share[i])
            mixed[i, y0:y1, x0:x1] = pixels[j, y0:y1, x0:x1]
            share[i] = 1 - (x1 - x0) * (y1 - y0) / side**2
    kept = share[:, None]
    return mixed, *(each * kept + each[other] * (1 - kept) for each in wanted)


def _patch(rng: np.random.Generator, side: int, area: float) -> tuple[int, int, int, int]:
    """A rectangle of about this share of a square, with sides between 2:3 and 3:2."""
    aspect = np.exp(rng.uniform(np.log(2 / 3), np.log(3 / 2)))
    w, h = (min(round(side * np.sqrt(area * a)), side) for a in (aspect, 1 / aspect))
    x0, y0 = int(rng.integers(0, side - w + 1)), int(rng.integers(0, side - h + 1))
    return x0, y0, x0 + w, y0 + h
