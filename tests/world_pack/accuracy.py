"""Temperature, thresholds, accuracy and honesty of a pack, from logits that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.packs.manifest import OutputKind
from birdeye.packs.recipe import Recipe
from birdeye.vision.classifier import calibrated

from .judging import OTHERS, UNKNOWN_SPECIES, VALIDATION, Judged

PRECISION = 0.9
BINS = 15
LEAST_CLAIMS = 20


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


def print_calibration(judged: Judged) -> None:
    """What belongs in the recipe, from the validation part."""
    rows = judged.of_part(VALIDATION)
    temperature = fit_temperature(judged, rows)
    found = answers(judged, judged.by_program, rows, temperature)
    print(f"{len(found.species)} photos of the validation part in which a bird was found, ")
    print(f"{len(found.known.species)} of them of known species")
    print(f"temperature = {temperature:.3f}")
    for rank, threshold, claims, precision in thresholds(judged, rows, temperature):
        print(f"{rank}_threshold = {threshold:.3f}    {claims} claims, {precision:.1%} right")


def fit_temperature(judged: Judged, rows: np.ndarray) -> float:
    """The temperature under which the right species are likeliest (Guo et al. 2017)."""
    logits = judged.by_program

    def loss(log_temperature: float) -> float:
        found = answers(judged, logits, rows, float(np.exp(log_temperature))).known
        likelihood = found.by_species[np.arange(len(found.species)), found.species]
        return float(-np.log(np.maximum(likelihood, 1e-12)).mean())

    low, high, ratio = np.log(0.2), np.log(5.0), (5**0.5 - 1) / 2
    for _ in range(30):
        first, second = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, second) if loss(first) < loss(second) else (first, high)
    return float(np.exp((low + high) / 2))


def thresholds(
    judged: Judged, rows: np.ndarray, temperature: float
) -> Iterator[tuple[str, float, int, float]]:
    """(rank, least probability, claims, precision) with which claims are right often enough.

    For the rank of species only photos of those that the pack knows count; what it makes of others
    is told beside the accuracy. Genus and family are for whatever no finer rank claimed.
    """
    rows = rows & ~np.isnan(judged.by_program).any(axis=1)
    found = answers(judged, judged.by_program, rows, temperature)
    distinct = judged.labels.distinct_species
    names = np.array([species.scientific_name for species in distinct])
    right_names = np.where(
        found.species == UNKNOWN_SPECIES, "", names[np.maximum(found.species, 0)]
    )
    open_rows = np.ones(len(found.species), bool)
    ranks = (
        ("species", names, right_names),
        ("genus", np.array([each.genus for each in distinct]), judged.genus[rows]),
        ("family", np.array([each.family for each in distinct]), judged.family[rows]),
    )
    for rank, taxa, right_taxa in ranks:
        kinds, members = np.unique(taxa, return_inverse=True)
        sums = np.zeros((len(found.species), len(kinds)))
        np.add.at(sums.T, members, found.by_species.T)
        probability, right = sums.max(axis=1), kinds[sums.argmax(axis=1)] == right_taxa
        counts = open_rows & ((found.species != UNKNOWN_SPECIES) | (rank != "species"))
        least = threshold_for(probability[counts], right[counts])
        claimed = counts & (probability >= least)
        yield rank, least, int(claimed.sum()), float(right[claimed].mean()) if claimed.any() else 0
        open_rows &= probability < least


def threshold_for(probability: np.ndarray, right: np.ndarray) -> float:
    """The least probability from which on claims are right often enough, 1 where there is none."""
    order = np.argsort(-probability, kind="stable")
    total = np.arange(1, len(order) + 1)
    good = (np.cumsum(right[order]) >= PRECISION * total) & (total >= LEAST_CLAIMS)
    return float(np.ceil(probability[order][good].min() * 1000) / 1000) if good.any() else 1.0


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
