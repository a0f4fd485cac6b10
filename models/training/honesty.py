"""Fits what makes a pack's names hold on strangers' photos: prior, temperature and thresholds.

All of it is balanced by species, and photos of species that the pack does not know count: there no
claim of a species is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec, OutputKind
from birdeye.vision.classifier import calibrated

PRECISION = 0.9
SURENESS = 1.2816
"""Nothing is claimed unless calibration shows with a sureness of nine in ten (this is that quantile
of the normal distribution) that at least `PRECISION` of such claims are right."""
LEAST_CLAIMS = 20
CONGENER_RATIOS = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0)
PRIOR_EXPONENTS = tuple(step / 10 for step in range(11))
TEMPERATURES = tuple(step / 20 for step in range(12, 33))
ABSENT_WEIGHTS = tuple(step / 50 for step in range(11))

LEAST_PHOTOS = 1
LEAST_RIGHT = 0.75
"""A species may be claimed that calibration holds so many photos of, and that was right so often,
four photos of average luck counted in, where it came first with a probability to speak of."""
WORTH_COUNTING = 0.3
_AVERAGE_PHOTOS = 4


@dataclass(frozen=True)
class Answers:
    """One row a bird: ``probabilities`` (n, outputs) at a temperature of 1, what it truly is, and
    the row's weight."""

    labels: Labels
    probabilities: np.ndarray
    species: list[Species]
    weights: np.ndarray

    @property
    def right_species(self) -> np.ndarray:
        """The index into ``labels.distinct_species`` of each row, -1 where the pack lacks it."""
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


def fit(answers: Answers, spec: ClassifierSpec) -> tuple[ClassifierSpec, tuple[bool, ...]]:
    """``spec`` with all that was fitted, and for each output whether it may be claimed."""
    exponent = fit_prior(answers) if answers.labels.training_photos else 0.0
    temperature, weight = fit_temperature(answers, exponent)
    together = answers.together(temperature, exponent)
    by_species = together / answers.room(weight)
    vouching = Vouching.by(answers, by_species)
    ratio, species_threshold, open_ = _fit_species(answers, by_species, vouching)
    thresholds = _fit_ranks(answers, together, open_)
    fitted = replace(
        spec,
        temperature=temperature,
        prior_exponent=exponent,
        absent_congener_weight=weight,
        congener_ratio=ratio,
        species_threshold=species_threshold,
        **{f"{rank}_threshold": threshold for rank, threshold in thresholds},
    )
    may = vouching.of_all()
    index = answers.labels.species_of_output
    return fitted, tuple(species >= 0 and bool(may[species]) for species in index)


