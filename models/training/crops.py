"""Which rectangles of a photo the classifier and its teacher look at.

The detector will hand the program boxes that fit more or less tightly, so most crops of a boxed
photo are its boxes with uneven margins; the rest are random parts and whole photos.
"""

from __future__ import annotations

import numpy as np

MARGIN = 0.10
"""Margin on each side, as a share of the box's side, when the program cuts a bird out."""
LEAST_PART = 0.35
"""Least share of a photo that a random part of it shows, so that much of the bird is in it."""
LEAST_BIRDLESS_PART = 0.03
"""The same where there is no bird: detectors err on things of any size."""


def bird_crop(box_xyxy: np.ndarray, width: int, height: int, margin: float = MARGIN) -> np.ndarray:
    """The box with its margin, made square about its centre, moved or cut to lie in the photo.

    All figures by crop are measured on this. The program stretches the box with its margin instead
    (`square = false` in the pack): where a box nearly fills its photo, a square would need padding,
    which no training crop has.
    """
    x0, y0, x1, y1 = box_xyxy
    side = max(x1 - x0, y1 - y0) * (1 + 2 * margin)
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    w, h = min(side, width), min(side, height)
    left = min(max(cx - w / 2, 0), width - w)
    top = min(max(cy - h / 2, 0), height - h)
    return np.array([left, top, left + w, top + h], np.float32)


def whole_photo(width: int, height: int) -> np.ndarray:
    """The rectangle of the whole photo."""
    return np.array([0, 0, width, height], np.float32)


def random_part(
    rng: np.random.Generator, width: int, height: int, least: float = LEAST_PART
) -> np.ndarray:
    """A rectangle of `least` to all of the area with sides between 3:4 and 4:3 (Inception crop)."""
    for _ in range(8):
        area = width * height * rng.uniform(least, 1.0)
        aspect = np.exp(rng.uniform(np.log(3 / 4), np.log(4 / 3)))
        w, h = np.sqrt(area * aspect), np.sqrt(area / aspect)
        if w <= width and h <= height:
            left, top = rng.uniform(0, width - w), rng.uniform(0, height - h)
            return np.array([left, top, left + w, top + h], np.float32)
    return whole_photo(width, height)


def jittered_box(
    rng: np.random.Generator, box_xyxy: np.ndarray, width: int, height: int
) -> np.ndarray:
    """A box as detectors give them: each side moved by -8 % to +30 % of the box, often squared."""
    x0, y0, x1, y1 = box_xyxy
    w, h = x1 - x0, y1 - y0
    grow = rng.uniform(-0.08, 0.30, 4)
    loose = np.array([x0 - grow[0] * w, y0 - grow[1] * h, x1 + grow[2] * w, y1 + grow[3] * h])
    if rng.random() < 0.75:
        return bird_crop(loose, width, height, margin=0.0)
    loose = np.clip(loose, 0, [width, height, width, height])
    return loose.astype(np.float32)


def training_crop(
    rng: np.random.Generator, boxes_xyxy: np.ndarray, width: int, height: int, has_bird: bool
) -> np.ndarray:
    """One random rectangle (4,) float32 of a photo whose boxes (n, 4), maybe none, are known."""
    draw = rng.random()
    if len(boxes_xyxy) and draw < 0.70:
        rect = jittered_box(rng, boxes_xyxy[rng.integers(len(boxes_xyxy))], width, height)
    elif draw < 0.90:
        least = LEAST_PART if has_bird else LEAST_BIRDLESS_PART
        rect = random_part(rng, width, height, least)
    else:
        rect = whole_photo(width, height)
    too_small = min(rect[2] - rect[0], rect[3] - rect[1]) < 8
    return whole_photo(width, height) if too_small else rect
