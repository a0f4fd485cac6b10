"""Changes as the journal stores them: JSON with the kind of a change and what it was made with."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from birdeye.catalogue.stored_birds import bird_as_list, bird_from_list
from birdeye.catalogue.stored_values import (
    FLAGS,
    RANKS,
    SpeciesOf,
    current_taxon,
    moment_from,
    place_columns,
    place_from,
    position_columns,
    position_from,
    region_from,
    review_columns,
    review_from,
    seconds_from,
    stars_from,
    statement_as_list,
    statement_from,
    stored_json,
    stored_moment,
    stored_region,
)
from birdeye.domain.changes import (
    AcceptClaims,
    AddBird,
    Change,
    DeleteBirds,
    MoveBox,
    ReviewBirds,
    SetDate,
    SetFlags,
    SetOffset,
    SetPlace,
    SetPositions,
    SetRegion,
    SetStars,
    ShiftClock,
    StateCount,
)
from birdeye.domain.photos import GpsPosition


def stored_change(change: Change) -> str:
    """The change as JSON."""
    return stored_json(_as_list(change))


def change_from(stored: str, species_of: SpeciesOf) -> Change:
    """What `stored_change` stored; raises one of `stored_values.UNREADABLE` for anything else."""
    kind, *parts = json.loads(stored)
    match kind, parts:
        case "review", [ids, review]:
            return ReviewBirds(tuple(ids), review_from(review, species_of))
        case "accept", [ids]:
            return AcceptClaims(tuple(ids))
        case "add", [photo_id, bird]:
            return AddBird(photo_id, bird_from_list(bird, species_of))
        case "move", [bird_id, bird]:
            return MoveBox(bird_id, bird_from_list(bird, species_of))
        case "delete", [ids]:
            return DeleteBirds(tuple(ids))
        case "place", [ids, place, *keeps_rest]:
            return SetPlace(tuple(ids), place_from(place), keeps_rest == [True])
        case "positions", [positions]:
            return SetPositions(tuple(_position(*each) for each in positions))
        case "region", [ids, region]:
            return SetRegion(tuple(ids), region_from(region))
        case "date", [ids, taken]:
            return SetDate(tuple(ids), moment_from(taken))
        case "shift", [ids, seconds]:
            return ShiftClock(tuple(ids), timedelta(seconds=seconds))
        case "offset", [ids, seconds]:
            return SetOffset(tuple(ids), seconds_from(seconds))
        case "count", [ids, rank, taxon, statement, *keeps_rest]:
            stated = None if statement is None else statement_from(statement)
            known = RANKS[rank]
            taxon = current_taxon(known, taxon, species_of)
            return StateCount(tuple(ids), known, taxon, stated, keeps_rest == [True])
        case "stars", [ids, stars]:
            return SetStars(tuple(ids), stars_from(stars))
        case "flags", [flags]:
            return SetFlags(tuple((photo_id, FLAGS[flag]) for photo_id, flag in flags))
    raise ValueError(f"no such change: {kind}")


def _as_list(change: Change) -> list[Any]:
    match change:
        case ReviewBirds(ids, review):
            return ["review", ids, review_columns(review)]
        case AcceptClaims(ids):
            return ["accept", ids]
        case AddBird(photo_id, bird):
            return ["add", photo_id, bird_as_list(bird)]
        case MoveBox(bird_id, bird):
            return ["move", bird_id, bird_as_list(bird)]
        case DeleteBirds(ids):
            return ["delete", ids]
        case SetPlace(ids, place, keeps_rest):
            return ["place", ids, place_columns(place), *([True] if keeps_rest else [])]
        case SetPositions(positions):
            listed = [[photo_id, *position_columns(each)] for photo_id, each in positions]
            return ["positions", listed]
        case SetRegion(ids, region):
            return ["region", ids, stored_region(region)]
        case SetDate(ids, taken):
            return ["date", ids, stored_moment(taken)]
        case ShiftClock(ids, by):
            return ["shift", ids, by.total_seconds()]
        case SetOffset(ids, utc_offset):
            return ["offset", ids, None if utc_offset is None else utc_offset.total_seconds()]
        case StateCount(ids, rank, taxon, statement, keeps_rest):
            stated = None if statement is None else statement_as_list(statement)
            return ["count", ids, rank.value, taxon, stated, *([True] if keeps_rest else [])]
        case SetStars(ids, stars):
            return ["stars", ids, stars]
        case SetFlags(flags):
            return ["flags", [[photo_id, flag.value] for photo_id, flag in flags]]


def _position(photo_id: int, *columns: float | None) -> tuple[int, GpsPosition]:
    position = position_from(*columns)
    if position is None:
        raise ValueError("a position without degrees")
    return photo_id, position
