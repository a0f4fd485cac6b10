"""Birds, and the species that they may be, as JSON that the catalogue stores."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from birdeye.catalogue.stored_looks import looks_from, stored_looks
from birdeye.catalogue.stored_values import (
    RANKS,
    UNREADABLE,
    SpeciesOf,
    box_from,
    claim_from,
    current_taxon,
    quality_columns,
    quality_from,
    stored_json,
)
from birdeye.domain.identification import Bird, Candidate, Rank


def stored_candidates(candidates: Sequence[Candidate]) -> str:
    """``[["Parus major", 0.93], ...]``, likeliest first; by looks alone in third position, if the
    place counted too, and in fourth the rank at which it speaks against the species, if it does."""
    return stored_json([_candidate_as_list(each) for each in candidates])


def likeliest_from(stored: str, species_of: SpeciesOf) -> tuple[str, float] | None:
    """The first of what `stored_candidates` stored: the name that the species has today, and its
    probability; None without one."""
    try:
        name, probability, *_by_place = json.loads(stored)[0]
        return current_taxon(Rank.SPECIES, str(name), species_of), float(probability)
    except UNREADABLE:
        return None


def candidates_from(stored: str, species_of: SpeciesOf) -> tuple[Candidate, ...]:
    """What `stored_candidates` stored."""
    return tuple(_candidate_from_list(each, species_of) for each in json.loads(stored))


def _candidate_as_list(candidate: Candidate) -> list[Any]:
    named = [candidate.species.scientific_name, candidate.probability]
    if candidate.by_looks is None:
        return named
    against = () if candidate.unexpected is Rank.NONE else (candidate.unexpected.value,)
    return [*named, candidate.by_looks, *against]


def _candidate_from_list(stored: Sequence[Any], species_of: SpeciesOf) -> Candidate:
    name, probability, *by_place = stored
    if not by_place:
        return Candidate(species_of(name), float(probability))
    by_looks, *against = by_place
    unexpected = RANKS[against[0]] if against else Rank.NONE
    return Candidate(species_of(name), float(probability), float(by_looks), unexpected)


def stored_birds(birds: Sequence[Bird]) -> str:
    """Birds as they were found, in their order, with every bit of their numbers."""
    return stored_json([bird_as_list(bird) for bird in birds])


def birds_from(stored: str, species_of: SpeciesOf) -> tuple[Bird, ...]:
    """What `stored_birds` stored."""
    return tuple(bird_from_list(each, species_of) for each in json.loads(stored))


def bird_as_list(bird: Bird) -> list[Any]:
    """``[box, score, rank, taxon, probability, candidates, looks, [sharpness, clipped]]``, looks as
    `stored_looks` makes them. What is not known at the end is left out."""
    claim = bird.claim
    candidates = [_candidate_as_list(each) for each in bird.candidates]
    named = [claim.rank.value, claim.taxon, claim.probability]
    more: list[Any] = [stored_looks(bird.looks)]
    more += [] if bird.quality is None else [quality_columns(bird.quality)]
    more = [] if more == [None] else more
    return [list(bird.box.as_tuple()), bird.score, *named, candidates, *more]


def bird_from_list(stored: Sequence[Any], species_of: SpeciesOf) -> Bird:
    """What `bird_as_list` made."""
    box, score, rank, taxon, probability, candidates, *more = stored
    looks, measured, *_ = *more, None, None
    return Bird(
        box_from(*box),
        float(score),
        claim_from((rank, taxon, probability), species_of),
        tuple(_candidate_from_list(each, species_of) for each in candidates),
        looks=looks_from(looks),
        quality=None if measured is None else quality_from(*measured),
    )
