"""Weights the probabilities of a bird by where it was seen, as a separate step before naming.

A species that is not expected at the place keeps a share of its probability, so that a clearly
visible vagrant still comes first. If its genus has another species that is expected, however, it is
claimed only if it is almost certain: most wrong claims name a look-alike from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from birdeye.domain.identification import Rank
from birdeye.domain.plausibility import Circumstances
from birdeye.domain.species import Species

UNEXPECTED_WEIGHT = 0.2
"""The weight of a species that is not expected; that of an expected one is 1. See
models/README.md."""


LEFT_OPEN = 0.3
"""The share of what unexpected species lose that expected ones do not get: a bird that looks like a
species from elsewhere may be one that the pack does not know."""


@dataclass(frozen=True, eq=False)
class Expected:
    """What a place says about the species of a pack (`Labels.distinct_species`, by index).

    ``is_unexpected`` is bool of shape (species,); unknown counts as expected. ``settled`` are
    species for which the place rules out all that they may also be, so that they may be claimed.
    ``stands_for`` has the species that a split one means here. ``outdone`` are unexpected species
    whose genus has an expected one, whether or not the pack knows it. ``absent_taxa`` are the
    genera and families of which no species is expected, known to the pack or not.
    """

    is_unexpected: np.ndarray
    settled: frozenset[int] = frozenset()
    stands_for: Mapping[int, Species] = field(default_factory=dict)
    outdone: frozenset[int] = frozenset()
    absent_taxa: frozenset[str] = frozenset()

    def against(self, index: int, species: Species) -> Rank:
        """The coarsest rank at which the place speaks against ``species``, which has ``index``."""
        if not self.is_unexpected[index]:
            return Rank.NONE
        if species.family in self.absent_taxa:
            return Rank.FAMILY
        return Rank.GENUS if species.genus in self.absent_taxa else Rank.SPECIES

    def weigh(
        self, by_species: np.ndarray, unexpected: float = UNEXPECTED_WEIGHT, left: float = LEFT_OPEN
    ) -> np.ndarray:
        """``by_species``, float64 of shape (species,), weighted; its sum never grows."""
        weighed = by_species * np.where(self.is_unexpected, unexpected, 1.0)
        whole, total = by_species.sum(), weighed.sum()
        if total <= 0:
            return by_species
        open_total = total + left * (whole - total)
        return weighed * whole / np.where(self.is_unexpected, total, open_total)


Expecting = Callable[[Circumstances], Expected | None]
"""What the place of a photo says; None if nothing."""


def nothing_expected(_circumstances: Circumstances) -> None:
    """For photos that are named by their looks alone."""
