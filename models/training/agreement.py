"""Measures a classifier on one fixed crop a photo, beside the teacher on the same crops."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .fixed_crops import FixedCrops
from .labels import LabelSpace
from .photos import Photo, PhotoStore, cut
from .targets import Targets

SURE = 0.7
"""The teacher is sure when its first choice has at least this probability."""
SURER = 0.9
"""From this probability on the teacher's word is taken for a name where a photo has none."""
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
    logits_of: Callable[[np.ndarray], np.ndarray], store: PhotoStore, crops: FixedCrops, side: int
) -> np.ndarray:
    """Logits (n, outputs) on fixed crops; `logits_of` takes (k, side, side, 3) uint8."""
    out = []
    for start in range(0, len(crops.photo), 64):
        rows = range(start, min(start + 64, len(crops.photo)))
        cuts = [cut(store[crops.photo[r]], crops.rect[r], side) for r in rows]
        out.append(logits_of(np.stack(cuts)))
    return np.concatenate(out)


def first_hits(scores: np.ndarray, wanted: np.ndarray, among: int) -> np.ndarray:
    """Bool (n,): whether output `wanted` is among the `among` highest scores of its row."""
    own = scores[np.arange(len(scores)), wanted][:, None]
    return (scores > own).sum(1) < among


BY_PHOTOS = {"0": (0, 0), "1": (1, 1), "2_4": (2, 4), "5_19": (5, 19), "20": (20, 10**9)}
"""Groups of species by how many photos of training bear their name."""


def measure_strangers(
    scores: np.ndarray,
    crops: FixedCrops,
    photos: list[Photo],
    targets: Targets,
    space: LabelSpace,
) -> dict[str, Rate]:
    """Hits on photos named in the label space, agreement with the teacher, birds told from none.

    `hit_*` are first hits by the number of training photos. As few strangers' photos have a name,
    what the teacher is sure of (at least `SURER`) counts there as a name, too.
    """
    soft = targets.soft(crops.logits)[:, : space.taught]
    bird = np.array([photos[i].has_bird for i in crops.photo])
    named = np.where(bird, targets.named[crops.photo], -1)
    birds = scores[:, : space.not_a_bird]
    known = named >= 0
    agree = birds.argmax(1) == soft.argmax(1)
    taught = np.flatnonzero(known & (named < space.taught))
    rates = {
        "top1": rate(first_hits(birds, named, 1)[known]),
        "top5": rate(first_hits(birds, named, 5)[known]),
        "teacher_top1": rate(first_hits(soft[taught], named[taught], 1)),
        "teacher_top5": rate(first_hits(soft[taught], named[taught], 5)),
        "agree": rate(agree[bird]),
        "agree_sure": rate(agree[bird & (soft.max(1) >= SURE)]),
        "none_is_none": rate((scores.argmax(1) == space.not_a_bird)[~bird]),
        "bird_is_none": rate((scores.argmax(1) == space.not_a_bird)[bird]),
    }
    unnamed = bird & np.array([not photos[i].species for i in crops.photo])
    meant = np.where(unnamed & (soft.max(1) >= SURER), soft.argmax(1), named)
    count = np.array([targets.training_photos[name] for name in (*space.species, "")])[meant]
    hit = birds.argmax(1) == meant
    for name, (least, most) in BY_PHOTOS.items():
        rates[f"hit_{name}"] = rate(hit[(meant >= 0) & (count >= least) & (count <= most)])
    return rates


def measure(
    scores: np.ndarray, crops: FixedCrops, photos: list[Photo], targets: Targets, space: LabelSpace
) -> dict[str, Rate]:
    """Agreement with the teacher, first and first-five hits by set, and birds told from none."""
    soft = targets.soft(crops.logits)
    sets = np.array([photos[i].set for i in crops.photo])
    bird = np.array([photos[i].has_bird for i in crops.photo])
    named = targets.named[crops.photo]
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
