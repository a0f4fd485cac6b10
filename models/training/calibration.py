"""Makes probabilities honest and says from which on a name may be claimed.

Temperature scaling and the expected calibration error follow Guo et al. 2017, "On calibration of
modern neural networks".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .places import Places

BINS = 15
LEAST_CLAIMS = 20
"""A threshold counts only when at least so many photos back it."""


def calibration_file(places: Places, network: str) -> Path:
    """Where the stage `calibrate` keeps what it found for a network."""
    return places.folder(network) / "calibration.toml"


def read_calibration(places: Places, network: str) -> dict:
    """What the stage `calibrate` found last."""
    path = calibration_file(places, network)
    if not path.exists():
        raise SystemExit(f"There is no {path}: run the stage `calibrate {network}` first.")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities (n, outputs) of logits (n, outputs), in float64."""
    z = logits.astype(np.float64) / temperature
    z = np.exp(z - z.max(1, keepdims=True))
    return z / z.sum(1, keepdims=True)


def fit_temperature(logits: np.ndarray, wanted: np.ndarray) -> float:
    """The temperature under which the right outputs `wanted` (n,) are likeliest, 0.2 to 5."""

    def loss(log_t: float) -> float:
        p = softmax(logits, np.exp(log_t))[np.arange(len(wanted)), wanted]
        return float(-np.log(np.maximum(p, 1e-12)).mean())

    low, high, ratio = np.log(0.2), np.log(5.0), (5**0.5 - 1) / 2
    for _ in range(60):
        a, b = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, b) if loss(a) < loss(b) else (a, high)
    return float(np.exp((low + high) / 2))


@dataclass(frozen=True)
class Reliability:
    """How often the first choice is right, by its probability, in equal bins from 0 to 1."""

    confidence: np.ndarray
    accuracy: np.ndarray
    count: np.ndarray

    @property
    def ece(self) -> float:
        """The expected calibration error: the mean gap, weighted by the bins' counts."""
        filled = self.count > 0
        gaps = np.abs(self.confidence - self.accuracy)[filled] * self.count[filled]
        return float(gaps.sum() / self.count.sum())


def reliability(probability: np.ndarray, right: np.ndarray) -> Reliability:
    """Bins of first choices with `probability` (n,) and whether each was `right` (n,)."""
    bins = np.minimum((probability * BINS).astype(int), BINS - 1)
    count = np.bincount(bins, minlength=BINS)
    some = np.maximum(count, 1)
    return Reliability(
        np.bincount(bins, probability, BINS) / some,
        np.bincount(bins, right.astype(float), BINS) / some,
        count,
    )


def threshold_for(probability: np.ndarray, right: np.ndarray, precision: float = 0.9) -> float:
    """The least probability from which on claims are right with at least this precision.

    1.01, which no probability
    reaches, when no threshold with enough claims behind it is good enough.
    """
    order = np.argsort(-probability, kind="stable")
    total = np.arange(1, len(order) + 1)
    good = np.cumsum(right[order])
    enough = total >= LEAST_CLAIMS
    last_of_value = np.append(np.diff(probability[order]) != 0, True)
    fitting = np.flatnonzero(enough & last_of_value & (good / total >= precision))
    return float(probability[order][fitting[-1]]) if len(fitting) else 1.01


def vouched_species(named: np.ndarray, species: int, least: int = 3) -> np.ndarray:
    """Bool (species,): those of which the validation part holds at least so many photos."""
    counts = np.bincount(named[(named >= 0) & (named < species)], minlength=species)
    return counts >= least


def group_sums(probability: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Sums (n, groups) of probabilities (n, species) by the species' group (species,)."""
    sums = np.zeros((len(probability), int(group.max()) + 1))
    for g in range(sums.shape[1]):
        sums[:, g] = probability[:, group == g].sum(1)
    return sums
