"""What the classifier should say of a crop: the teacher's soft label blended with the name."""

from __future__ import annotations

import numpy as np

from .labels import LabelSpace
from .photos import Photo


class Targets:
    """Soft labels over our outputs for crops that the teacher has seen."""

    def __init__(
        self,
        photos: list[Photo],
        space: LabelSpace,
        ours: np.ndarray,
        shares: dict[str, float],
        temperature: float,
    ) -> None:
        self._known = ours >= 0
        self._fold = np.zeros((len(ours), space.outputs), np.float32)
        self._fold[np.flatnonzero(self._known), ours[self._known]] = 1
        self._temperature = temperature
        index = space.index()
        self.named = np.full(len(photos), -1, np.int64)
        self._share = np.zeros(len(photos), np.float32)
        self.weight = np.ones(len(photos), np.float32)
        for i, photo in enumerate(photos):
            if not photo.has_bird:
                self.named[i], self._share[i] = space.not_a_bird, shares["none"]
            elif photo.species in index:
                self.named[i] = index[photo.species]
                taught = self.named[i] < space.taught
                self._share[i] = shares["taught" if taught else "further"]
            elif photo.species:
                self._share[i], self.weight[i] = shares["outside"], 0.5

    def soft(self, logits: np.ndarray) -> np.ndarray:
        """The teacher's logits (n, 965) as probabilities over our outputs (n, outputs) float32."""
        z = logits.astype(np.float32) / self._temperature
        z = np.exp(z - z.max(1, keepdims=True))
        folded = z @ self._fold
        return folded / folded.sum(1, keepdims=True)

    def blend(self, photo: np.ndarray, logits: np.ndarray) -> np.ndarray:
        """Targets (n, outputs) for crops of photos (n,) with the teacher's logits (n, 965)."""
        share = self._share[photo][:, None]
        target = self.soft(logits) * (1 - share)
        named = np.flatnonzero(self.named[photo] >= 0)
        target[named, self.named[photo][named]] += share[named, 0]
        return target