def fit_prior(answers: Answers) -> float:
    """The exponent under which the right species are likeliest, each at its best temperature."""
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
    their probabilities say.

    The likelihood is that of being right or not, so that birds of species that the pack does not
    know count too. A fit to the right species alone (Guo et al. 2017) would call them sure.
    """
    best = (np.inf, 1.0, 0.0)
    for temperature in TEMPERATURES:
        together = answers.together(temperature, exponent)
        for weight in ABSENT_WEIGHTS if answers.labels.absent_congeners else (0.0,):
            by_species = together / answers.room(weight)
            p = np.clip(by_species.max(axis=1), 1e-9, 1 - 1e-9)
            right = by_species.argmax(axis=1) == answers.right_species
            loss = float(-(answers.weights * np.log(np.where(right, p, 1 - p))).sum())
            best = min(best, (loss, temperature, weight))
    return best[1], best[2]


@dataclass(frozen=True)
class Vouching:
    """For which species the calibration photos vouch: by how many there are, and by how often the
    species was right where it came first."""

    first: np.ndarray
    true: np.ndarray
    shown: np.ndarray
    counted: np.ndarray
    species: int

    @classmethod
    def by(cls, answers: Answers, by_species: np.ndarray) -> Vouching:
        """From the answers and their probabilities (n, species)."""
        counted = by_species.max(axis=1) >= WORTH_COUNTING
        first, true = by_species.argmax(axis=1), answers.right_species
        names = [each.scientific_name for each in answers.species]
        _, shown = np.unique(names, return_inverse=True)
        return cls(first, true, shown, counted, by_species.shape[1])

    def of_all(self) -> np.ndarray:
        """Bool (species,): those that may be claimed."""
        return _vouched(*self._counts())

    def without_each(self) -> np.ndarray:
        """Bool (n,): whether the first choice of each photo could be claimed were it not for that
        photo, and where it is wrong, for all photos of the species that it shows.

        No threshold is fitted where the photo itself vouches for its species, or where another of
        the same two species shows that they are taken for each other.
        """
        photos, right, total = (counts[self.first] for counts in self._counts())
        hit = self.first == self.true
        pair = self.shown * self.species + self.first
        _, members = np.unique(pair, return_inverse=True)
        alike = np.bincount(members, weights=self.counted)[members]
        left_out = np.where(hit, self.counted, alike)
        return _vouched(photos - hit, right - (hit & self.counted), total - left_out)

    def _counts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        hit = self.first == self.true
        return (
            np.bincount(self.true[self.true >= 0], minlength=self.species),
            np.bincount(self.first[self.counted & hit], minlength=self.species),
            np.bincount(self.first[self.counted], minlength=self.species),
        )


def _vouched(photos: np.ndarray, right: np.ndarray, total: np.ndarray) -> np.ndarray:
    share = (right + LEAST_RIGHT * _AVERAGE_PHOTOS) / (total + _AVERAGE_PHOTOS)
    return (photos >= LEAST_PHOTOS) & (share >= LEAST_RIGHT)


def _fit_species(
    answers: Answers, by_species: np.ndarray, vouching: Vouching
) -> tuple[float, float, np.ndarray]:
    """The congener ratio and the threshold that claim most, and which rows (n,) they leave open."""
    genera = np.array([each.genus for each in answers.labels.distinct_species])
    first, probability = by_species.argmax(axis=1), by_species.max(axis=1)
    others = np.where(genera[None, :] == genera[first][:, None], by_species, 0.0)
    others[np.arange(len(first)), first] = 0.0
    congener, right = others.max(axis=1), first == answers.right_species
    vouched = vouching.without_each()
    most, best = -1.0, (1.0, 1.0, np.ones(len(first), bool))
    for ratio in CONGENER_RATIOS:
        may = vouched & (probability >= ratio * congener)
        least = _threshold(probability[may], right[may], answers.weights[may])
        claimed = may & (probability >= least)
        if float(answers.weights[claimed].sum()) > most * 1.01:
            most, best = float(answers.weights[claimed].sum()), (ratio, least, ~claimed)
    return best


def _fit_ranks(
    answers: Answers, together: np.ndarray, open_: np.ndarray
) -> Iterator[tuple[str, float]]:
    """The thresholds of genus and family, each for what no finer rank claimed."""
    distinct = answers.labels.distinct_species
    for rank in ("genus", "family"):
        taxa = np.array([getattr(each, rank) for each in distinct])
        true = np.array([getattr(each, rank) for each in answers.species])
        kinds, members = np.unique(taxa, return_inverse=True)
        sums = np.zeros((len(together), len(kinds)))
        np.add.at(sums.T, members, together.T)
        sure, hit = sums.max(axis=1), (kinds[sums.argmax(axis=1)] == true) & (true != "")
        least = _threshold(sure[open_], hit[open_], answers.weights[open_])
        yield rank, least
        open_ = open_ & (sure < least)


def _threshold(probability: np.ndarray, right: np.ndarray, weights: np.ndarray) -> float:
    """The least probability from which on claims are surely right often enough, 1 where there is
    none: the lower end of Wilson's interval (1927) for as many claims of equal weight as these are
    worth (Kish 1965)."""
    order = np.argsort(-probability, kind="stable")
    total, worth = np.cumsum(weights[order]), np.cumsum(weights[order] ** 2)
    share, n, z = np.cumsum((weights * right)[order]) / total, total**2 / worth, SURENESS
    spread = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    lower = (share + z * z / (2 * n) - spread) / (1 + z * z / n)
    enough = np.arange(1, len(order) + 1) >= LEAST_CLAIMS
    last_of_value = np.append(np.diff(probability[order]) != 0, True)
    fitting = np.flatnonzero(enough & last_of_value & (lower >= PRECISION))
    if not len(fitting):
        return 1.0
    return min(1.0, float(np.ceil(probability[order][fitting[-1]] * 1000) / 1000))
