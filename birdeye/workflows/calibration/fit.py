"""Fits what makes a pack's names hold on other people's photos: prior, temperature and thresholds.

All of it is balanced by species, and photos of species that the pack does not know count, with any
claim of a species wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, OutputKind
from birdeye.vision.classifier import calibrated

PRECISION = 0.9
SURENESS = 1.2816
"""No genus or family is claimed unless calibration shows with a confidence of nine in ten (this is
that quantile of the normal distribution) that at least `PRECISION` of such claims are right."""
LEAST_CLAIMS = 20
PRIOR_EXPONENTS = tuple(step / 10 for step in range(11))
TEMPERATURES = tuple(step / 20 for step in range(12, 33))
ABSENT_WEIGHTS = tuple(step / 50 for step in range(11))


@dataclass(frozen=True)
class Rule:
    """When species are claimed: with which confidence, and how much likelier than any other of the
    genus."""

    sureness: float
    congener_ratio: float


OPEN = Rule(sureness=0.5244, congener_ratio=20.0)
"""A confidence of seven in ten. On sources that were left out (`left_out`) more confidence only
costs claims."""
STRICT = Rule(sureness=SURENESS, congener_ratio=20.0)
"""For the built-in pack, which is wrong more often: the same confidence as for genus and family."""


def species_weights(names: Sequence[str]) -> np.ndarray:
    """A weight for each photo, given its species: every species counts alike, the mean is 1."""
    count = Counter(names)
    return np.array([len(names) / (len(count) * count[name]) for name in names])


@dataclass(frozen=True)
class Answers:
    """One row per bird: ``probabilities`` (n, outputs) at a temperature of 1, the true species, and
    the row's weight."""

    labels: Labels
    probabilities: np.ndarray
    species: list[Species]
    weights: np.ndarray

    def of(self, rows: np.ndarray) -> Answers:
        """Those of ``rows`` (indices), with new weights."""
        species = [self.species[row] for row in rows]
        weights = species_weights([each.scientific_name for each in species])
        return Answers(self.labels, self.probabilities[rows], species, weights)

    @property
    def right_species(self) -> np.ndarray:
        """The index into ``labels.distinct_species`` of each row, -1 if the pack lacks it."""
        index = {each.scientific_name: i for i, each in enumerate(self.labels.distinct_species)}
        return np.array([index.get(each.scientific_name, -1) for each in self.species])

    def together(self, temperature: float, prior_exponent: float) -> np.ndarray:
        """Probabilities (n, species), as `birdeye.vision.naming.Namer.by_species` has them."""
        at = calibrated(self.probabilities, OutputKind.PROBABILITIES, temperature)
        outputs = np.array(self.labels.species_of_output)
        sums = np.zeros((len(at), len(self.labels.distinct_species)))
        np.add.at(sums.T, outputs[outputs >= 0], at.T[outputs >= 0])
        share = sums.sum(axis=1, keepdims=True)
        sums /= (np.array(self.labels.photos_of_species) + 1.0) ** prior_exponent
        return sums * (share / np.maximum(sums.sum(axis=1, keepdims=True), 1e-300))

    def room(self, weight: float) -> np.ndarray:
        """What each species (species,) is divided by for its congeners that the pack lacks."""
        return 1 + weight * np.log1p(np.array(self.labels.absent_of_species, np.float64))


def fit(answers: Answers, spec: ClassifierSpec, rule: Rule = OPEN) -> ClassifierSpec:
    """``spec`` with all that was fitted."""
    exponent = fit_prior(answers)
    temperature, weight = fit_temperature(answers, exponent)
    fitted = replace(
        spec,
        temperature=temperature,
        prior_exponent=exponent,
        absent_congener_weight=weight,
    )
    return fit_claims(answers, fitted, rule)


def fit_claims(answers: Answers, spec: ClassifierSpec, rule: Rule) -> ClassifierSpec:
    """What `fit` gives, for the temperature and the prior of ``spec``.

    The threshold for species is for those that may be claimed, those for genus and family are for
    what no finer rank claimed.
    """
    labels, weights = answers.labels, answers.weights
    spec = replace(spec, congener_ratio=rule.congener_ratio)
    together = answers.together(spec.temperature, spec.prior_exponent)
    by_species = together / answers.room(spec.absent_congener_weight)
    first, probability = by_species.argmax(axis=1), by_species.max(axis=1)
    never = labels.never_claimed
    may_species = np.array([each not in never for each in labels.distinct_species])
    may = may_species[first]
    may &= probability >= spec.congener_ratio * _congener(labels, by_species)
    right = first == answers.right_species
    least = _threshold(probability[may], right[may], weights[may], rule.sureness)
    open_ = ~(may & (probability >= least))
    genus, family = _fit_ranks(answers, together, open_)
    return replace(spec, species_threshold=least, genus_threshold=genus, family_threshold=family)


