"""Reads what lists show of photos, tens of thousands at a time."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.stored_birds import likeliest_from
from birdeye.catalogue.stored_values import (
    RANKS,
    UNREADABLE,
    VERDICTS,
    SpeciesOf,
    current_taxon,
    flag_from,
    moment_from,
    path_from,
    region_from,
    stars_from,
)
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import BirdFacts, PhotoOverview, Summary, summary_of
from birdeye.domain.rating import Flag
from birdeye.domain.records import photo_state, sharpest
from birdeye.domain.review import Verdict

_log = logging.getLogger(__name__)

_TOGETHER = 1000
"""Photos read with one query: the first ones are available at once, however many there are."""

_PHOTOS = """
SELECT photo.id, photo.path, coalesce(set_taken, taken), error, image_id, pack_id, pack_version,
    coalesce(place_latitude, latitude) IS NOT NULL, coalesce(width, 0), coalesce(height, 0),
    camera, coalesce(set_stars, stars), coalesce(set_flag, flag),
    place_name IS NOT NULL AND coalesce(place_country_code, '') != '', region
FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value
LEFT JOIN image ON image.id = image_id
ORDER BY wanted.key
"""

_BIRDS = """
SELECT image_id, verdict, review_rank, review_taxon,
    coalesce(voted_rank, rank), coalesce(voted_taxon, taxon),
    coalesce(voted_probability, probability),
    CASE WHEN coalesce(voted_rank, rank) = 'none' THEN candidates END, sharpness
FROM bird
WHERE NOT deleted AND NOT superseded
    AND image_id IN (SELECT value FROM json_each(?))
ORDER BY image_id, drawn, score DESC, id
"""

_IMAGE = itemgetter(0)
_NO_BIRDS = summary_of(())


def overviews(
    database: Database, photo_ids: Iterable[int], species_of: SpeciesOf
) -> Iterator[PhotoOverview]:
    """The photos with these ids, in order; missing ones are left out."""
    remaining = iter(photo_ids)
    while together := list(islice(remaining, _TOGETHER)):
        photos = list(database.rows(_PHOTOS, (json.dumps(together),)))
        image_ids = [row[4] for row in photos if row[4] is not None]
        birds = database.rows(_BIRDS, (json.dumps(image_ids),))
        summaries = {}
        for image_id, rows in groupby(birds, _IMAGE):
            shown = list(rows)
            facts = (_facts(row, species_of) for row in shown)
            summaries[image_id] = summary_of(facts), _sharpness(shown)
        for row in photos:
            try:
                overview = _overview(row, *summaries.get(row[4], (_NO_BIRDS, None)))
            except UNREADABLE:
                _log.warning("A photo of the catalogue makes no sense: %r", row)
            else:
                yield overview


def _overview(row: Sequence[Any], summary: Summary, sharpness: float | None) -> PhotoOverview:
    photo_id, path, taken, error, image_id, pack_id, pack_version, has_position, *more = row
    width, height, camera, stars, flag, has_country, region = more
    figures, guesses = summary
    return PhotoOverview(
        photo_id,
        path_from(path),
        moment_from(taken),
        photo_state(error is not None, bool(pack_id), figures[1]),
        *figures,
        bool(has_position),
        width,
        height,
        error,
        None if camera is None else sys.intern(str(camera)),  # one camera took thousands of them
        guesses,
        stars_from(stars) or 0,
        flag_from(flag) or Flag.NONE,
        sharpness,
        (sys.intern(pack_id or ""), sys.intern(pack_version or "")),
        bool(has_country or region_from(region)),
        image_id,
    )


def _sharpness(birds: Iterable[Sequence[Any]]) -> float | None:
    return sharpest(row[-1] for row in birds if row[1] != Verdict.NOT_A_BIRD.value)


def _facts(row: Sequence[Any], species_of: SpeciesOf) -> BirdFacts:
    _, verdict, *stored, probability, candidates, _ = row
    review_rank, claim_rank = (RANKS.get(each, Rank.NONE) for each in stored[::2])
    return (
        VERDICTS.get(verdict, Verdict.UNREVIEWED),
        review_rank,
        current_taxon(review_rank, stored[1], species_of),
        claim_rank,
        current_taxon(claim_rank, stored[3], species_of),
        probability,
        None if candidates is None else likeliest_from(candidates, species_of),
    )
