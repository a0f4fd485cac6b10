"""Saves every row of a damaged catalogue that can still be read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from birdeye.catalogue import latest_decision
from birdeye.catalogue.database import DAMAGE
from birdeye.catalogue.integrity import RESULTS_WITHOUT_BIRDS, WRONG_IMAGES
from birdeye.catalogue.migrate import migrate
from birdeye.catalogue.row_checks import CANDIDATES_ARE_READABLE, columns_of, is_sound, tables_of
from birdeye.catalogue.schema import MIGRATIONS
from birdeye.catalogue.signed_copies import RATINGS, REVIEWS, add_sql_function

Row = tuple[Any, ...]

_LARGEST_ROWID_BITS = 32

_NOT_COPIED = ("migration", "upkeep", "review_seal", "rating_seal")


def rescue(sources: Sequence[sqlite3.Connection], target: sqlite3.Connection) -> int:
    """Fill the empty ``target`` with what can be read; of equal rows the first source's is used.

    Ids are never used twice, so that the rows of an older copy fill the gaps of a newer one. Rows
    that are nonsense are left out. Returns how many reviews are known to be lost.
    """
    migrate(target, MIGRATIONS)
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    for table in tables_of(target):
        if table not in _NOT_COPIED:
            for source in sources:
                _copy(source, target, table)
    # Where only the list of likely species is damaged, the review in the same row is saved.
    for source in sources:
        _copy(
            source, target, "bird", instead={"candidates": "'[]'"}, but=(CANDIDATES_ARE_READABLE,)
        )
    _restore_images_of_photos(sources, target)
    sealed = _restore_reviews(sources, target)
    _restore_ratings(sources, target)
    _drop_what_leads_nowhere(target)
    target.execute(REVIEWS.sign_all)
    decided_at = max(map(_decided_at, sources), default=0.0)
    target.execute("INSERT INTO upkeep VALUES (?, ?)", (latest_decision.TASK, decided_at))
    target.execute(RATINGS.sign_all)
    lost = len(sealed - {bird_id for (bird_id,) in target.execute("SELECT id FROM bird")})
    target.execute("COMMIT")
    target.execute("PRAGMA foreign_keys = ON")
    return lost


def _copy(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    table: str,
    *,
    instead: Mapping[str, str] = MappingProxyType({}),
    but: Collection[str] = (),
) -> None:
    """Add the missing rows of ``table`` that can be read and make sense.

    ``instead`` are columns that are not read, with what is stored in them instead (SQL); ``but``
    are conditions of `is_sound` that then do not apply.
    """
    there: list[str] = []
    with suppress(*DAMAGE):
        there = columns_of(source, table)
    names = [name for name in columns_of(target, table) if name in there]
    if not names:
        return  # a copy from before there was such a table
    condition = is_sound(target, table, names, but=but)
    chosen, places = ", ".join(names), ", ".join("?" * len(names))
    asked = ", ".join(instead.get(name, name) for name in names)
    rows = readable_rows(source, f"SELECT rowid, {asked} FROM {table} WHERE ({condition})")
    target.executemany(
        f"INSERT OR IGNORE INTO {table} ({chosen}) VALUES ({places})", (row[1:] for row in rows)
    )


def _restore_images_of_photos(
    sources: Sequence[sqlite3.Connection], target: sqlite3.Connection
) -> None:
    """Make every photo show the image that its content hash belongs to.

    The number of the image may be damaged in the row of the photo or in that of its hash. If
    nothing else decides, the row of an older copy does, or the photo is identified again.
    """
    target.execute("DELETE FROM image_hash WHERE image_id NOT IN (SELECT id FROM image)")
    target.execute(_RETURN_HASHES)
    target.execute(_ADD_LOST_HASHES)
    chosen = f"FROM photo WHERE id IN ({WRONG_IMAGES})"
    doubtful = target.execute(f"SELECT * {chosen}").fetchall()
    if not doubtful:
        return
    target.execute(f"DELETE {chosen}")
    for source in sources[1:]:
        _copy(source, target, "photo")
    places = ", ".join("?" * len(doubtful[0]))
    target.executemany(f"INSERT OR IGNORE INTO photo VALUES ({places})", doubtful)
    target.execute(
        "UPDATE photo SET image_id = (SELECT image_id FROM image_hash "
        f"WHERE image_hash.content_hash = photo.content_hash) WHERE id IN ({WRONG_IMAGES})"
    )


_RETURN_HASHES = f"""
UPDATE image_hash SET image_id = photo.image_id FROM photo
WHERE photo.content_hash = image_hash.content_hash AND photo.id IN ({WRONG_IMAGES})
    AND photo.image_id IN (SELECT id FROM image)
    AND NOT EXISTS (SELECT 1 FROM photo AS other
        WHERE other.image_id = photo.image_id AND other.id != photo.id)
    AND EXISTS (SELECT 1 FROM photo AS other
        WHERE other.image_id = image_hash.image_id AND other.id != photo.id)
"""
"""The hash is wrong if only this photo shows the one image, and another photo the other."""

_ADD_LOST_HASHES = """
INSERT OR IGNORE INTO image_hash SELECT content_hash, image_id FROM photo
WHERE image_id IN (SELECT id FROM image)
    AND length(content_hash) = 64 AND content_hash NOT GLOB '*[^0-9a-f]*'
