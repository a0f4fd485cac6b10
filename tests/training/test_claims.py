"""What the recipe counts as a claim is what the program claims."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from birdeye.domain.identification import Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.vision.naming import Namer
from models.training.claims import RANKS, claims
from models.training.labels import LabelSpace

FAMILIES = {
    "Pica pica": "Crows", "Pica serica": "Crows", "Corvus corax": "Crows",
    "Parus major": "Tits", "Cyanistes caeruleus": "Tits",
}  # fmt: skip
FITTED = {
    "species_threshold": 0.6,
    "genus_threshold": 0.7,
    "family_threshold": 0.75,
    "claimable": ["Pica pica", "Parus major", "Cyanistes caeruleus"],
}


def test_claims_are_those_of_the_program():
    space = LabelSpace(tuple(FAMILIES), 5)
    rng = np.random.default_rng(8)
    probability = rng.dirichlet(np.full(6, 0.25), 400)
    shown = [SimpleNamespace(species=name) for name in rng.choice([*FAMILIES, ""], 400)]
    judged = SimpleNamespace(space=space, shown=shown, family_of=FAMILIES)
    rank, right = claims(judged, probability, FITTED)

    species = [Species(name, FAMILIES[name]) for name in FAMILIES]
    may = [name in FITTED["claimable"] for name in FAMILIES]
    spec = SimpleNamespace(
        **{k: v for k, v in FITTED.items() if k != "claimable"},
        not_a_bird=5,
        prior_exponent=0.0,
        congener_ratio=1.0,
        absent_congener_weight=0.0,
    )
    namer = Namer(Labels((*species, None), (*may, False)), spec)
    for row, number, good, photo in zip(probability, rank, right, shown, strict=True):
        claim = namer.name(row, 5).claim
        assert claim.rank is (Rank.NONE if number < 0 else Rank(RANKS[number]))
        name = photo.species
        truth = {Rank.SPECIES: name, Rank.GENUS: name.split(" ")[0]}
        expected = truth.get(claim.rank, FAMILIES.get(name, ""))
        assert good == (claim.rank is not Rank.NONE and name != "" and claim.taxon == expected)
    assert set(rank) == {-1, 0, 1, 2}
