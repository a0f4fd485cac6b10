"""Tells for which species photos of strangers vouch: the built-in pack claims no others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LEAST_PHOTOS = 1
LEAST_RIGHT = 0.75
"""A species may be claimed that calibration holds so many photos of, and that was right so often,
four photos of average luck counted in, where it came first with a probability to speak of."""
WORTH_COUNTING = 0.3
_AVERAGE_PHOTOS = 4


@dataclass(frozen=True)
class Vouching:
    """For which species the calibration photos vouch: by how many there are, and by how often the
    species was right where it came first."""

    first: np.ndarray
    true: np.ndarray
    shown: np.ndarray
    counted: np.ndarray
    species: int

    @classmethod
    def by(cls, by_species: np.ndarray, true: np.ndarray, names: list[str]) -> Vouching:
        """From probabilities (n, species), the index of the right species of each row (-1 where the
        pack lacks it) and its name."""
        counted = by_species.max(axis=1) >= WORTH_COUNTING
        first = by_species.argmax(axis=1)
        _, shown = np.unique(names, return_inverse=True)
        return cls(first, true, shown, counted, by_species.shape[1])

    def of_all(self) -> np.ndarray:
        """Bool (species,): those that may be claimed."""
        return _vouched(*self._counts())

    def without_each(self) -> np.ndarray:
        """Bool (n,): whether the first choice of each photo could be claimed were it not for that
        photo, and where it is wrong, for all photos of the species that it shows.

        No threshold is fitted where the photo itself vouches for its species, or where another of
        the same two species shows that they are taken for each other.
        """
        photos, right, total = (counts[self.first] for counts in self._counts())
        hit = self.first == self.true
        pair = self.shown * self.species + self.first
        _, members = np.unique(pair, return_inverse=True)
        alike = np.bincount(members, weights=self.counted)[members]
        left_out = np.where(hit, self.counted, alike)
        return _vouched(photos - hit, right - (hit & self.counted), total - left_out)

    def _counts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        hit = self.first == self.true
        return (
            np.bincount(self.true[self.true >= 0], minlength=self.species),
            np.bincount(self.first[self.counted & hit], minlength=self.species),
            np.bincount(self.first[self.counted], minlength=self.species),
        )


def _vouched(photos: np.ndarray, right: np.ndarray, total: np.ndarray) -> np.ndarray:
    share = (right + LEAST_RIGHT * _AVERAGE_PHOTOS) / (total + _AVERAGE_PHOTOS)
    return (photos >= LEAST_PHOTOS) & (share >= LEAST_RIGHT)
