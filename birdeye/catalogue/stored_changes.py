"""Changes as the journal stores them: JSON with the kind of a change and what it was made with."""

from __future__ import annotations

import json
from typing import Any

from birdeye.catalogue.stored_values import (
    SpeciesOf,
    bird_as_list,
    bird_from_list,
    place_columns,
    place_from,
    review_columns,
    review_from,
)
from birdeye.domain.changes import (
    AcceptClaims,
    AddBird,
    Change,
    DeleteBirds,
    MoveBox,
    ReviewBirds,
    SetPlace,
)


def stored_change(change: Change) -> str:
    """The change as JSON."""
    return json.dumps(_as_list(change), ensure_ascii=False, separators=(",", ":"))


def change_from(stored: str, species_of: SpeciesOf) -> Change:
    """What `stored_change` stored; raises one of `stored_values.UNREADABLE` for anything else."""
    kind, *parts = json.loads(stored)
    match kind, parts:
        case "review", [ids, review]:
            return ReviewBirds(tuple(ids), review_from(*review))
        case "accept", [ids]:
            return AcceptClaims(tuple(ids))
        case "add", [photo_id, bird]:
            return AddBird(photo_id, bird_from_list(bird, species_of))
        case "move", [bird_id, bird]:
            return MoveBox(bird_id, bird_from_list(bird, species_of))
        case "delete", [ids]:
            return DeleteBirds(tuple(ids))
        case "place", [ids, place]:
            return SetPlace(tuple(ids), place_from(place))
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
        case SetPlace(ids, place):
            return ["place", ids, place_columns(place)]
