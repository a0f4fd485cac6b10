"""Reads what lists show of photos, tens of thousands at a time."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.stored_values import RANKS, moment_from, path_from
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState

_TOGETHER = 1000
"""Photos that are read with one query: the first are there at once however many there are."""

_PHOTOS = """
SELECT photo.id, photo.path, taken, error, image_id, pack_id != '',
    coalesce(place_latitude, latitude) IS NOT NULL, coalesce(width, 0), coalesce(height, 0),
    camera
FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value
LEFT JOIN image ON image.id = image_id
ORDER BY wanted.key
"""

_BIRDS = """
SELECT image_id, verdict, review_rank, review_taxon,
    coalesce(voted_rank, rank), coalesce(voted_taxon, taxon),
    coalesce(voted_probability, probability)
FROM bird
WHERE NOT deleted AND NOT superseded AND verdict != 'not a bird'
    AND image_id IN (SELECT value FROM json_each(?))
ORDER BY image_id, drawn, score DESC, id
"""

_Facts = tuple[tuple[tuple[Rank, str], ...], int, int, int, float | None]
_NO_BIRDS: _Facts = ((), 0, 0, 0, None)


def overviews(database: Database, photo_ids: Iterable[int]) -> Iterator[PhotoOverview]:
    """The photos with these ids, in their order; those that are not there are left out."""
    remaining = iter(photo_ids)
    while together := list(islice(remaining, _TOGETHER)):
        photos = list(database.rows(_PHOTOS, (json.dumps(together),)))
        image_ids = [row[4] for row in photos if row[4] is not None]
        birds = database.rows(_BIRDS, (json.dumps(image_ids),))
        facts = {image_id: _facts(rows) for image_id, rows in groupby(birds, itemgetter(0))}
        for row in photos:
            yield _overview(row, facts.get(row[4], _NO_BIRDS))


def _overview(row: Sequence[Any], facts: _Facts) -> PhotoOverview:
    photo_id, path, taken, error, _, is_identified, has_position, width, height, camera = row
    return PhotoOverview(
        photo_id,
        path_from(path),
        moment_from(taken),
        _state(error is not None, bool(is_identified), facts[1]),
        *facts,
        bool(has_position),
        width,
        height,
        error,
        None if camera is None else sys.intern(str(camera)),  # one camera took thousands of them
    )


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
            taxa[RANKS.get(rank, Rank.NONE), taxon] = None
    return tuple(taxa), count, unreviewed, uncertain, surest
