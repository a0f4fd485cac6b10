"""Whether a claim holds where and when its photo was taken, or has to be left to the user."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from birdeye.domain.identification import Candidate, Claim


def is_doubted(
    claim: Claim,
    candidates: Iterable[Candidate],
    is_unlikely: Callable[[Candidate], bool] = lambda candidate: candidate.is_unexpected,
) -> bool:
    """Whether place or date speak against every listed species of ``claim``.

    A claim without a listed species is not doubted, because nothing is known of it.
    """
    meant = [candidate for candidate in candidates if candidate.is_of(claim.rank, claim.taxon)]
    return bool(meant) and all(is_unlikely(candidate) for candidate in meant)
