"""The place of a photo moves probabilities before a bird is named; it never forbids a species."""

import numpy as np
import pytest

from birdeye.domain.boxes import Box
from birdeye.domain.identification import Bird, Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, InputSpec, OutputKind, ResizeRule
from birdeye.vision.expected import Expected
from birdeye.vision.naming import Namer

SPECIES = tuple(
    Species(name, "Hawks") for name in ("Astur gentilis", "Astur cooperii", "Buteo buteo")
)
AMERICAN = Species("Astur atricapillus", "Hawks")
SPEC = ClassifierSpec(
    file="",
    sha256="",
    input=InputSpec(8, 8, ResizeRule.STRETCH),
    output=OutputKind.PROBABILITIES,
    species_threshold=0.7,
    genus_threshold=0.8,
    family_threshold=0.9,
)


@pytest.fixture
def namer():
    labels = Labels(
        SPECIES, (True, True, True), may_also_be={"Astur gentilis": (AMERICAN.scientific_name,)}
    )
    return Namer(labels, SPEC)


def unexpected(*flags, **more):
    return Expected(np.array(flags, bool), **more)


def test_expected_species_come_before_one_that_does_not_occur(namer):
    row = np.array([0.0, 0.6, 0.4])
    assert namer.name(row, 1).candidates[0].species.scientific_name == "Astur cooperii"
    first, second = namer.name(row, 2, expected=unexpected(False, True, False)).candidates
    assert first.species.scientific_name == "Buteo buteo"
    assert first.by_looks == pytest.approx(0.4)
    assert first.probability > first.by_looks
    assert 0 < second.probability < second.by_looks == pytest.approx(0.6)


def test_a_vagrant_that_is_clearly_seen_still_wins(namer):
    naming = namer.name(np.array([0.0, 0.995, 0.005]), 1, expected=unexpected(False, True, False))
    assert (naming.claim.rank, naming.claim.taxon) == (Rank.SPECIES, "Astur cooperii")
    assert naming.claim.probability < 0.995


def test_an_unexpected_species_is_not_claimed_where_its_genus_has_another(namer):
    here = unexpected(False, True, False, outdone=frozenset((1,)))
    naming = namer.name(np.array([0.0, 0.98, 0.02]), 1, expected=here)
    assert (naming.claim.rank, naming.claim.taxon) == (Rank.GENUS, "Astur")
    assert naming.candidates[0].species.scientific_name == "Astur cooperii"  # still listed first
    clearly_seen = namer.name(np.array([0.0, 0.9999, 0.0001]), 1, expected=here)
    assert (clearly_seen.claim.rank, clearly_seen.claim.taxon) == (Rank.SPECIES, "Astur cooperii")


def test_nothing_changes_where_all_or_none_of_the_species_are_expected(namer):
    row = np.array([0.1, 0.5, 0.4])
    for flags in ((False, False, False), (True, True, True)):
        named = [
            each.probability for each in namer.name(row, 3, expected=unexpected(*flags)).candidates
        ]
        assert named == pytest.approx([0.5, 0.4, 0.1])


@pytest.mark.parametrize("row", np.random.default_rng(3).dirichlet(np.ones(3), 50))
def test_probabilities_stay_probabilities(row):
    weighed = unexpected(True, False, True).weigh(row)
    assert (weighed >= 0).all()
    assert weighed.sum() <= row.sum() + 1e-9


def test_a_split_is_claimed_only_where_the_place_settles_it(namer):
    row = np.array([0.95, 0.05, 0.0])
    assert namer.name(row, 1).claim.rank is Rank.GENUS
    here = unexpected(False, False, False, settled=frozenset((0,)))
    assert namer.name(row, 1, expected=here).claim.taxon == "Astur gentilis"
    in_america = unexpected(False, False, False, settled=frozenset((0,)), stands_for={0: AMERICAN})
    naming = namer.name(row, 1, expected=in_america)
    assert naming.claim.taxon == naming.candidates[0].species.scientific_name
    assert naming.claim.taxon == "Astur atricapillus"


def test_what_a_place_settled_stays_so_when_a_burst_votes(namer):
    settled = unexpected(False, False, False, settled=frozenset((0,)), stands_for={0: AMERICAN})
    namings = [namer.name(np.array([p, 1 - p, 0.0]), 3, expected=settled) for p in (0.95, 0.85)]
    birds = [Bird(Box(0, 0, 1, 1), 1.0, each.claim, each.candidates) for each in namings]
    assert namer.mean_claim(birds, (1.0, 1.0)).taxon == "Astur atricapillus"
    by_looks = [namer.name(np.array([0.95, 0.05, 0.0]), 3) for _ in range(2)]
    birds = [Bird(Box(0, 0, 1, 1), 1.0, each.claim, each.candidates) for each in by_looks]
    assert namer.mean_claim(birds, (1.0, 1.0)).rank is Rank.GENUS


@pytest.mark.parametrize("sure", [0.6, 0.97, 1.0])
def test_a_species_that_is_not_expected_is_marked_however_sure_it_is(namer, sure):
    row = np.array([0.0, sure, 1 - sure])
    here = unexpected(False, True, False)
    found = {
        each.species.scientific_name: each.is_unexpected
        for each in namer.name(row, 3, expected=here).candidates
    }
    assert found == {"Astur gentilis": False, "Astur cooperii": True, "Buteo buteo": False}


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        ((), {Rank.SPECIES: False, Rank.GENUS: True, Rank.FAMILY: True}),
        (("Astur",), {Rank.SPECIES: False, Rank.GENUS: False, Rank.FAMILY: True}),
        (("Astur", "Hawks"), {Rank.SPECIES: False, Rank.GENUS: False, Rank.FAMILY: False}),
    ],
)
def test_a_genus_or_family_is_unexpected_only_if_none_of_its_species_is(namer, absent, expected):
    here = unexpected(True, True, True, absent_taxa=frozenset(absent))
    naming = namer.name(np.array([0.5, 0.45, 0.05]), 3, expected=here)
    bird = Bird(Box(0, 0, 1, 1), 1.0, naming.claim, naming.candidates)
    taxa = {Rank.SPECIES: "Astur cooperii", Rank.GENUS: "Astur", Rank.FAMILY: "Hawks"}
    assert {rank: bird.is_expected(rank, taxon) for rank, taxon in taxa.items()} == expected
    assert bird.is_expected(Rank.FAMILY, "Owls") is None


def test_nothing_is_known_to_be_expected_without_a_place(namer):
    naming = namer.name(np.array([0.9, 0.1, 0.0]), 3)
    bird = Bird(Box(0, 0, 1, 1), 1.0, naming.claim, naming.candidates)
    assert bird.is_expected(Rank.FAMILY, "Hawks") is None
    assert not any(each.is_unexpected for each in naming.candidates)
