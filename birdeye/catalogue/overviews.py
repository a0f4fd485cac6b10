"""Reads what lists show of photos, tens of thousands at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from birdeye.catalogue.database import Database, damaged
from birdeye.catalogue.stored_values import RANKS, UNREADABLE, moment_from, path_from
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState

_THESE = "SELECT value AS id, key AS position FROM json_each(?)"
_ON_SHOW = "SELECT photo_id AS id, position FROM on_show"

_PHOTOS = """
SELECT photo.id, path, taken, error, image_id, pack_id != '',
    coalesce(place_latitude, latitude) IS NOT NULL, coalesce(width, 0), coalesce(height, 0)
FROM ({wanted}) AS wanted JOIN photo ON photo.id = wanted.id
LEFT JOIN image ON image.id = image_id
ORDER BY wanted.position
"""

_BIRDS = """
SELECT image_id, verdict, review_rank, review_taxon,
    coalesce(voted_rank, rank), coalesce(voted_taxon, taxon),
    coalesce(voted_probability, probability)
FROM bird
WHERE NOT deleted AND NOT superseded AND verdict != 'not a bird' AND image_id IN (
    SELECT image_id FROM photo WHERE photo.id IN (SELECT id FROM ({wanted}))
)
ORDER BY image_id, drawn, score DESC, id
"""

_Facts = tuple[tuple[tuple[Rank, str], ...], int, int, int, float | None]
_NO_BIRDS: _Facts = ((), 0, 0, 0, None)


def overviews_of(database: Database, photo_ids: Iterable[int]) -> Iterator[PhotoOverview]:
    """The photos with these ids, in their order; those that are not there are left out."""
    return _overviews(database, _THESE, (json.dumps(list(photo_ids)),))


def overviews_on_show(database: Database) -> Iterator[PhotoOverview]:
    """The photos on show, in their order."""
    return _overviews(database, _ON_SHOW, ())


def _overviews(database: Database, wanted: str, values: Sequence[Any]) -> Iterator[PhotoOverview]:
    try:
        rows = database.rows(_BIRDS.format(wanted=wanted), values)
        facts = {image_id: _facts(birds) for image_id, birds in groupby(rows, itemgetter(0))}
        for row in database.rows(_PHOTOS.format(wanted=wanted), values):
            photo_id, path, taken, error, image_id, is_identified, has_position, *size = row
            of_birds = facts.get(image_id, _NO_BIRDS)
            state = _state(error is not None, bool(is_identified), of_birds[1])
            yield PhotoOverview(
                photo_id,
                path_from(path),
                moment_from(taken),
                state,
                *of_birds,
                bool(has_position),
                *size,
                error,
            )
    except UNREADABLE as error:
        raise damaged(database.path) from error


def _state(is_unreadable: bool, is_identified: bool, bird_count: int) -> PhotoState:
    if is_unreadable:
        return PhotoState.UNREADABLE
    if not is_identified:
        return PhotoState.WAITING
    return PhotoState.BIRDS if bird_count else PhotoState.NO_BIRD


def _facts(birds: Iterable[Sequence[Any]]) -> _Facts:
    """taxa, bird_count, unreviewed_count, uncertain_count and probability of a `PhotoOverview`."""
    taxa: dict[tuple[Rank, str], None] = {}
    count = unreviewed = uncertain = 0
    surest: float | None = None
    for _, verdict, review_rank, review_taxon, rank, taxon, probability in birds:
        count += 1
        if rank != "none" and (surest is None or probability > surest):
            surest = probability
        if verdict == "unreviewed":
            unreviewed += 1
        elif verdict == "confirmed":
            rank, taxon = review_rank, review_taxon
        else:
            rank = "none"
        if rank == "none":
            uncertain += 1
        else:
            taxa[RANKS[rank], taxon] = None
    return tuple(taxa), count, unreviewed, uncertain, surest
