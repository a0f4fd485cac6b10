"""Photos as large as a camera's, made from small ones, for benchmarks."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

NOISE_SIGMA = 5.0
"""Grey levels: about what a camera leaves at ISO 800, and what makes the file as large."""

JPEG_QUALITY = 92


def make_large_photos(
    sources: list[Path], folder: Path, count: int, megapixels: float
) -> list[Path]:
    """``count`` JPEGs in ``folder``, each source enlarged in turn, each with noise of its own.

    Those that are there already are kept, so that a second run is quick.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [
        folder / f"{number:04}-{sources[number % len(sources)].stem}.jpg" for number in range(count)
    ]
    # One source at a time, so that it is enlarged once and memory stays small.
    for first, source in enumerate(sources[:count]):
        missing = [
            (number, paths[number])
            for number in range(first, count, len(sources))
            if not paths[number].exists()
        ]
        if missing:
            enlarged = _enlarged(source, megapixels)
            with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
                list(pool.map(lambda each: _write_noisy(enlarged, *each), missing))  # noqa: B023
    return paths


def _enlarged(source: Path, megapixels: float) -> np.ndarray:
    with Image.open(source) as image:
        factor = math.sqrt(megapixels * 1e6 / (image.width * image.height))
        size = (round(image.width * factor), round(image.height * factor))
        return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BICUBIC))


def _write_noisy(rgb_u8: np.ndarray, seed: int, path: Path) -> None:
    random = np.random.default_rng(seed)
    # One strip of noise, repeated at an offset of its own for each row of strips.
    strip = random.normal(0, NOISE_SIGMA, (256, rgb_u8.shape[1], 3)).astype(np.int16)
    noisy = np.empty_like(rgb_u8)
    for top in range(0, rgb_u8.shape[0], len(strip)):
        rows = rgb_u8[top : top + len(strip)]
        shifted = np.roll(strip, random.integers(rgb_u8.shape[1]), axis=1)[: len(rows)]
        noisy[top : top + len(strip)] = np.clip(rows + shifted, 0, 255)
    temporary = path.with_suffix(".part")
    Image.fromarray(noisy).save(temporary, "JPEG", quality=JPEG_QUALITY)
    temporary.replace(path)
