"""Judges fits on entire sources that took no part in them, one after the other.

Photos of one source resemble each other, and few species are in all sources: a rule that looks good
on the sources that it was fitted to may be wrong on the next. The rules of `fit` were chosen by
this, not by the test sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import NOT_SURE, Claim, Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, OutputKind
from birdeye.vision.classifier import calibrated
from birdeye.vision.naming import Namer
from birdeye.workflows.calibration.fit import (
    OPEN,
    Answers,
    FirstChoices,
    Rule,
    fit_claims,
    fit_prior,
)
from birdeye.workflows.calibration.share import Share, share


@dataclass(frozen=True)
class Judged:
    """What would be claimed for each row, and whether it is right.

    ``probability`` and ``first_is_right`` (n,) are those of the first choice, claimed or not.
    """

    claims: list[tuple[Claim, bool]]
    probability: np.ndarray
    first_is_right: np.ndarray


def judged(answers: Answers, spec: ClassifierSpec, labels: Labels | None = None) -> Judged:
    """What a pack with this ``spec`` says; ``labels`` are those of the answers if not given."""
    namer = Namer(labels or answers.labels, spec)
    at = calibrated(answers.probabilities, OutputKind.PROBABILITIES, spec.temperature)
    claims, probability, right = [], [], []
    for row, true in zip(at, answers.species, strict=True):
        naming = namer.name(row, 1)
        claims.append((naming.claim, _is_right(naming.claim, true)))
        probability.append(naming.candidates[0].probability)
        right.append(naming.candidates[0].species.scientific_name == true.scientific_name)
    return Judged(claims, np.array(probability), np.array(right, bool))


def judged_left_out(
    answers: Answers, sources: Sequence[str], spec: ClassifierSpec, rule: Rule = OPEN
) -> Judged:
    """What is claimed for each row after a fit to all other sources.

    ``sources`` has the source of each row, or whatever else is left out together; there must be at
    least two of them.
    """
    of_row = np.array(sources)
    choices: dict[float, FirstChoices] = {}
    claims: list[tuple[Claim, bool]] = [(NOT_SURE, False)] * len(sources)
    probability, right = np.zeros(len(sources)), np.zeros(len(sources), bool)
    for source in sorted(set(sources)):
        rows = np.flatnonzero(of_row != source)
        others = answers.of(rows)
        exponent = fit_prior(others)
        if exponent not in choices:
            choices[exponent] = FirstChoices(answers, exponent)
        temperature, weight = choices[exponent].fit(rows, others.weights)
        fitted = fit_claims(
            others,
            replace(
                spec,
                temperature=temperature,
                prior_exponent=exponent,
                absent_congener_weight=weight,
            ),
            rule,
        )
        here = np.flatnonzero(of_row == source)
        found = judged(answers.of(here), fitted)
        probability[here], right[here] = found.probability, found.first_is_right
        for row, claim in zip(here.tolist(), found.claims, strict=True):
            claims[row] = claim
    return Judged(claims, probability, right)


def figures(claims: list[tuple[Claim, bool]], weights: np.ndarray) -> dict[str, Share]:
    """How much is claimed and how much of it is right: all, by rank, and what is almost certain."""
    rank = np.array([claim.rank.value for claim, _ in claims])
    right = np.array([is_right for _, is_right in claims])
    word = [confidence_of(claim.probability) for claim, _ in claims]
    claimed = rank != Rank.NONE.value
    groups = {"claimed": claimed}
    for claimed_rank in (Rank.SPECIES, Rank.GENUS, Rank.FAMILY):
        groups[f"claimed as {claimed_rank.value}"] = rank == claimed_rank.value
    for said in (Confidence.ALMOST_CERTAIN, Confidence.HIGHLY_LIKELY):
        groups[f"claimed, {said.value}"] = claimed & np.array([each is said for each in word])
    found = {}
    for name, rows in groups.items():
        found[name] = share(rows, weights)
        found[f"{name}: right"] = share(right[rows], weights[rows])
    return found


def _is_right(claim: Claim, species: Species) -> bool:
    true = {
        Rank.SPECIES: species.scientific_name,
        Rank.GENUS: species.genus,
        Rank.FAMILY: species.family,
    }
    return claim.taxon == true.get(claim.rank)
