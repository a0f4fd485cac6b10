"""A finished classifier's answers on the fixed crops of a part, and the truth beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .agreement import predict
from .classifier import logits_of
from .configs import read_config
from .fixed_crops import FixedCrops
from .labels import LabelSpace, read_label_space, read_species_table, teacher_to_ours
from .photos import Photo, PhotoStore, read_manifest
from .places import Places
from .resnet import Classifier
from .splits import read_splits
from .targets import Targets


@dataclass(frozen=True)
class Judged:
    """Logits (n, outputs) on a part's crops; `species` holds the true names, "" where unknown."""

    logits: np.ndarray
    crops: FixedCrops
    photos: list[Photo]
    targets: Targets
    space: LabelSpace
    family_of: dict[str, str]

    @property
    def shown(self) -> list[Photo]:
        """The photo behind each row."""
        return [self.photos[i] for i in self.crops.photo]

    @property
    def named(self) -> np.ndarray:
        """The right output of each row, -1 where the label space or the manifest has none."""
        return self.targets.named[self.crops.photo]


def judge(places: Places, net: Classifier, part: str, side: int) -> Judged:
    """Run the classifier over a part."""
    photos, space = read_manifest(places), read_label_space()
    store = PhotoStore(places, photos)
    config = read_config("classifier")
    ours = teacher_to_ours(places, space)
    targets = Targets(photos, read_splits(photos), space, ours, config["name_share"])
    crops = FixedCrops.read(places, part)
    logits = predict(logits_of(net), store, crops, side)
    families = {row["scientific_name"]: row["family"] for row in read_species_table(places)}
    return Judged(logits, crops, photos, targets, space, families)
