"""A second, signed copy of every review, so that a review that damage took or changed is noticed.

SQLite's own check sees whether its pages fit together, not whether a byte of a name was flipped or
a page of rows is missing. Seals lie in pages of their own, and each carries a checksum: one that is
intact tells what the review was.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.domain.review import Verdict

SQL_FUNCTION = "review_checksum"


def checksum(bird_id: int, *review: str | bytes | None) -> int:
    """CRC-32 of a review (verdict, rank, taxon) and of the bird that it belongs to."""
    parts = [each.encode() if isinstance(each, str) else each or b"" for each in review]
    return zlib.crc32(b"\0".join([str(bird_id).encode(), *parts]))


def add_sql_function(connection: sqlite3.Connection) -> None:
    """Let statements on this connection call `checksum`."""
    connection.create_function(SQL_FUNCTION, 4, checksum, deterministic=True)


def seal_reviews(database: Database, reviews: Iterable[Sequence[Any]]) -> None:
    """Keep the seals of birds up to date; each is (bird_id, verdict, rank, taxon)."""
    for review in reviews:
        if review[1] == Verdict.UNREVIEWED.value:
            database.execute("DELETE FROM review_seal WHERE bird_id = ?", (review[0],))
        else:
            database.execute(
                "INSERT OR REPLACE INTO review_seal VALUES (?, ?, ?, ?, ?)",
                (*review, checksum(*review)),
            )


def _checksum_in_sql(bird_id: str) -> str:
    """As bytes, since damaged text may be no text."""
    columns = ("verdict", "review_rank", "review_taxon")
    parts = ", ".join(f"CAST({each} AS BLOB)" for each in columns)
    return f"{SQL_FUNCTION}({bird_id}, {parts})"


SEAL_ALL = (
    "INSERT INTO review_seal SELECT id, verdict, review_rank, review_taxon, "
    f"{_checksum_in_sql('id')} FROM bird WHERE verdict != 'unreviewed'"
)
"""Makes the seals of a catalogue that has none."""

INTACT = (
    "SELECT bird_id, verdict, review_rank, review_taxon FROM review_seal "
    f"WHERE {_checksum_in_sql('bird_id')} = checksum"
)
"""The seals that can be trusted."""

BROKEN = (
    # A review without its seal, or with another one.
    "SELECT id FROM bird WHERE verdict != 'unreviewed' AND NOT EXISTS "
    f"(SELECT 1 FROM ({INTACT}) AS seal WHERE seal.bird_id = bird.id "
    "AND seal.verdict = bird.verdict AND seal.review_rank = bird.review_rank "
    "AND seal.review_taxon = bird.review_taxon) UNION ALL "
    # A seal without its review.
    "SELECT bird_id FROM review_seal WHERE bird_id NOT IN "
    "(SELECT id FROM bird WHERE verdict != 'unreviewed')"
)
"""The birds whose reviews are not what they were when they were made."""
