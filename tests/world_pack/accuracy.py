"""Accuracy and honesty of a pack, from logits that were kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.packs.manifest import OutputKind
from birdeye.packs.recipe import Recipe
from birdeye.vision.classifier import calibrated

from .judging import OTHERS, UNKNOWN_SPECIES, VALIDATION, Judged

BINS = 15


@dataclass(frozen=True)
class Answers:
    """Probabilities (n, species) of photos in which a bird was found, and what is right there."""

    by_species: np.ndarray
    species: np.ndarray

    @property
    def known(self) -> Answers:
        """Those of species that the pack knows."""
        rows = self.species != UNKNOWN_SPECIES
        return Answers(self.by_species[rows], self.species[rows])

    @property
    def probability(self) -> np.ndarray:
        """That of the first choice."""
        return self.by_species.max(axis=1)

    @property
    def right(self) -> np.ndarray:
        """Whether the first choice is right; never for a species that the pack does not know."""
        return self.by_species.argmax(axis=1) == self.species

    def right_in(self, count: int) -> np.ndarray:
        """Whether the right one is among the first ``count``."""
        order = np.argsort(-self.by_species, axis=1, kind="stable")[:, :count]
        return (order == self.species[:, None]).any(axis=1)


def answers(judged: Judged, logits: np.ndarray, rows: np.ndarray, temperature: float) -> Answers:
    """What ``logits`` say in those of ``rows`` in which there is something."""
    rows = rows & ~np.isnan(logits).any(axis=1)
    outputs = np.array(judged.labels.species_of_output)
    probabilities = calibrated(logits[rows], OutputKind.LOGITS, temperature)
    by_species = np.zeros((rows.sum(), len(judged.labels.distinct_species)))
    np.add.at(by_species.T, outputs[outputs >= 0], probabilities.T[outputs >= 0])
    return Answers(by_species, judged.species[rows])


def calibration_error(found: Answers) -> float:
    """The expected calibration error of first choices, in equal bins (Guo et al. 2017)."""
    bins = np.minimum((found.probability * BINS).astype(int), BINS - 1)
    gaps = [abs((found.probability - found.right)[bins == number].sum()) for number in range(BINS)]
    return float(sum(gaps) / len(found.species))


def print_accuracy(judged: Judged, recipe: Recipe) -> None:
    """The tables of the card, from all photos outside of the validation part."""
    temperature = recipe.classifier.temperature
    rows = judged.of_part(*OTHERS)
    print("| set | photos of known species | bird found | first | first five | "
          "on the annotated box: first | first five |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    for name in sorted(set(judged.sets.tolist())):
        _print_set(judged, rows & (judged.sets == name), name, temperature)
    _print_set(judged, rows, "all", temperature)
    print()
    for title, chosen in (("validation", judged.of_part(VALIDATION)), ("others", rows)):
        errors = [
            calibration_error(answers(judged, judged.by_program, chosen, each).known)
            for each in (1.0, temperature)
        ]
        print(f"calibration error, {title}: {errors[0]:.3f} before, {errors[1]:.3f} after")
    print()
    print("| word | first choices | probability, mean | right |")
    print("|---|---|---|---|")
    found = answers(judged, judged.by_program, rows, temperature).known
    words = np.array([confidence_of(each).value for each in found.probability])
    for word in Confidence:
        these = words == word.value
        print(f"| {word.value} | {these.sum()} | {found.probability[these].mean():.1%} | "
              f"{found.right[these].mean():.1%} |")  # fmt: skip
    print()
    _print_claims(judged, rows, recipe)


def _print_set(judged: Judged, rows: np.ndarray, name: str, temperature: float) -> None:
    rows = rows & (judged.species != UNKNOWN_SPECIES)
    if not rows.any():
        return
    found = answers(judged, judged.by_program, rows, temperature)
    boxed = answers(judged, judged.by_box, rows, temperature)
    cells = [name, str(rows.sum()), f"{len(found.species) / rows.sum():.1%}"]
    # A bird that is not found is not named either.
    cells += [f"{found.right_in(count).sum() / rows.sum():.1%}" for count in (1, 5)]
    cells += [
        f"{boxed.right_in(count).mean():.1%}" if len(boxed.species) else "" for count in (1, 5)
    ]
    print(f"| {' | '.join(cells)} |")


def _print_claims(judged: Judged, rows: np.ndarray, recipe: Recipe) -> None:
    """How much is claimed outright at which rank, and how often rightly."""
    spec = recipe.classifier
    rows = rows & ~np.isnan(judged.by_program).any(axis=1)
    found = answers(judged, judged.by_program, rows, spec.temperature)
    distinct = judged.labels.distinct_species
    silent = np.array([species in judged.labels.never_claimed for species in distinct])
    open_rows = np.ones(len(found.species), bool)
    print("| claimed | share of birds | right |")
    print("|---|---|---|")
    ranks = (
        ("species", None, None, spec.species_threshold),
        ("genus", [each.genus for each in distinct], judged.genus[rows], spec.genus_threshold),
        ("family", [each.family for each in distinct], judged.family[rows], spec.family_threshold),
    )
    for rank, taxa, right_taxa, least in ranks:
        if taxa is None:
            probability, right = found.probability, found.right
            may = ~silent[found.by_species.argmax(axis=1)]
        else:
            kinds, members = np.unique(taxa, return_inverse=True)
            sums = np.zeros((len(found.species), len(kinds)))
            np.add.at(sums.T, members, found.by_species.T)
            probability, right = sums.max(axis=1), kinds[sums.argmax(axis=1)] == right_taxa
            may = np.ones(len(right), bool)
        claimed = open_rows & may & (probability >= least)
        share = claimed.mean()
        print(f"| {rank} | {share:.1%} | {right[claimed].mean():.1%} |")
        open_rows &= ~claimed
    unknown = found.species == UNKNOWN_SPECIES
    wrong = (found.probability >= spec.species_threshold)[unknown].mean()
    print(f"\nof {unknown.sum()} birds of species that the pack does not know, {wrong:.1%} are "
          "claimed as another species")  # fmt: skip
