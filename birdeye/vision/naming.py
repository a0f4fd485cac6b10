"""Claims no more about a bird than its probabilities support: species, else genus, family or
nothing.

Probabilities are added up the taxonomy until one taxon passes the threshold of its rank, as in
camera-trap programs (AddaxAI, SpeciesNet). A species must also be far likelier than any other of
its genus: look-alikes are mistaken for each other far more often than their probabilities suggest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, Looks, Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec
from birdeye.vision.expected import Expected

KEPT_SPECIES = 128
"""The number of species of a bird that count, and are stored to weight them again for another
place: more changed no claim for any of 1,985 photos from other sources."""

_NEXT_TO_NOTHING, _KEPT_ANYWAY = 1e-6, 16


@dataclass(frozen=True, slots=True)
class Naming:
    """The result of the classifier's probabilities for one bird."""

    claim: Claim
    candidates: tuple[Candidate, ...]
    not_a_bird: float
    """The probability that there is no bird at all, 0 if the pack does not say."""
    looks: Looks


class Namer:
    """Names birds by the labels and thresholds of one pack, and never surer than ``surest``.

    ``networks`` is the pack's fingerprint.
    """

    def __init__(
        self, labels: Labels, spec: ClassifierSpec, networks: str = "", surest: float = 1.0
    ) -> None:
        self._spec = spec
        self._networks = networks
        self._surest = surest
        self._species = labels.distinct_species
        self._index = {each.scientific_name: n for n, each in enumerate(self._species)}
        for species, others in labels.may_also_be.items():
            for other in others:
                self._index.setdefault(other, self._index[species])
        self._outputs = np.array(labels.species_of_output)
        self._never_claimed = labels.never_claimed
        self._claimed_by_place = labels.claimed_by_place
        said_by_manifest = () if spec.not_a_bird is None else (spec.not_a_bird,)
        self._no_bird = sorted(labels.not_a_bird.union(said_by_manifest))
        self._genera = _Grouping(self._species, lambda species: species.genus)
        self._families = _Grouping(self._species, lambda species: species.family)
        photos = np.array(labels.photos_of_species, np.float64)
        self._prior = (photos + 1) ** spec.prior_exponent
        absent = np.array(labels.absent_of_species, np.float64)
        self._room = 1 + spec.absent_congener_weight * np.log1p(absent)

    def name(
        self,
        probabilities: np.ndarray,
        top: int,
        finest: Rank = Rank.SPECIES,
        expected: Expected | None = None,
    ) -> Naming:
        """The claim and the ``top`` likeliest species for one row of the classifier's output.

        Nothing is claimed at a finer rank than ``finest``. ``expected`` is what the place of the
        photo says, if anything.
        """
        together = self.by_species(probabilities)
        kept = _to_keep(together)
        looks = Looks(
            self._networks,
            tuple(kept.tolist()),
            tuple(together[kept].astype(np.float32).tolist()),
            finest,
        )
        claim, candidates = self.name_by_looks(looks, top, expected)
        return Naming(claim, candidates, float(probabilities[self._no_bird].sum()), looks)

    def name_by_looks(
        self, looks: Looks, top: int, expected: Expected | None = None
    ) -> tuple[Claim, tuple[Candidate, ...]]:
        """The claim and the ``top`` likeliest species for a bird that was classified before."""
        together = np.zeros(len(self._species))
        together[list(looks.species)] = looks.probabilities
        by_looks = together / self._room
        if expected is not None:
            together = expected.weigh(together)
        by_species = together / self._room
        likeliest_first = np.argsort(-by_species, kind="stable")
        candidates = tuple(
            Candidate(
                self._meant(index, expected),
                min(self._surest, float(by_species[index])),
                None if expected is None else min(self._surest, float(by_looks[index])),
                Rank.NONE if expected is None else expected.against(index, self._species[index]),
            )
            for index in likeliest_first[:top].tolist()
        )
        return self._claim(by_species, together, looks.finest, expected), candidates

    def may_name(self, looks: Looks) -> bool:
        """Whether they are of the pack whose labels these are."""
        return looks.networks == self._networks and (
            max(looks.species, default=0) < len(self._species)
        )

    def by_species(self, probabilities: np.ndarray) -> np.ndarray:
        """The probability of each species and its absent congeners together, float64.

        ``probabilities`` are one row of the classifier's output. The pack's prior moves probability
        between species; outputs that are not species keep their share.
        """
        shares = np.bincount(
            self._outputs[self._outputs >= 0],
            weights=probabilities[self._outputs >= 0],
            minlength=len(self._species),
        )
        share = shares.sum()
        by_species = shares / self._prior
        total = by_species.sum()
        return by_species * (share / total) if total > 0 else by_species

    def mean_claim(self, birds: Sequence[Bird], weights: Sequence[float]) -> Claim:
        """The claim for the weighted mean of the probabilities of several pictures of one bird.

        Species that a picture does not list count as impossible there, so that no more is claimed
        than the pictures support. Species that this pack does not have are ignored. What a place
        settled in one picture is settled in all.
        """
        sums = np.zeros(len(self._species))
        meant: dict[int, Species] = {}
        for bird, weight in zip(birds, weights, strict=True):
            for candidate in bird.candidates:
                index = self._index.get(candidate.species.scientific_name)
                if index is not None:
                    sums[index] += weight * candidate.probability
                    meant.setdefault(index, candidate.species)
        total = sum(weights)
        if total <= 0:
            return NOT_SURE
        mean = sums / total
        claimed = {bird.own_claim.taxon for bird in birds if bird.own_claim.rank is Rank.SPECIES}
        settled = frozenset(
            index for index, species in meant.items() if species.scientific_name in claimed
        )
        expected = Expected(np.zeros(len(self._species), bool), settled, meant)
        finest = _finest([each.own_claim for each in birds])
        # No listed figure is above the surest one, so no threshold may be.
        return self._claim(mean, mean * self._room, finest, expected, highest=self._surest)

    def _meant(self, index: int, expected: Expected | None) -> Species:
        species = self._species[index]
        return species if expected is None else expected.stands_for.get(index, species)

    def _may_be_claimed(self, index: int, expected: Expected | None, probability: float) -> bool:
        species = self._species[index]
        # A vagrant that is clearly seen still wins.
        is_clear = confidence_of(probability) is Confidence.ALMOST_CERTAIN
        if expected is not None and index in expected.outdone and not is_clear:
            return False
        if species not in self._never_claimed:
            return True
        return (
            expected is not None and species in self._claimed_by_place and index in expected.settled
        )

    def _claim(
        self,
        by_species: np.ndarray,
        together: np.ndarray,
        finest: Rank,
        expected: Expected | None,
        highest: float = 1.0,
    ) -> Claim:
        """``together`` counts with each species those of its genus that the pack does not know.

        No threshold counts as higher than ``highest``.
        """
        best = int(by_species.argmax())
        probability = float(by_species[best])
        if (
            finest is Rank.SPECIES
            and probability >= min(highest, self._spec.species_threshold)
            and self._may_be_claimed(best, expected, probability)
            and probability >= self._spec.congener_ratio * self._congener(by_species, best)
        ):
            name = self._meant(best, expected).scientific_name
            return Claim(Rank.SPECIES, name, min(self._surest, probability))
        for rank, grouping, threshold in (
            (Rank.GENUS, self._genera, self._spec.genus_threshold),
            (Rank.FAMILY, self._families, self._spec.family_threshold),
        ):
            if rank is Rank.GENUS and finest is Rank.FAMILY:
                continue
            taxon, probability = grouping.likeliest(together)
            if taxon and probability >= min(highest, threshold):
                return Claim(rank, taxon, min(self._surest, probability))
        return NOT_SURE

    def _congener(self, by_species: np.ndarray, best: int) -> float:
        """The probability of the likeliest other species of the genus, 0 if there is none."""
        others = self._genera.mates(best)
        return float(by_species[others].max(initial=0.0))


