"""The rows that a change of the user alters: which columns of which table, read and written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.signed_copies import RATINGS, REVIEWS
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

Rows = list[list[Any]]
"""Each begins with the id of the row."""

_REVIEW = ("verdict", "review_rank", "review_taxon", "superseded")
BOX_COLUMNS = (
    *("x1", "y1", "x2", "y2", "rank", "taxon", "probability", "candidates"),
    *("voted_rank", "voted_taxon", "voted_probability", "moved", "superseded", "looks"),
    *("sharpness", "clipped"),
)
_PLACE = (
    *("place_name", "place_country_code"),
    *("place_latitude", "place_longitude", "place_altitude_m"),
)


def columns_of(change: Change) -> tuple[str, tuple[str, ...]]:
    """The table that a change alters, and which of its columns."""
    match change:
        case ReviewBirds() | AcceptClaims():
            return "bird", _REVIEW
        case MoveBox():
            return "bird", BOX_COLUMNS
        case AddBird() | DeleteBirds():
            return "bird", ("deleted",)
        case SetPlace() | SetPositions():
            return "image", _PLACE
        case SetRegion():
            return "image", ("region",)
        case SetDate() | ShiftClock() | SetOffset():
            return "image", ("set_taken",)
        case StateCount():
            return "image", ("statements",)
        case SetStars():
            return "image", ("set_stars",)
        case SetFlags():
            return "image", ("set_flag",)


def rows_of(database: Database, change: Change, ids: Iterable[int]) -> Rows:
    """These rows as they are, with the columns that ``change`` alters."""
    table, columns = columns_of(change)
    sql = (
        f"SELECT id, {', '.join(columns)} FROM {table} "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    )
    return [list(row) for row in database.rows(sql, (json.dumps(list(ids)),))]


def write_rows(database: Database, change: Change, rows: Rows) -> None:
    """Give rows these values, in the columns that ``change`` alters."""
    table, columns = columns_of(change)
    if rows:  # the journal has changes from before the last columns were added
        columns = columns[: len(rows[0]) - 1]
    places = ", ".join(f"{column} = ?" for column in columns)
    sql = f"UPDATE {table} SET {places} WHERE id = ?"
    database.execute_many(sql, [[*values, row_id] for row_id, *values in rows])
    if table == "bird":
        REVIEWS.sign(database, (row[0] for row in rows))
    elif isinstance(change, SetStars | SetFlags):
        RATINGS.sign(database, (row[0] for row in rows))
