"""Shows where two packs differ: the same photos identified with both, bird by bird."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from birdeye.domain.boxes import SAME_BIRD_IOU, matched
from birdeye.domain.identification import Bird, Candidate, PhotoResult, Rank
from birdeye.domain.plausibility import Circumstances
from birdeye.vision.identifier import Identifier
from birdeye.vision.weighing import Weigher
from birdeye.workflows.identify_photos import identify_photo
from birdeye.workflows.photo_batch import Check, run_batch


class Agreement(Enum):
    """How the claims of two packs about one bird compare; the value says it in words."""

    SAME = "the same"
    FINER = "one says more than the other"
    OTHER = "they contradict each other"
    ONE_CLAIMS = "only one of them claims anything"
    NEITHER_CLAIMS = "neither claims anything"
    ONE_FINDS = "only one of them finds the bird"


@dataclass(frozen=True, slots=True)
class BirdPair:
    """One bird as two packs see it; None if a pack does not find it."""

    first: Bird | None
    second: Bird | None

    @property
    def agreement(self) -> Agreement:
        """How the two claims compare, assuming current names."""
        if self.first is None or self.second is None:
            return Agreement.ONE_FINDS
        claims = [bird.claim for bird in (self.first, self.second)]
        silent = [claim.rank is Rank.NONE for claim in claims]
        if all(silent):
            return Agreement.NEITHER_CLAIMS
        if any(silent):
            return Agreement.ONE_CLAIMS
        if claims[0].taxon == claims[1].taxon:
            return Agreement.SAME
        return Agreement.FINER if self._is_within() else Agreement.OTHER

    def _is_within(self) -> bool:
        """Whether one claim names a taxon above that of the other."""
        birds = [bird for bird in (self.first, self.second) if bird is not None]
        return any(upper.claim.taxon in _taxa_above(lower) for upper, lower in (birds, birds[::-1]))


@dataclass(frozen=True, slots=True)
class PhotoComparison:
    """One photo with both packs; ``error`` as in `PhotoResult`."""

    path: Path
    pairs: tuple[BirdPair, ...]
    error: str | None = None


def compare_packs(
    paths: Iterable[Path],
    first: Identifier,
    second: Identifier,
    *,
    workers: int,
    circumstances: Mapping[Path, Circumstances] | None = None,
) -> Generator[PhotoComparison, None, None]:
    """One comparison for each of ``paths``, in their order; closing the generator stops.

    ``circumstances`` is where and when photos were taken, if the user said so. A photo that
    cannot be read becomes a comparison whose error says so. Raises `ModelFailed`.
    """

    def compare(path: Path, check: Check) -> PhotoComparison:
        results = [identify_photo(path, identifier, check) for identifier in (first, second)]
        if circumstances is not None and path in circumstances:
            results = [
                _weighed(result, identifier.weigher, circumstances[path])
                for result, identifier in zip(results, (first, second), strict=True)
            ]
        return comparison_of(*results)

    return run_batch(paths, lambda: nullcontext(compare), workers=workers)


def _weighed(result: PhotoResult, weigher: Weigher, circumstances: Circumstances) -> PhotoResult:
    birds = tuple(weigher.weigh(bird, circumstances) or bird for bird in result.birds)
    return replace(result, birds=birds)


def comparison_of(first: PhotoResult, second: PhotoResult) -> PhotoComparison:
    """Two results for one photo, bird beside bird; those that only one pack finds come last."""
    pairs, alone = paired(first.birds, second.birds)
    return PhotoComparison(first.path, (*pairs, *alone), first.error or second.error)


def paired(first: Sequence[Bird], second: Sequence[Bird]) -> tuple[list[BirdPair], list[BirdPair]]:
    """(birds that both have, birds that one has), each bird once, the best overlap first."""
    found = matched([bird.box for bird in first], [bird.box for bird in second], SAME_BIRD_IOU)
    partner = {i: j for j, i in found.items()}
    both = [BirdPair(first[i], second[partner[i]]) for i in sorted(partner)]
    alone = [BirdPair(bird, None) for i, bird in enumerate(first) if i not in partner]
    taken = set(partner.values())
    alone += [BirdPair(None, bird) for j, bird in enumerate(second) if j not in taken]
    return both, alone


def _taxa_above(bird: Bird) -> set[str]:
    """Genus and family of what is claimed, as far as its candidates tell."""
    claim = bird.claim

    def belongs(candidate: Candidate) -> bool:
        species = candidate.species
        return claim.taxon in (species.scientific_name, species.genus)

    members = [candidate.species for candidate in bird.candidates if belongs(candidate)]
    above = {species.family for species in members}
    if claim.rank is Rank.SPECIES:
        above |= {species.genus for species in members}
    return above - {""}
