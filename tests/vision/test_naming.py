"""Claims by hand-made cases: what is said, at which rank, and when nothing is."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.domain.identification import NOT_SURE, Claim, Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, InputSpec, OutputKind, ResizeRule
from birdeye.vision.expected import Expected
from birdeye.vision.naming import Namer

GREAT_TIT = Species("Parus major", "Tits")
GREEN_TIT = Species("Parus monticolus", "Tits")
BLUE_TIT = Species("Cyanistes caeruleus", "Tits")
ROBIN = Species("Erithacus rubecula", "Flycatchers")
NO_FAMILY = Species("Incertae sedis", "")

OUTPUTS = (GREAT_TIT, GREEN_TIT, BLUE_TIT, ROBIN, None, NO_FAMILY, GREAT_TIT)
"""The last: a second output for the same species."""


def namer(
    *,
    unclaimable=(),
    species=0.6,
    genus=0.7,
    family=0.8,
    congener_ratio=1.0,
    prior=0.0,
    photos=(),
    room=0.0,
    absent=(),
):
    spec = ClassifierSpec(
        "c.onnx",
        "0" * 64,
        InputSpec(16, 16, ResizeRule.STRETCH),
        OutputKind.LOGITS,
        species_threshold=species,
        genus_threshold=genus,
        family_threshold=family,
        not_a_bird=4,
        congener_ratio=congener_ratio,
        prior_exponent=prior,
        absent_congener_weight=room,
    )
    claimable = tuple(each is not None and each not in unclaimable for each in OUTPUTS)
    return Namer(Labels(OUTPUTS, claimable, training_photos=photos, absent_congeners=absent), spec)


@pytest.mark.parametrize(
    ("probabilities", "rank", "taxon", "probability"),
    [
        ([0.60, 0.10, 0.10, 0.10, 0.05, 0.05, 0.00], Rank.SPECIES, "Parus major", 0.60),
        ([0.31, 0.10, 0.10, 0.10, 0.05, 0.04, 0.30], Rank.SPECIES, "Parus major", 0.61),
        ([0.40, 0.35, 0.05, 0.10, 0.05, 0.05, 0.00], Rank.GENUS, "Parus", 0.75),
        ([0.30, 0.25, 0.27, 0.10, 0.05, 0.03, 0.00], Rank.FAMILY, "Tits", 0.82),
        ([0.30, 0.20, 0.20, 0.20, 0.05, 0.05, 0.00], Rank.NONE, "", 0.0),
        ([0.00, 0.00, 0.00, 0.00, 1.00, 0.00, 0.00], Rank.NONE, "", 0.0),
        ([0.05, 0.00, 0.00, 0.00, 0.40, 0.55, 0.00], Rank.NONE, "", 0.0),
        ([0.30, 0.00, 0.38, 0.32, 0.00, 0.00, 0.00], Rank.NONE, "", 0.0),
    ],
)
def test_claim_is_the_lowest_rank_that_passes(probabilities, rank, taxon, probability):
    claim = namer().name(np.array(probabilities), 3).claim
    assert (claim.rank, claim.taxon) == (rank, taxon)
    assert claim.probability == pytest.approx(probability)


def test_claim_of_a_genus_need_not_hold_the_likeliest_species():
    probabilities = np.array([0.30, 0.30, 0.0, 0.40, 0.0, 0.0, 0.0])
    claim = namer(species=0.5, genus=0.6).name(probabilities, 3).claim
    assert (claim.rank, claim.taxon) == (Rank.GENUS, "Parus")


def test_species_that_validation_cannot_vouch_for_is_claimed_as_its_genus():
    probabilities = np.array([0.9, 0.0, 0.05, 0.05, 0.0, 0.0, 0.0])
    named = namer(unclaimable=[GREAT_TIT]).name(probabilities, 3)
    assert named.claim == Claim(Rank.GENUS, "Parus", pytest.approx(0.9))
    assert named.candidates[0].species == GREAT_TIT


def test_no_place_vouches_for_a_species_that_validation_cannot_vouch_for():
    probabilities = np.array([0.9, 0.0, 0.05, 0.05, 0.0, 0.0, 0.0])
    unclaimable = namer(unclaimable=[GREAT_TIT])
    settled = Expected(np.zeros(5, bool), settled=frozenset((0,)))
    assert unclaimable.name(probabilities, 3, expected=settled).claim.taxon == "Parus"
    nothing_settled = Expected(np.zeros(5, bool))
    assert unclaimable.name(probabilities, 3, expected=nothing_settled).claim.taxon == "Parus"


@pytest.mark.parametrize(
    ("probabilities", "taxon"),
    [
        ([0.80, 0.08, 0.0, 0.12, 0.0, 0.0, 0.0], "Parus major"),
        ([0.79, 0.08, 0.0, 0.13, 0.0, 0.0, 0.0], "Parus"),
        ([0.0, 0.0, 0.1, 0.9, 0.0, 0.0, 0.0], "Erithacus rubecula"),
        ([0.45, 0.08, 0.0, 0.12, 0.0, 0.0, 0.35], "Parus major"),
    ],
)
def test_species_must_be_far_likelier_than_the_next_of_its_genus(probabilities, taxon):
    assert namer(congener_ratio=10.0).name(np.array(probabilities), 3).claim.taxon == taxon


@pytest.mark.parametrize(
    ("finest", "rank", "taxon"),
    [
        (Rank.SPECIES, Rank.SPECIES, "Parus major"),
        (Rank.GENUS, Rank.GENUS, "Parus"),
        (Rank.FAMILY, Rank.FAMILY, "Tits"),
    ],
)
def test_nothing_is_claimed_at_a_finer_rank_than_asked_for(finest, rank, taxon):
    claim = namer().name(np.array([0.9, 0.0, 0.05, 0.0, 0.05, 0.0, 0.0]), 3, finest).claim
    assert (claim.rank, claim.taxon) == (rank, taxon)


def test_prior_moves_probability_between_species_and_leaves_no_bird_alone():
    named = namer(prior=0.5, photos=(3, 0, 0, 24, 99, 0, 0)).name(
        np.array([0.2, 0.1, 0.0, 0.5, 0.2, 0.0, 0.0]), 3
    )
    # 0.2 / 2, 0.1 and 0.5 / 5 weigh the same, and share the 0.8 that there were.
    assert [each.probability for each in named.candidates] == pytest.approx([0.8 / 3] * 3)
    assert named.not_a_bird == pytest.approx(0.2)


def test_prior_counts_the_photos_of_all_outputs_of_a_species():
    named = namer(prior=1.0, photos=(1, 0, 0, 0, 0, 0, 2)).name(
        np.array([0.4, 0.0, 0.0, 0.2, 0.0, 0.0, 0.4]), 2
    )
    assert [each.probability for each in named.candidates] == pytest.approx([0.5, 0.5])


def test_absent_congeners_take_from_a_species_and_not_from_its_genus():
    probabilities = np.array([0.78, 0.02, 0.0, 0.2, 0.0, 0.0, 0.0])
    named = namer(room=0.5, absent=(3, 3, 0, 0, 0, 0, 3)).name(probabilities, 2)
    assert named.candidates[0].probability == pytest.approx(0.78 / (1 + 0.5 * np.log(4)))
    assert named.claim == Claim(Rank.GENUS, "Parus", pytest.approx(0.8))


def test_species_without_genus_mates_and_family_rolls_up_to_its_genus_only():
    probabilities = np.array([0.2, 0.0, 0.0, 0.05, 0.0, 0.75, 0.0])
    named = namer(species=0.8, genus=0.8).name(probabilities, 3)
    assert named.claim == NOT_SURE


def test_candidates_are_species_only_likeliest_first_each_once():
    probabilities = np.array([0.1, 0.05, 0.0, 0.2, 0.5, 0.05, 0.1])
    candidates = namer().name(probabilities, 2).candidates
    assert [candidate.species for candidate in candidates] == [GREAT_TIT, ROBIN]
    assert [candidate.probability for candidate in candidates] == pytest.approx([0.2, 0.2])


def test_not_a_bird_is_told_apart():
    probabilities = np.array([0.1, 0.0, 0.0, 0.0, 0.9, 0.0, 0.0])
    assert namer().name(probabilities, 2).not_a_bird == pytest.approx(0.9)


def test_more_candidates_than_species_are_all_species():
    assert len(namer().name(np.full(7, 1 / 7), 100).candidates) == 5
