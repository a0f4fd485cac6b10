"""Measures a classifier on one fixed crop a photo, beside the teacher on the same crops."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .labels import LabelSpace
from .photos import Photo, PhotoStore, cut
from .targets import Targets
from .teacher import Shard

SURE = 0.7
"""The teacher is sure when its first choice has at least this probability."""
NAMED_SETS = ("cub50", "sg48", "one_each")


@dataclass(frozen=True)
class Rate:
    """How many of how many, with the 95 % interval of Wilson (1927)."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The share; nan of nothing."""
        return self.hits / self.n if self.n else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end of the 95 % interval."""
        if not self.n:
            return (math.nan, math.nan)
        z, n, p = 1.959964, self.n, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (max(0.0, middle - half), min(1.0, middle + half))

    def __str__(self) -> str:
        if not self.n:
            return "none (n = 0)"
        low, high = self.interval
        return f"{100 * self.value:.1f} % ({100 * low:.1f}-{100 * high:.1f}, n = {self.n})"


def rate(hits: np.ndarray) -> Rate:
    """The rate of a boolean array."""
    return Rate(int(hits.sum()), len(hits))


def predict(
    logits_of: Callable[[np.ndarray], np.ndarray], store: PhotoStore, shard: Shard, side: int
) -> np.ndarray:
    """Logits (n, outputs) on a shard's crops; `logits_of` takes (k, side, side, 3) float32."""
    out = []
    for start in range(0, len(shard.photo), 64):
        rows = range(start, min(start + 64, len(shard.photo)))
        crops = [cut(store[shard.photo[r]], shard.rect[r], side) for r in rows]
        out.append(logits_of(np.stack(crops).astype(np.float32)))
    return np.concatenate(out)


def first_hits(scores: np.ndarray, wanted: np.ndarray, among: int) -> np.ndarray:
    """Bool (n,): whether output `wanted` is among the `among` highest scores of its row."""
    own = scores[np.arange(len(scores)), wanted][:, None]
    return (scores > own).sum(1) < among


def measure(
    scores: np.ndarray, shard: Shard, photos: list[Photo], targets: Targets, space: LabelSpace
) -> dict[str, Rate]:
    """Agreement with the teacher, first and first-five hits by set, and birds told from none."""
    soft = targets.soft(shard.logits)
    sets = np.array([photos[i].set for i in shard.photo])
    bird = np.array([photos[i].has_bird for i in shard.photo])
    named = targets.named[shard.photo]
    agree = scores[:, : space.taught].argmax(1) == soft[:, : space.taught].argmax(1)
    sure = bird & (soft[:, : space.taught].max(1) >= SURE)
    rates = {
        "agree": rate(agree[bird]),
        "agree_sure": rate(agree[sure]),
        "agree_one_each": rate(agree[bird & (sets == "one_each")]),
        "agree_sure_one_each": rate(agree[sure & (sets == "one_each")]),
    }
    for name in NAMED_SETS:
        for among in (1, 5):
            known = bird & (sets == name) & (named >= 0)
            rates[f"top{among}_{name}"] = rate(first_hits(scores, named, among)[known])
            taught = known & (named < space.taught)
            hits = first_hits(soft, np.minimum(named, space.taught - 1), among)[taught]
            rates[f"teacher_top{among}_{name}"] = rate(hits)
    said_none = scores.argmax(1) == space.not_a_bird
    rates["none_is_none"] = rate(said_none[~bird])
    rates["bird_is_none"] = rate(said_none[bird])
    return rates
