"""Shares of photos that do not all count alike, with their uncertainty."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

Z = 1.959964


@dataclass(frozen=True)
class Share:
    """A weighted share of ``n`` photos, with the 95 % interval of Wilson (1927) for as many photos
    of equal weight as these are worth (Kish 1965)."""

    value: float
    n: int
    effective_n: float

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end."""
        if not self.n:
            return (math.nan, math.nan)
        n, p = self.effective_n, self.value
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return (max(0.0, middle - half), min(1.0, middle + half))

    def __str__(self) -> str:
        if not self.n:
            return "none (n = 0)"
        low, high = self.interval
        return f"{100 * self.value:.1f} % ({100 * low:.1f}-{100 * high:.1f}, n = {self.n})"


def share(hits: np.ndarray, weights: np.ndarray) -> Share:
    """The share of ``hits`` (n,), each counting by its weight."""
    if not len(hits):
        return Share(math.nan, 0, 0.0)
    total = float(weights.sum())
    return Share(float(weights[hits].sum()) / total, len(hits), total**2 / float(weights @ weights))
