"""Reads photos with all that is known about them."""

from __future__ import annotations

import json
import logging
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.photo_rows import PhotoFile, files_of_photos, is_there
from birdeye.catalogue.stored_birds import candidates_from
from birdeye.catalogue.stored_values import (
    METADATA_COLUMNS,
    UNREADABLE,
    SpeciesOf,
    box_from,
    claim_from,
    flag_from,
    metadata_from,
    moment_from,
    path_from,
    place_from,
    quality_from,
    region_from,
    review_from,
    stars_from,
    statements_from,
)
from birdeye.domain.identification import Bird, BurstVote
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.domain.shots import frames, image_of

_log = logging.getLogger(__name__)

_TOGETHER = 500
"""Photos that are read with one query."""

_PHOTOS = f"""
SELECT photo.id, path, content_hash, error, image_id, width, height, pack_id, pack_version,
    {", ".join(METADATA_COLUMNS)},
    place_name, place_country_code, place_latitude, place_longitude, place_altitude_m,
    set_taken, statements, region, set_stars, set_flag
FROM photo LEFT JOIN image ON image.id = image_id
WHERE photo.id IN (SELECT value FROM json_each(?))
"""

_BIRDS = """
SELECT image_id, id, x1, y1, x2, y2, score, rank, taxon, probability, candidates,
    voted_rank, voted_taxon, voted_probability, voted_photos,
    verdict, review_rank, review_taxon, drawn, sharpness, clipped
FROM bird
WHERE image_id IN (SELECT value FROM json_each(?)) AND NOT deleted AND NOT superseded
ORDER BY image_id, drawn, score DESC, id
"""


def each_photo_once(database: Database) -> list[int]:
    """The ids of all photos, the files of one shot together, and of copies one that is still there.

    Of several it is the one in the folder with most other files of the shot, so that these are
    known to be one; else the one that was seen last.
    """
    seen_at: dict[int, int] = dict(database.rows("SELECT id, seen_at FROM photo"))
    chosen: list[int] = []
    for frame in frames(files_of_photos(database, seen_at)):
        copies: dict[Hashable, list[PhotoFile]] = {}
        for file in frame:
            copies.setdefault(image_of(file), []).append(file)
        beside = Counter(file.path.parent for file in frame) if len(copies) > 1 else Counter()
        for files in copies.values():
            files.sort(
                key=lambda file: (
                    -beside[file.path.parent],
                    -seen_at[file.photo_id],
                    -file.photo_id,
                )
            )
            several = len(files) > 1
            there = (file for file in files if several and is_there(file.path))
            chosen.append(next(there, files[0]).photo_id)
    return chosen


def records(
    database: Database, photo_ids: Sequence[int], species_of: SpeciesOf
) -> Iterator[PhotoRecord]:
    """The photos with these ids, in order; missing ones are left out."""
    remaining = iter(photo_ids)
    while together := list(islice(remaining, _TOGETHER)):
        photos = {row[0]: row for row in database.rows(_PHOTOS, (json.dumps(together),))}
        image_ids = [row[4] for row in photos.values() if row[4] is not None]
        birds = defaultdict(list)
        for image_id, *columns in database.rows(_BIRDS, (json.dumps(image_ids),)):
            try:
                birds[image_id].append(_bird_record(columns, species_of))
            except UNREADABLE:
                _log.warning("A bird of the catalogue makes no sense: %r", columns)
        for photo_id in together:
            row = photos.get(photo_id)
            if row is None:
                continue
            try:
                record = _photo_record(row, tuple(birds[row[4]]), species_of)
            except UNREADABLE:
                _log.warning("A photo of the catalogue makes no sense: %r", row)
            else:
                yield record


def _photo_record(
    row: Sequence[Any], birds: tuple[BirdRecord, ...], species_of: SpeciesOf
) -> PhotoRecord:
    photo_id, path, content_hash, error, image_id, *more = row
    width, height, pack_id, pack_version, *more = more
    *place, set_taken, statements, region, set_stars, set_flag = more[len(METADATA_COLUMNS) :]
    return PhotoRecord(
        photo_id,
        path_from(path),
        content_hash,
        width or 0,
        height or 0,
        birds,
        error,
        metadata_from(more[: len(METADATA_COLUMNS)]),
        place_from(place),
        pack_id or "",
        pack_version or "",
        moment_from(set_taken),
        statements_from(statements, species_of),
        region_from(region),
        stars_from(set_stars),
        flag_from(set_flag),
        image_id,
    )


def _bird_record(columns: Sequence[Any], species_of: SpeciesOf) -> BirdRecord:
    bird_id, x1, y1, x2, y2, score, *rest = columns
    own, candidates, voted, review = rest[:3], rest[3], rest[4:8], rest[8:11]
    drawn, *measured = rest[11:]
    own_claim = claim_from(own, species_of)
    has_vote = voted[0] is not None
    bird = Bird(
        box_from(x1, y1, x2, y2),
        float(score),
        claim_from(voted[:3], species_of) if has_vote else own_claim,
        candidates_from(candidates, species_of),
        # Undoing a change from before version 2 of the tables brings back a vote without a count.
        BurstVote(own_claim, int(voted[3] or 2)) if has_vote else None,
        quality=quality_from(*measured),
    )
    return BirdRecord(bird_id, bird, review_from(review, species_of), bool(drawn))
