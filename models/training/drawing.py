"""How often each photo is drawn: by species, so that common ones do not drown the others."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .photos import Photo

CAP = 150
"""A group is drawn no more often than if it had so many photos."""


def kind_of(photo: Photo) -> str:
    """Birds and scenes with birds are drawn apart from photos without any."""
    if not photo.has_bird:
        return "birdless"
    return "scenes" if photo.file.startswith("scenes/") else "birds"


def draw_rates(photos: list[Photo], among: np.ndarray, kinds: dict[str, float]) -> np.ndarray:
    """Probabilities (n,) of photos `among` (n,) that add up to 1.

    Each kind has its share of the draws. Within it a group of n photos has the square root of n:
    a species by name, else by what the teacher sees, else a set.
    """
    chosen = [photos[i] for i in among]
    groups = [
        (kind_of(photo), photo.species or photo.teacher_first or photo.set) for photo in chosen
    ]
    counts = Counter(groups)
    rates = np.array([min(counts[g], CAP) ** 0.5 / counts[g] for g in groups])
    kind = np.array([name for name, _ in groups])
    for name, share in kinds.items():
        rates[kind == name] *= share / max(rates[kind == name].sum(), 1e-12)
    return rates / rates.sum()
