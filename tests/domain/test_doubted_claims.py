"""A claim is left to the user where place or date speak against all that it may mean."""

from __future__ import annotations

import pytest

from birdeye.domain.doubted_claims import is_doubted
from birdeye.domain.identification import NOT_SURE, Candidate, Claim, Rank
from birdeye.domain.species import Species

HERE, ELSEWHERE = 0.5, 0.01
"""Probabilities of what is as likely as by its looks, 0.5, and of what is not expected there."""


def candidate(name, probability, family="Finches"):
    return Candidate(Species(name, family), probability, by_looks=0.5)


@pytest.mark.parametrize(
    ("claim", "is_so"),
    [
        (Claim(Rank.SPECIES, "Fringilla coelebs", 0.9), True),
        (Claim(Rank.SPECIES, "Carduelis carduelis", 0.9), False),
        (Claim(Rank.SPECIES, "Pica pica", 0.9), False),
        (Claim(Rank.GENUS, "Fringilla", 0.9), True),
        (Claim(Rank.FAMILY, "Finches", 0.9), False),
        (Claim(Rank.FAMILY, "Waxwings", 0.9), True),
        (Claim(Rank.FAMILY, "Crows", 0.9), False),
        (NOT_SURE, False),
    ],
)
def test_only_what_nothing_listed_supports_is_doubted(claim, is_so):
    listed = (
        candidate("Fringilla coelebs", ELSEWHERE),
        candidate("Fringilla montifringilla", ELSEWHERE),
        candidate("Carduelis carduelis", HERE),
        candidate("Bombycilla cedrorum", ELSEWHERE, "Waxwings"),
    )
    assert is_doubted(claim, listed) is is_so