"""


def _restore_reviews(sources: Sequence[sqlite3.Connection], target: sqlite3.Connection) -> set[int]:
    """Give birds the reviews in their seals; returns the birds with such seals.

    A seal counts for a bird from the same source, or one whose row there is lost or doubtful: the
    user may have undone the review of an older copy.
    """
    settled: set[int] = set()
    sealed: set[int] = set()
    told = _reviews_in_journal(target)
    values = ", ".join(f"{each} = ?" for each in REVIEWS.columns)
    for source in sources:
        add_sql_function(source)
        # The ids of birds are their rowids, in both tables.
        birds = {
            bird_id
            for bird_id, *review in readable_rows(source, f"SELECT {_REVIEW} FROM bird WHERE 1")
            if review[0] == "unreviewed" or (bird_id, *review) in told
        }
        seals = {bird_id: row for bird_id, *row in readable_rows(source, REVIEWS.intact)}
        target.executemany(
            f"UPDATE bird SET {values} WHERE id = ?",
            [(*row, bird_id) for bird_id, row in seals.items() if bird_id not in settled],
        )
        sealed |= seals.keys() - settled
        settled |= birds | seals.keys()
    target.execute("DELETE FROM review_seal")
    return sealed


def _decided_at(source: sqlite3.Connection) -> float:
    with suppress(*DAMAGE):
        return latest_decision.in_catalogue(source)
    return 0.0


_REVIEW = "id, verdict, review_rank, review_taxon"


def _reviews_in_journal(target: sqlite3.Connection) -> set[Row]:
    """(bird_id, verdict, rank, taxon) of every review that the user ever made or undid."""
    found: set[Row] = set()
    for (rows,) in target.execute("SELECT rows FROM journal"):
        with suppress(ValueError, TypeError):  # an entry that makes no sense
            found.update(tuple(row[:4]) for half in json.loads(rows) for row in half)
    return found


def _restore_ratings(sources: Sequence[sqlite3.Connection], target: sqlite3.Connection) -> None:
    """Give images the stars and flags in the seals of the first source that has them.

    A row without its seal there keeps its values: a seal may be lost as well as a row.
    """
    settled: set[int] = set()
    values = ", ".join(f"{each} = ?" for each in RATINGS.columns)
    for source in sources:
        add_sql_function(source)
        images = {row[0] for row in readable_rows(source, "SELECT id FROM image WHERE 1")}
        seals = {image_id: row for image_id, *row in readable_rows(source, RATINGS.intact)}
        target.executemany(
            f"UPDATE image SET {values} WHERE id = ?",
            [(*row, image_id) for image_id, row in seals.items() if image_id not in settled],
        )
        settled |= images | seals.keys()
    target.execute("DELETE FROM rating_seal")


def readable_rows(source: sqlite3.Connection, select: str) -> Iterator[Row]:
    """Every row of a table that can be read: around damage, down to single rows.

    ``select`` asks for the rowid first, and ends in a condition.
    """
    last = 0
    with suppress(*DAMAGE):
        for row in source.execute(f"{select} ORDER BY rowid"):
            last = row[0]
            yield row
        return
    # The row before the damage is still missing: Python has looked beyond it before giving it.
    with suppress(*DAMAGE):
        while row := source.execute(
            f"{select} AND rowid > ? ORDER BY rowid LIMIT 1", (last,)
        ).fetchone():
            last = row[0]
            yield row
        return
    yield from _between(source, select, last + 1, _end(source, select, last))


def _end(source: sqlite3.Connection, select: str, last: int) -> int:
    """A rowid beyond which nothing can be read; ``last`` is the one before the first damage."""
    final = f"{select} ORDER BY rowid DESC LIMIT 1"
    with suppress(*DAMAGE):
        row = source.execute(final).fetchone()
        return last if row is None else int(row[0]) + 1
    # The end is damaged, too: twice as far as something can still be read is far enough.
    nearer = f"{select} AND rowid > ? AND rowid < ? ORDER BY rowid DESC LIMIT 1"
    for exponent in range(_LARGEST_ROWID_BITS, 0, -1):
        with suppress(*DAMAGE):
            if source.execute(nearer, (last, last + 2**exponent)).fetchone():
                return last + 2 ** (exponent + 1)
    return last


def _between(source: sqlite3.Connection, select: str, low: int, high: int) -> Iterator[Row]:
    """The rows from ``low`` to before ``high``, halving what cannot be read in one go."""
    waiting = [(low, high)]
    while waiting:
        low, high = waiting.pop()
        if low >= high:
            continue
        try:
            found = source.execute(
                # The limit keeps SQLite from looking at the next row, which may be damaged.
                f"{select} AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?",
                (low, high, high - low),
            ).fetchall()
        except DAMAGE:
            if high - low > 1:
                middle = (low + high) // 2
                waiting += [(middle, high), (low, middle)]
        else:
            yield from found


def _drop_what_leads_nowhere(target: sqlite3.Connection) -> None:
    """Rows that belong to one that is lost; a photo is known without its image."""
    target.execute("UPDATE photo SET image_id = NULL WHERE image_id NOT IN (SELECT id FROM image)")
    for table in ("image_hash", "image_picture", "result", "bird"):
        target.execute(f"DELETE FROM {table} WHERE image_id NOT IN (SELECT id FROM image)")
    # So that these photos are identified again.
    target.execute(f"DELETE FROM result WHERE id IN ({RESULTS_WITHOUT_BIRDS})")
    target.execute("DELETE FROM on_show WHERE photo_id NOT IN (SELECT id FROM photo)")