def _to_keep(by_species: np.ndarray) -> np.ndarray:
    """The indices of the species that are worth storing, likeliest first."""
    likeliest = np.argsort(-by_species, kind="stable")[:KEPT_SPECIES]
    is_worth_it = by_species[likeliest] >= _NEXT_TO_NOTHING
    is_worth_it[:_KEPT_ANYWAY] = True
    return likeliest[is_worth_it]


def _finest(claims: Sequence[Claim]) -> Rank:
    """The finest rank of ``claims``: a mean claims no more than its pictures do, because some may
    claim less than their probabilities allow."""
    ranks = {claim.rank for claim in claims}
    return next((rank for rank in (Rank.SPECIES, Rank.GENUS) if rank in ranks), Rank.FAMILY)


class _Grouping:
    """Species gathered into taxa of a higher rank; those without one count for nothing."""

    def __init__(self, species: Sequence[Species], taxon_of: Callable[[Species], str]) -> None:
        taxa = [taxon_of(each) for each in species]
        self._taxa = tuple(dict.fromkeys(taxon for taxon in taxa if taxon))
        index = {taxon: number for number, taxon in enumerate(self._taxa)}
        self._members = np.array([index.get(taxon, -1) for taxon in taxa])
        self._order = np.arange(len(taxa))

    def mates(self, index: int) -> np.ndarray:
        """The indices of the other species of the same taxon."""
        taxon = self._members[index]
        return np.flatnonzero((self._members == taxon) & (taxon >= 0) & (self._order != index))

    def likeliest(self, by_species: np.ndarray) -> tuple[str, float]:
        """The taxon with the greatest sum, and that sum; ("", 0.0) if there is no taxon."""
        if not self._taxa:
            return "", 0.0
        known = self._members >= 0
        sums = np.bincount(
            self._members[known], weights=by_species[known], minlength=len(self._taxa)
        )
        best = int(sums.argmax())
        return self._taxa[best], float(sums[best])
