"""Gives a photo that turns out to be a known one what the user did before it was recognised."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.signed_copies import RATINGS, REVIEWS
from birdeye.catalogue.stored_values import UNREADABLE, stored_json

_SET_BY_USER = {
    "place_name": "place_name, place_country_code, place_latitude, place_longitude, "
    "place_altitude_m",
    "set_taken": "set_taken",
    "statements": "statements",
    "region": "region",
    "set_stars": "set_stars",
    "set_flag": "set_flag",
}
"""The columns for what the user set, by the one that shows whether anything is set."""

_SET_BY_CHANGE = {
    **dict.fromkeys(("place", "positions"), "place_name"),
    **dict.fromkeys(("date", "shift", "offset"), "set_taken"),
    **{"count": "statements", "region": "region", "stars": "set_stars", "flags": "set_flag"},
}
"""What each kind of change in the journal sets, as `_SET_BY_USER` names it."""

_Rows = list[list[Any]]
"""Each begins with the id of the image."""


@dataclass(frozen=True, slots=True)
class _Step:
    """An entry of the journal that set something for an image."""

    entry_id: int
    told_by: str
    is_undone: bool
    before: _Rows
    after: _Rows


def move_work(database: Database, waiting: int, known: int) -> None:
    """Give a known image what the user did to a photo before it was recognised, unless the same was
    set for the known one later."""
    birds = [row[0] for row in database.rows("SELECT id FROM bird WHERE image_id = ?", (waiting,))]
    database.execute("UPDATE bird SET image_id = ? WHERE image_id = ?", (known, waiting))
    REVIEWS.sign(database, birds)
    _move_what_was_set(database, waiting, known)
    RATINGS.sign(database, [known])
    database.execute("UPDATE photo SET image_id = ? WHERE image_id = ?", (known, waiting))
    database.execute("DELETE FROM image WHERE id = ?", (waiting,))


def _move_what_was_set(database: Database, waiting: int, known: int) -> None:
    told = database.row(f"SELECT {', '.join(_SET_BY_USER)} FROM image WHERE id = ?", (waiting,))
    set_there = [
        told_by
        for told_by, value in zip(_SET_BY_USER, told or (), strict=False)
        if value is not None
    ]
    if not set_there:  # of most: then nothing is sought in the journal
        return
    steps = _steps_about(database, waiting)
    last_set, last_known = _last_set(steps), _last_set(_steps_about(database, known))
    for told_by in set_there:
        if last_known.get(told_by, 0) <= last_set.get(told_by, 0):
            columns = _SET_BY_USER[told_by]
            about = [step for step in steps if step.told_by == told_by]
            _move_journal(database, about, waiting, known, columns)
            database.execute(
                f"UPDATE image SET ({columns}) = (SELECT {columns} FROM image WHERE id = ?) "
                "WHERE id = ?",
                (waiting, known),
            )


def _steps_about(database: Database, image_id: int) -> list[_Step]:
    found = []
    for entry_id, change, rows, is_undone in database.rows(
        "SELECT id, change, rows, undone FROM journal WHERE rows LIKE ? ORDER BY id",
        (f"%[{image_id},%",),
    ):
        with suppress(*UNREADABLE):
            told_by = _SET_BY_CHANGE.get(json.loads(change)[0])  # others are about birds
            if told_by is not None:
                before, after = json.loads(rows)
                if any(row[0] == image_id for row in before):
                    found.append(_Step(entry_id, told_by, bool(is_undone), before, after))
    return found


def _last_set(steps: Iterable[_Step]) -> dict[str, int]:
    """The last entry of the journal about each of what the user sets for images."""
    return {step.told_by: step.entry_id for step in steps if not step.is_undone}


def _move_journal(
    database: Database, steps: Iterable[_Step], waiting: int, known: int, columns: str
) -> None:
    """Have undo and redo of what was set for a ``waiting`` image alter the ``known`` one.

    Undone, it is again as it was before the photo was recognised. What was set for both at once is
    undone as for the known one.
    """
    values: Sequence[Any] = (
        database.row(f"SELECT {columns} FROM image WHERE id = ?", (known,)) or ()
    )
    for step in steps:
        before, after = step.before, step.after
        if any(row[0] == known for row in before):
            before = [row for row in before if row[0] != waiting]
            after = [row for row in after if row[0] != waiting]
        else:
            before = [[known, *values] if row[0] == waiting else row for row in before]
            after = [[known, *row[1:]] if row[0] == waiting else row for row in after]
        values = next((one[1:] for one in after if one[0] == known), values)
        rows = stored_json([before, after])
        database.execute("UPDATE journal SET rows = ? WHERE id = ?", (rows, step.entry_id))
