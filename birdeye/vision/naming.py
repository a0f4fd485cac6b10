"""Says no more of a bird than its probabilities bear: species, else genus, else family, or nothing.

Probabilities are added up the taxonomy until one taxon passes the threshold of its rank, as camera
trap programs do it (AddaxAI, SpeciesNet).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, Rank
from birdeye.domain.species import Species
from birdeye.packs.labels import Labels
from birdeye.packs.manifest import ClassifierSpec


@dataclass(frozen=True, slots=True)
class Naming:
    """What the classifier's probabilities for one bird come to."""

    claim: Claim
    candidates: tuple[Candidate, ...]
    not_a_bird: float
    """The probability that there is no bird at all, 0 where the pack does not say."""


class Namer:
    """Names birds by the labels and thresholds of one pack."""

    def __init__(self, labels: Labels, spec: ClassifierSpec) -> None:
        self._spec = spec
        self._species = labels.distinct_species
        self._index = {each.scientific_name: n for n, each in enumerate(self._species)}
        self._outputs = np.array(labels.species_of_output)
        self._never_claimed = labels.never_claimed
        said_by_manifest = () if spec.not_a_bird is None else (spec.not_a_bird,)
        self._no_bird = sorted(labels.not_a_bird.union(said_by_manifest))
        self._genera = _Grouping(self._species, lambda species: species.genus)
        self._families = _Grouping(self._species, lambda species: species.family)

    def name(self, probabilities: np.ndarray, top: int) -> Naming:
        """The claim and the ``top`` likeliest species for one row of the classifier's output."""
        by_species = np.bincount(
            self._outputs[self._outputs >= 0],
            weights=probabilities[self._outputs >= 0],
            minlength=len(self._species),
        )
        likeliest_first = np.argsort(-by_species, kind="stable")
        candidates = tuple(
            Candidate(self._species[index], float(by_species[index]))
            for index in likeliest_first[:top]
        )
        return Naming(
            claim=self._claim(by_species, self._species[likeliest_first[0]]),
            candidates=candidates,
            not_a_bird=float(probabilities[self._no_bird].sum()),
        )

    def mean_claim(self, birds: Sequence[Bird], weights: Sequence[float]) -> Claim:
        """The claim for the weighted mean of the probabilities of several pictures of one bird.

        Species that a picture does not list count as impossible there, so that no more is claimed
        than the pictures bear out. Species that this pack does not have are passed over.
        """
        sums = np.zeros(len(self._species))
        for bird, weight in zip(birds, weights, strict=True):
            for candidate in bird.candidates:
                index = self._index.get(candidate.species.scientific_name)
                if index is not None:
                    sums[index] += weight * candidate.probability
        total = sum(weights)
        if total <= 0:
            return NOT_SURE
        return self._claim(sums / total, self._species[int(sums.argmax())])

    def _claim(self, by_species: np.ndarray, best: Species) -> Claim:
        probability = float(by_species.max())
        if probability >= self._spec.species_threshold and best not in self._never_claimed:
            return Claim(Rank.SPECIES, best.scientific_name, min(1.0, probability))
        for rank, grouping, threshold in (
            (Rank.GENUS, self._genera, self._spec.genus_threshold),
            (Rank.FAMILY, self._families, self._spec.family_threshold),
        ):
            taxon, probability = grouping.likeliest(by_species)
            if taxon and probability >= threshold:
                return Claim(rank, taxon, min(1.0, probability))
        return NOT_SURE


class _Grouping:
    """Species gathered into taxa of a higher rank; those without one count for nothing."""

    def __init__(self, species: Sequence[Species], taxon_of: Callable[[Species], str]) -> None:
        taxa = [taxon_of(each) for each in species]
        self._taxa = tuple(dict.fromkeys(taxon for taxon in taxa if taxon))
        index = {taxon: number for number, taxon in enumerate(self._taxa)}
        self._members = np.array([index.get(taxon, -1) for taxon in taxa])

    def likeliest(self, by_species: np.ndarray) -> tuple[str, float]:
        """The taxon with the greatest sum, and that sum; ("", 0.0) where there is no taxon."""
        if not self._taxa:
            return "", 0.0
        known = self._members >= 0
        sums = np.bincount(
            self._members[known], weights=by_species[known], minlength=len(self._taxa)
        )
        best = int(sums.argmax())
        return self._taxa[best], float(sums[best])