def first_choice(answers: Answers, spec: ClassifierSpec) -> float:
    """The share of rows whose likeliest species is right, every species counting alike."""
    together = answers.together(spec.temperature, spec.prior_exponent)
    by_species = together / answers.room(spec.absent_congener_weight)
    right = by_species.argmax(axis=1) == answers.right_species
    return float(answers.weights[right].sum() / answers.weights.sum())


def fit_prior(answers: Answers) -> float:
    """The exponent under which the right species are likeliest, each at its best temperature; 0 if
    the pack does not say how many photos taught a species."""
    if not answers.labels.training_photos:
        return 0.0
    true = answers.right_species
    rows = np.flatnonzero(true >= 0)

    def loss(exponent: float, temperature: float) -> float:
        likelihood = answers.together(temperature, exponent)[rows, true[rows]]
        return float(-(answers.weights[rows] * np.log(np.maximum(likelihood, 1e-12))).sum())

    return min(
        (loss(exponent, temperature), exponent)
        for exponent in PRIOR_EXPONENTS
        for temperature in (0.8, 1.0, 1.25)
    )[1]


def fit_temperature(answers: Answers, exponent: float) -> tuple[float, float]:
    """Temperature, and weight of absent congeners, with which first choices are right as often as
    their probabilities say."""
    return FirstChoices(answers, exponent).fit(np.arange(len(answers.species)), answers.weights)


class FirstChoices:
    """How likely each row's first choice is at every temperature and every weight of absent
    congeners, and whether it is right. Computed once, it serves fits to any of the rows."""

    def __init__(self, answers: Answers, exponent: float) -> None:
        self._at: dict[tuple[float, float], tuple[np.ndarray, np.ndarray]] = {}
        for temperature in TEMPERATURES:
            together = answers.together(temperature, exponent)
            for weight in ABSENT_WEIGHTS if answers.labels.absent_congeners else (0.0,):
                by_species = together / answers.room(weight)
                p = np.clip(by_species.max(axis=1), 1e-9, 1 - 1e-9)
                right = by_species.argmax(axis=1) == answers.right_species
                self._at[temperature, weight] = p, right

    def fit(self, rows: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
        """The likeliest temperature and weight for ``rows`` (indices), each counting by its weight.

        The likelihood is that of being right or not, so that birds of species that the pack does
        not know count too. A fit to the right species alone (Guo et al. 2017) would be sure of
        them.
        """

        def loss(p: np.ndarray, right: np.ndarray) -> float:
            return float(-(weights * np.log(np.where(right, p, 1 - p)[rows])).sum())

        return min((loss(*at), *key) for key, at in self._at.items())[1:]


def _congener(labels: Labels, by_species: np.ndarray) -> np.ndarray:
    """The probability of the likeliest other species of the first choice's genus (n,)."""
    genera, first = np.array([each.genus for each in labels.distinct_species]), by_species.argmax(1)
    others = np.where(genera[None, :] == genera[first][:, None], by_species, 0.0)
    others[np.arange(len(first)), first] = 0.0
    return others.max(axis=1)


def _fit_ranks(answers: Answers, together: np.ndarray, open_: np.ndarray) -> Iterator[float]:
    """The thresholds of genus and family, each for what no finer rank claimed."""
    distinct = answers.labels.distinct_species
    for rank in ("genus", "family"):
        taxa = np.array([getattr(each, rank) for each in distinct])
        true = np.array([getattr(each, rank) for each in answers.species])
        kinds, members = np.unique(taxa, return_inverse=True)
        sums = np.zeros((len(together), len(kinds)))
        np.add.at(sums.T, members, together.T)
        sure, hit = sums.max(axis=1), (kinds[sums.argmax(axis=1)] == true) & (true != "")
        least = _threshold(sure[open_], hit[open_], answers.weights[open_], SURENESS)
        yield least
        open_ = open_ & (sure < least)


def _threshold(
    probability: np.ndarray, right: np.ndarray, weights: np.ndarray, sureness: float
) -> float:
    """The lowest probability from which claims are reliably right often enough, 1 if there is none:
    the lower end of Wilson's interval (1927) for as many claims of equal weight as these are worth
    (Kish 1965)."""
    order = np.argsort(-probability, kind="stable")
    total, worth = np.cumsum(weights[order]), np.cumsum(weights[order] ** 2)
    share, n, z = np.cumsum((weights * right)[order]) / total, total**2 / worth, sureness
    spread = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    lower = (share + z * z / (2 * n) - spread) / (1 + z * z / n)
    enough = np.arange(1, len(order) + 1) >= LEAST_CLAIMS
    last_of_value = np.append(np.diff(probability[order]) != 0, True)
    fitting = np.flatnonzero(enough & last_of_value & (lower >= PRECISION))
    if not len(fitting):
        return 1.0
    return min(1.0, float(np.ceil(probability[order][fitting[-1]] * 1000) / 1000))
