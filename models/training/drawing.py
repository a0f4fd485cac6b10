"""How often each photo is drawn: by species, so that common ones do not drown the others."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .photos import Photo

CAP = 150
"""A group is drawn no more often than if it had so many photos."""


def draw_rates(groups: list[tuple[str, str]], shares: dict[str, float]) -> np.ndarray:
    """Probabilities (n,) that add up to 1, of photos whose kind and group are given.

    Each kind has its share of the draws. Within it a group of n photos has the square root of n.
    """
    counts = Counter(groups)
    rates = np.array([min(counts[group], CAP) ** 0.5 / counts[group] for group in groups])
    kind = np.array([name for name, _ in groups])
    for name in set(kind.tolist()):
        rates[kind == name] *= shares[name] / rates[kind == name].sum()
    return rates / rates.sum()


def group_of(photo: Photo) -> tuple[str, str]:
    """A photo's kind and its species in it: by name, else as the teacher says, else its set."""
    group = photo.species or photo.teacher_first or photo.set
    if not photo.has_bird:
        return "birdless", group
    return ("scenes" if photo.is_scene else "birds"), group
