"""What the program would claim of each photo of a part, and how often that is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .agreement import NAMED_SETS, Rate, rate
from .calibration import group_sums

if TYPE_CHECKING:
    from .judged import Judged

RANKS = ("species", "genus", "family")


def claims(judged: Judged, probability: np.ndarray, fitted: dict) -> tuple[np.ndarray, np.ndarray]:
    """Rank claimed (n,): index into `RANKS` or -1; and whether the claim is right (n,).

    The rule is that of `birdeye.vision.naming`: the first rank whose likeliest taxon reaches its
    threshold, species only where they may be claimed.
    """
    space = judged.space
    birds = probability[:, : space.not_a_bird]
    claimable = np.isin(np.array(space.species), fitted["claimable"])
    names = [p.species for p in judged.shown]
    rank, right = np.full(len(birds), -1), np.zeros(len(birds), bool)
    open_ = np.ones(len(birds), bool)
    for number, name in enumerate(RANKS):
        taxa = [_taxon(species, name, judged) for species in space.species]
        index = {taxon: i for i, taxon in enumerate(dict.fromkeys(taxa))}
        sums = group_sums(birds, np.array([index[taxon] for taxon in taxa]))
        best = sums.argmax(1)
        passed = open_ & (sums.max(1) >= fitted[f"{name}_threshold"])
        if name == "species":
            passed &= claimable[best]
        true = np.array([index.get(_taxon(n, name, judged), -1) if n else -1 for n in names])
        rank[passed], right[passed] = number, (best == true)[passed]
        open_ &= ~passed
    return rank, right


def _taxon(species: str, rank: str, judged: Judged) -> str:
    if rank == "species":
        return species
    return species.split()[0] if rank == "genus" else judged.family_of.get(species, "")


def claim_rates(judged: Judged, probability: np.ndarray, fitted: dict) -> dict[str, str]:
    """For each rank, how many photos it is claimed of and how often rightly, by set.

    Photos of birds without a name in the manifest are left out; a claim on a photo without a bird
    counts as wrong.
    """
    rank, right = claims(judged, probability, fitted)
    known = np.array([bool(p.species) or not p.has_bird for p in judged.shown])
    sets = np.array([p.set for p in judged.shown])
    figures = {}
    for number, name in enumerate(RANKS):
        claimed = known & (rank == number)
        figures[f"claimed {name}"] = str(Rate(int(claimed.sum()), int(known.sum())))
        figures[f"claimed {name}, right"] = str(rate(right[claimed]))
        for group in NAMED_SETS:
            among = claimed & (sets == group)
            figures[f"claimed {name} {group}, right"] = str(rate(right[among]))
    figures["not sure"] = str(rate((rank == -1)[known]))
    return figures
