"""What the fits find in answers whose truth is made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from birdeye.domain.identification import Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, InputSpec, OutputKind, ResizeRule
from birdeye.vision.naming import Namer
from birdeye.workflows.calibration import fit as honesty
from birdeye.workflows.calibration.fit import OPEN, STRICT, Answers, fit, fit_prior, fit_temperature
from birdeye.workflows.calibration.left_out import figures, judged_left_out
from birdeye.workflows.calibration.share import share
from models.training.strangers import Stranger, left_out_together

KNOWN = [
    Species(f"Genus{'abcdefghij'[n // 2]} {'xy'[n % 2]}", f"Family {n // 4}") for n in range(20)
]
STRANGER = Species("Alienus x", "Elsewhere")
SPEC = ClassifierSpec(
    "c.onnx", "0" * 64, InputSpec(16, 16, ResizeRule.STRETCH), OutputKind.LOGITS, 0.5, 0.5, 0.5,
    not_a_bird=20,
)  # fmt: skip


def answers(n=4000, *, sharpness=1.0, prior=0.0, strangers=0.0, photos=(), alpha=0.08):
    """Answers whose probabilities are true, but for the sharpness, the prior and the strangers."""
    rng = np.random.default_rng(1)
    probabilities = rng.dirichlet(np.full(20, alpha), n)
    true = [int(rng.choice(20, p=row)) for row in probabilities]
    raw = probabilities ** (sharpness) * (np.array(photos or [0] * 20) + 1.0) ** prior
    raw = np.column_stack([raw / raw.sum(axis=1, keepdims=True), np.zeros(n)])
    species = [STRANGER if rng.random() < strangers else KNOWN[index] for index in true]
    labels = Labels(
        (*KNOWN, None), (True,) * 20 + (False,), training_photos=(*photos, 0) * bool(photos)
    )
    return Answers(labels, raw, species, np.ones(n))


def test_temperature_undoes_sharpness():
    temperature, _ = fit_temperature(answers(sharpness=1.3), 0.0)
    assert temperature == pytest.approx(1.3, abs=0.1)


def test_temperature_counts_species_that_the_pack_does_not_know():
    assert fit_temperature(answers(strangers=0.3), 0.0)[0] > fit_temperature(answers(), 0.0)[0]


def test_prior_undoes_how_often_species_were_shown():
    photos = tuple([0, 99] * 10)
    assert fit_prior(answers(prior=0.6, photos=photos)) == pytest.approx(0.6, abs=0.11)


@pytest.mark.parametrize("rule", [OPEN, STRICT])
def test_claims_of_the_fitted_pack_are_right_often_enough(rule):
    fitted_on = answers(strangers=0.02, alpha=0.02)
    spec = fit(fitted_on, SPEC, rule)
    namer = Namer(fitted_on.labels, spec)
    at = honesty.calibrated(fitted_on.probabilities, OutputKind.PROBABILITIES, spec.temperature)
    claims = [namer.name(row, 1).claim for row in at[:1500]]
    right = [
        claim.taxon == each.scientific_name
        for claim, each in zip(claims, fitted_on.species, strict=False)
        if claim.rank is Rank.SPECIES
    ]
    assert len(right) > 500
    assert 0.89 < np.mean(right) < 0.99


def test_threshold_of_species_is_fitted_to_those_that_may_be_claimed():
    """Claims of the genus of "y" are right, those of "y" itself never: it hides a split."""
    both = answers(alpha=0.02)
    wrong = [
        Species(f"{each.genus} z", each.family) if each.scientific_name.endswith("y") else each
        for each in both.species
    ]
    allowed = replace(both, species=wrong)
    split = {each.scientific_name: ("Another z",) for each in KNOWN[1::2]}
    barred = replace(allowed, labels=replace(both.labels, may_also_be=split))
    assert fit(allowed, SPEC).species_threshold > 0.99
    assert fit(barred, SPEC).species_threshold < 0.95


def test_source_is_judged_by_what_was_fitted_to_the_others():
    """Names of one source are wrong: it allows the other no claims, and gets wrong ones itself."""
    good, bad = answers(1500, alpha=0.02), answers(1500, alpha=0.02)
    both = Answers(
        good.labels,
        np.concatenate([good.probabilities, bad.probabilities]),
        [*good.species, *[STRANGER] * 1500],
        np.ones(3000),
    )
    claims = judged_left_out(both, ["good"] * 1500 + ["bad"] * 1500, SPEC).claims
    assert all(claim.rank is Rank.NONE for claim, _ in claims[:1500])
    of_bad = figures(claims[1500:], np.ones(1500))
    assert of_bad["claimed as species"].value > 0.5
    assert of_bad["claimed: right"].value == 0


def test_source_of_most_photos_is_left_out_by_species():
    strangers = [Stranger(Path("a"), "large", each) for each in KNOWN for _ in range(3)]
    strangers += [Stranger(Path("b"), "small", each) for each in KNOWN]
    found = left_out_together(strangers)
    assert set(found[60:]) == {"small"}
    assert len(set(found[:60])) > 2
    assert all(len(set(found[n : n + 3])) == 1 for n in range(0, 60, 3))


def test_left_out_claims_are_right_where_sources_are_alike():
    alike = answers(1500, strangers=0.02, alpha=0.02)
    found = figures(judged_left_out(alike, ["a", "b"] * 750, SPEC).claims, alike.weights)
    assert 0.88 < found["claimed as species: right"].value < 0.99
    assert found["claimed as species"].value > 0.5
    assert found["claimed"].value >= found["claimed as species"].value


def test_threshold_is_where_the_sure_share_is_right():
    def threshold(probability, right, weights):
        return honesty._threshold(probability, right, weights, 1.2816)

    probability = np.linspace(0.99, 0.5, 400)
    ones = np.ones(400)
    assert threshold(probability, ones > 0, ones) == 0.5
    assert threshold(probability[:15], ones[:15] > 0, ones[:15]) == 1.0
    assert threshold(probability, np.arange(400) % 10 != 0, ones) == 1.0
    first_half = np.arange(400) < 200
    assert 0.7 < threshold(probability, first_half, ones) < 0.75
    assert threshold(probability, first_half, np.where(first_half, 50.0, 1.0)) == 0.5


def test_share_is_as_sure_as_its_weights_allow():
    hits = np.array([True] * 30 + [False] * 10)
    even, uneven = share(hits, np.ones(40)), share(hits, np.arange(1.0, 41.0)[::-1])
    assert even.value == 0.75
    assert even.effective_n == pytest.approx(40)
    assert uneven.value == pytest.approx(765 / 820)
    assert uneven.effective_n < 31
    assert even.interval == pytest.approx((0.598, 0.858), abs=0.001)  # Wilson, 30 of 40
    assert str(share(np.zeros(0, bool), np.zeros(0))) == "none (n = 0)"
