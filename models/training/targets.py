"""What the classifier should say of a crop: what the teacher sees in it, and the photo's name."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .labels import LabelSpace
from .photos import Photo

LEAST = 1e-12
"""Least probability whose logarithm is taken."""


class Targets:
    """Soft labels over our outputs."""

    def __init__(
        self,
        photos: list[Photo],
        parts: list[str],
        space: LabelSpace,
        ours: np.ndarray,
        shares: dict[str, float],
    ) -> None:
        """`ours` gives our output for each of the teacher's; `shares` are the configuration's."""
        self._fold = np.zeros((len(ours), space.outputs), np.float32)
        self._taught = space.taught
        known = np.flatnonzero(ours >= 0)
        self._fold[known, ours[known]] = 1
        index = space.index()
        self.training_photos = Counter(
            photo.species for photo, part in zip(photos, parts, strict=True) if part == "train"
        )
        self.named = np.full(len(photos), -1, np.int64)
        self._share = np.zeros(len(photos), np.float32)
        for i, photo in enumerate(photos):
            if not photo.has_bird:
                self.named[i], self._share[i] = space.not_a_bird, shares["none"]
            elif photo.species in index:
                self.named[i] = index[photo.species]
                if self.named[i] >= space.taught:
                    self._share[i] = shares["further"]
                elif self.training_photos[photo.species] > 1 and not photo.doubted:
                    self._share[i] = shares["taught"]

    def soft(self, logits: np.ndarray) -> np.ndarray:
        """The teacher's logits (n, 965) as probabilities over our outputs (n, outputs) float32."""
        z = logits.astype(np.float32)
        z = np.exp(z - z.max(1, keepdims=True))
        folded = z @ self._fold
        return folded / folded.sum(1, keepdims=True)

    def taught_logits(self, soft: np.ndarray) -> np.ndarray:
        """The teacher's logits for the species that it knows, (n, taught) float32, from what
        `soft` gives.

        Only their differences mean anything, so that each row has a mean of 0.
        """
        logarithm = np.log(np.maximum(soft[:, : self._taught], LEAST))
        return logarithm - logarithm.mean(1, keepdims=True)

    def names(self, photo: np.ndarray, shown: np.ndarray) -> np.ndarray:
        """The part of the target (n, outputs) that the names of photos (n,) have.

        `shown` (n,) is false for a crop that may not hold the bird that the name means; that there
        is no bird holds of any crop.
        """
        outputs = self._fold.shape[1]
        share = np.where(shown | (self.named[photo] == outputs - 1), self._share[photo], 0)
        names = np.zeros((len(photo), outputs), np.float32)
        named = np.flatnonzero(share > 0)
        names[named, self.named[photo][named]] = share[named]
        return names

    @staticmethod
    def blend(names: np.ndarray, soft: np.ndarray) -> np.ndarray:
        """Targets (n, outputs): the names' part, and what is left by what `soft` gives."""
        return names + soft * (1 - names.sum(1, keepdims=True))
