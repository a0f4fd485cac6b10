"""A second, signed copy of the stars and flags that the user gave, like that of reviews in
`seals`."""

from __future__ import annotations

import json
from collections.abc import Iterable

from birdeye.catalogue.database import Database
from birdeye.catalogue.seals import SQL_FUNCTION, checksum

COLUMNS = ("set_stars", "set_flag")
"""What a seal keeps of the row of an image."""

_IS_RATED = "(set_stars IS NOT NULL OR set_flag IS NOT NULL)"
_THESE = "(SELECT value FROM json_each(?))"


def seal_ratings(database: Database, image_ids: Iterable[int]) -> None:
    """Bring the seals of images up to date with their rows, after stars or flags were written."""
    wanted = (json.dumps(list(image_ids)),)
    database.execute(f"DELETE FROM rating_seal WHERE image_id IN {_THESE}", wanted)
    rows = database.rows(
        f"SELECT id, {', '.join(COLUMNS)} FROM image WHERE id IN {_THESE} AND {_IS_RATED}", wanted
    )
    database.execute_many(
        f"INSERT INTO rating_seal VALUES ({', '.join('?' * (2 + len(COLUMNS)))})",
        [(*row, _checksum(*row)) for row in rows],
    )


def _checksum(image_id: int, stars: int | None, flag: str | None) -> int:
    return checksum(image_id, *("" if each is None else each for each in (stars, flag)))


def _checksum_in_sql(image_id: str) -> str:
    parts = ", ".join(f"CAST(coalesce({each}, '') AS BLOB)" for each in COLUMNS)
    return f"{SQL_FUNCTION}({image_id}, {parts})"


SEAL_ALL_RATINGS = (
    f"INSERT INTO rating_seal SELECT id, {', '.join(COLUMNS)}, {_checksum_in_sql('id')} "
    f"FROM image WHERE {_IS_RATED}"
)
"""Makes the seals of a catalogue that has none."""

INTACT_RATINGS = (
    f"SELECT image_id, {', '.join(COLUMNS)} FROM rating_seal "
    f"WHERE {_checksum_in_sql('image_id')} = checksum"
)
"""The seals that can be trusted."""

BROKEN_RATINGS = (
    f"SELECT id FROM image WHERE {_IS_RATED} AND NOT EXISTS "
    f"(SELECT 1 FROM ({INTACT_RATINGS}) AS seal WHERE seal.image_id = image.id AND "
    f"{' AND '.join(f'seal.{each} IS image.{each}' for each in COLUMNS)}) UNION ALL "
    f"SELECT image_id FROM rating_seal WHERE image_id NOT IN "
    f"(SELECT id FROM image WHERE {_IS_RATED})"
)
"""The images whose stars or flags are not as the user gave them."""
