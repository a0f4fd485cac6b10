"""What packs found in photos: stored unchanged, and turned into birds that can be reviewed.

One result is stored per pack, so that going back to a pack computes nothing. The birds come from
the one that was requested last.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from birdeye.catalogue.birds import follow_result
from birdeye.catalogue.database import Database
from birdeye.catalogue.images import describe, facts_of, has_picture, image_seen, recognise
from birdeye.catalogue.photo_rows import photo_at
from birdeye.catalogue.seen_files import note_seen
from birdeye.catalogue.stored_birds import birds_from, stored_birds
from birdeye.catalogue.stored_values import (
    METADATA_COLUMNS,
    UNREADABLE,
    SpeciesOf,
    metadata_from,
    stored_path,
    stored_text,
)
from birdeye.domain.identification import PhotoResult
from birdeye.domain.photos import PhotoMetadata, SeenFile
from birdeye.domain.records import PackVersion

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A photo of the catalogue, and what a pack found in it."""

    photo_id: int
    result: PhotoResult


def remember(
    database: Database,
    seen: SeenFile,
    result: PhotoResult,
    pack: PackVersion,
    top: int,
    species_of: SpeciesOf,
) -> int:
    """Store what ``pack`` found, with ``top`` species listed per bird; returns the id of the photo.

    The user's work on the photo's birds stays. A photo that could not be read keeps what was known
    about it, too.
    """
    with database.transaction():
        photo_id = photo_at(database, result.path)
        if result.error is not None or not seen.content_hash:
            database.execute(
                "UPDATE photo SET error = ? WHERE id = ?",
                (stored_text(result.error or _changed_meanwhile(result.path)), photo_id),
            )
            return photo_id
        image_id = recognise(
            database, photo_id, seen, lambda image: _found_same(database, image, result, pack)
        )
        describe(database, image_id, result.path, result.width, result.height, result.metadata)
        database.execute(
            "INSERT OR REPLACE INTO result "
            "(image_id, pack_id, pack_version, fingerprint, top, birds, networks) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                image_id,
                pack.pack_id,
                pack.version,
                pack.fingerprint,
                top,
                stored_birds(result.birds),
                pack.networks or pack.fingerprint,
            ),
        )
        follow_result(database, image_id, result.birds, pack, species_of)
        note_seen(database, photo_id, seen, image_id)
    return photo_id


def recall(
    database: Database, seen: SeenFile, pack: PackVersion, top: int, species_of: SpeciesOf
) -> Remembered | None:
    """What ``pack`` found in this picture, None if it has not identified it yet.

    ``top`` is how many species are to be listed; a result with fewer does not count. The photo is
    recorded at its path, and its birds are those of this result from now on.
    """
    kept = _kept(database, seen, pack, top, species_of, "fingerprint")
    if kept is None:
        return None
    image_id, result, before = kept
    birds, known = result.birds, result.metadata
    photo_id = _up_to_date(database, seen, image_id, pack)
    if photo_id is None or known != before:
        with database.transaction():
            photo_id = photo_at(database, seen.path)
            recognise(database, photo_id, seen, lambda _image: True)
            if seen.picture is not None:  # another program may have written into the file
                describe(database, image_id, seen.path, result.width, result.height, known)
            follow_result(database, image_id, birds, pack, species_of)
            note_seen(database, photo_id, seen, image_id)
    shown = tuple(replace(bird, candidates=bird.candidates[:top]) for bird in birds)
    return Remembered(photo_id, replace(result, birds=shown))


def found_before(
    database: Database, seen: SeenFile, pack: PackVersion, top: int, species_of: SpeciesOf
) -> PhotoResult | None:
    """What the same networks found in this picture, whatever the settings about places were.

    None if they have not identified it, or if the looks of its birds were not stored.
    """
    kept = _kept(database, seen, pack, top, species_of, "networks")
    return None if kept is None else kept[1]


def take_facts(database: Database, image_id: int, seen: SeenFile) -> None:
    """Keep what a file says that was read, but not to be identified.

    If that is another place or date than before, no result counts any longer as it is: the names
    are weighed anew the next time.
    """
    if seen.picture is None:
        return
    with suppress(*UNREADABLE):
        before = facts_of(database, image_id)
        # Missing parts of the photo show only when it is decoded.
        facts = replace(seen.picture.metadata, rows_share=before.rows_share)
        describe(database, image_id, seen.path, seen.picture.width, seen.picture.height, facts)
        now = facts_of(database, image_id)
        if (now.taken, now.position) != (before.taken, before.position):
            database.execute("UPDATE result SET fingerprint = '' WHERE image_id = ?", (image_id,))


def _kept(
    database: Database,
    seen: SeenFile,
    pack: PackVersion,
    top: int,
    species_of: SpeciesOf,
    print_of_pack: Literal["fingerprint", "networks"],
) -> tuple[int, PhotoResult, PhotoMetadata] | None:
    """The image, its result by ``pack``, which has to agree in ``print_of_pack``, with the facts in
    the file as it is now, and the facts that were known before."""
    image_id = image_seen(database, seen)
    row = database.row(
        f"SELECT result.birds, width, height, {', '.join(METADATA_COLUMNS)} "
        "FROM result JOIN image ON image.id = image_id WHERE image_id = ? AND result.pack_id = ? "
        f"AND result.pack_version = ? AND {print_of_pack} = ? AND top >= ?",
        (image_id, pack.pack_id, pack.version, getattr(pack, print_of_pack), top),
    )
    if image_id is None or row is None:
        return None
    stored, width, height, *metadata = row
    try:
        birds = birds_from(stored, species_of)
        before = known = metadata_from(metadata)
    except UNREADABLE:
        _log.warning("A result of the catalogue makes no sense: %r", row)
        return None
    if seen.picture is not None:  # missing parts of the photo show only when it is decoded
        known = replace(seen.picture.metadata, rows_share=before.rows_share)
    return image_id, PhotoResult(seen.path, width, height, birds, metadata=known), before


def _changed_meanwhile(path: Path) -> str:
    return f"“{path.name}” changed while it was read. Identify it again."


def _found_same(database: Database, image_id: int, result: PhotoResult, pack: PackVersion) -> bool:
    """Whether the same models found the same birds in an image, to the last bit of each box."""
    row = database.row(
        "SELECT width, height, birds FROM image JOIN result ON image_id = image.id "
        "WHERE image.id = ? AND result.pack_id = ? AND fingerprint = ?",
        (image_id, pack.pack_id, pack.fingerprint),
    )
    # Results of the versions that did not know the picture have no measure of sharpness either.
    birds = stored_birds([replace(bird, looks=None, quality=None) for bird in result.birds])
    found = (result.width, result.height, birds)
    return bool(result.birds) and row == found


def _up_to_date(database: Database, seen: SeenFile, image_id: int, pack: PackVersion) -> int | None:
    """The id of the photo if the catalogue already has all this, else None."""
    if seen.picture is not None and not has_picture(database, image_id):
        return None
    row = database.row(
        "SELECT photo.id FROM photo JOIN image ON image.id = image_id WHERE path = ? "
        "AND image_id = ? AND content_hash = ? AND size IS ? AND mtime_ns IS ? AND error IS NULL "
        "AND pack_id = ? AND pack_version = ?",
        (
            stored_path(seen.path),
            image_id,
            seen.content_hash,
            seen.size,
            seen.mtime_ns,
            pack.pack_id,
            pack.version,
        ),
    )
    return None if row is None else int(row[0])
