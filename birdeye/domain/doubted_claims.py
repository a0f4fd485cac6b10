"""Whether a claim holds where and when its photo was taken, or has to be left to the user."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from birdeye.domain.identification import Candidate, Claim, Rank


def is_doubted(
    claim: Claim,
    candidates: Iterable[Candidate],
    is_unlikely: Callable[[Candidate], bool] = lambda candidate: candidate.is_unexpected,
) -> bool:
    """Whether place or date speak against every listed species of ``claim``.

    A claim without a listed species is not doubted, because nothing is known of it.
    """
    meant = [candidate for candidate in candidates if is_of(candidate, claim)]
    return bool(meant) and all(is_unlikely(candidate) for candidate in meant)


def is_of(candidate: Candidate, claim: Claim) -> bool:
    """Whether ``candidate`` is the species that is claimed, or one of the genus or family."""
    species = candidate.species
    match claim.rank:
        case Rank.SPECIES:
            return species.scientific_name == claim.taxon
        case Rank.GENUS:
            return species.genus == claim.taxon
        case Rank.FAMILY:
            return species.family == claim.taxon
    return False
