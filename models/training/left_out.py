"""Judges what is fitted on whole sources that took no part in the fit, one after the other.

Photos of one source resemble each other, and few species are in all sources: a rule that looks
good on the sources that it was fitted on may be wrong on the next. The rules of `honesty` were
chosen by this, not by the test sources.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import NOT_SURE, Claim, Rank
from birdeye.domain.species import Species
from birdeye.packs.manifest import ClassifierSpec, OutputKind
from birdeye.vision.classifier import calibrated
from birdeye.vision.naming import Namer

from .honesty import OPEN, Answers, FirstChoices, Rule, fit_claims, fit_prior
from .share import Share, share
from .strangers import Stranger


def claims_left_out(
    answers: Answers, sources: list[str], spec: ClassifierSpec, rule: Rule = OPEN
) -> list[tuple[Claim, bool]]:
    """For each row what is claimed after a fit to all other sources, and whether it is right.

    ``sources`` has the source of each row, or whatever else is left out together.
    """
    of_row = np.array(sources)
    choices: dict[float, FirstChoices] = {}
    found: list[tuple[Claim, bool]] = [(NOT_SURE, False)] * len(sources)
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
        namer = Namer(answers.labels, fitted)
        for row, claim in _claims(answers, np.flatnonzero(of_row == source), fitted, namer):
            found[row] = claim, _is_right(claim, answers.species[row])
    return found


def groups(strangers: Sequence[Stranger]) -> list[str]:
    """What is left out together with each photo: its source. Of a source that is most of all photos
    a fifth of its species at a time, so that enough is left to fit on."""
    sizes = Counter(each.source for each in strangers)

    def group(each: Stranger) -> str:
        if 2 * sizes[each.source] <= len(strangers):
            return each.source
        return f"{each.source} {zlib.crc32(each.species.scientific_name.encode()) % 5}"

    return [group(each) for each in strangers]


def figures(claims: list[tuple[Claim, bool]], weights: np.ndarray) -> dict[str, Share]:
    """How much is claimed and how much of it is right: all, by rank, and what is almost certain."""
    rank = np.array([claim.rank.value for claim, _ in claims])
    right = np.array([is_right for _, is_right in claims])
    word = [confidence_of(claim.probability) for claim, _ in claims]
    claimed = rank != Rank.NONE.value
    groups = {"claimed": claimed}
    for each in (Rank.SPECIES, Rank.GENUS, Rank.FAMILY):
        groups[f"claimed as {each.value}"] = rank == each.value
    for each in (Confidence.ALMOST_CERTAIN, Confidence.HIGHLY_LIKELY):
        groups[f"claimed, {each.value}"] = claimed & np.array([w is each for w in word])
    found = {}
    for name, rows in groups.items():
        found[name] = share(rows, weights)
        found[f"{name}: right"] = share(right[rows], weights[rows])
    return found


def _claims(
    answers: Answers, rows: np.ndarray, spec: ClassifierSpec, namer: Namer
) -> Iterator[tuple[int, Claim]]:
    at = calibrated(answers.probabilities[rows], OutputKind.PROBABILITIES, spec.temperature)
    for row, probabilities in zip(rows.tolist(), at, strict=True):
        yield row, namer.name(probabilities, 1).claim


def _is_right(claim: Claim, species: Species) -> bool:
    true = {
        Rank.SPECIES: species.scientific_name,
        Rank.GENUS: species.genus,
        Rank.FAMILY: species.family,
    }
    return claim.taxon == true.get(claim.rank)
