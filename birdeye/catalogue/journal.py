"""Every change that the user made, in order, with what it takes to undo and redo it.

All windows and commands share one journal: a new change replaces those that were undone before it.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from birdeye.catalogue import stated_counts, steps
from birdeye.catalogue.database import Database
from birdeye.catalogue.photo_rows import photos_of_birds, photos_of_images
from birdeye.catalogue.stored_changes import change_from, stored_change
from birdeye.catalogue.stored_values import UNREADABLE, SpeciesOf
from birdeye.domain.changes import Change, Changed
from birdeye.domain.errors import BirdeyeError


@dataclass(frozen=True, slots=True)
class History:
    """The change that an undo would undo, and the one that a redo would redo."""

    undo: Change | None = None
    redo: Change | None = None


_log = logging.getLogger(__name__)

# Written so that they use the index.
_NEXT_UNDO = "FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1"
_NEXT_REDO = "FROM journal WHERE undone = 1 ORDER BY id LIMIT 1"


def carry_out(database: Database, change: Change) -> Changed:
    """Make ``change`` and record it, unless every photo has the wanted value already.

    Raises `BirdeyeError` if nothing that it names is left.
    """
    with database.transaction(durable=True):
        step = steps.carry_out(database, change)
        if not step.after:
            raise BirdeyeError(
                "What was to be changed is no longer in the catalogue. "
                "Open the photos again, and try again."
            )
        table, _ = steps.columns_of(change)
        if table == "image" and step.before == step.after:
            return Changed(None, change, ())
        database.execute("DELETE FROM journal WHERE undone = 1")
        entry_id = database.insert(
            "INSERT INTO journal (made_at, change, rows) VALUES (?, ?, ?)",
            (
                datetime.now(UTC).isoformat(timespec="seconds"),
                stored_change(change),
                _stored_step(step),
            ),
        )
        return _changed(database, entry_id, change, step.after, bool(step.statements_after))


def _stored_step(step: steps.Step) -> str:
    parts = [step.before, step.after]
    if step.statements_after:
        parts += [step.statements_before, step.statements_after]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def undo(database: Database, species_of: SpeciesOf, only: Change | None = None) -> Changed | None:
    """Undo the last change; None if there is none, or it is not ``only``."""
    if only is not None and _next(database, species_of, _NEXT_UNDO) != only:
        return None
    return _go(database, species_of, _NEXT_UNDO, undone=True)


def redo(database: Database, species_of: SpeciesOf) -> Changed | None:
    """Redo the change that was undone last; None if there is none."""
    return _go(database, species_of, _NEXT_REDO, undone=False)


def history(database: Database, species_of: SpeciesOf) -> History:
    """What `undo` and `redo` would do next."""
    return History(*(_next(database, species_of, each) for each in (_NEXT_UNDO, _NEXT_REDO)))


def _next(database: Database, species_of: SpeciesOf, which: str) -> Change | None:
    row = database.row(f"SELECT change {which}")
    try:
        return None if row is None else change_from(row[0], species_of)
    except UNREADABLE:  # skipped when its turn comes
        return None


def _go(database: Database, species_of: SpeciesOf, which: str, *, undone: bool) -> Changed | None:
    """One entry back or forth; entries whose photos have been forgotten since are skipped."""
    with database.transaction(durable=True):
        while row := database.row(f"SELECT id, change, rows {which}"):
            entry_id, stored, rows = row
            database.execute("UPDATE journal SET undone = ? WHERE id = ?", (undone, entry_id))
            try:
                change = change_from(stored, species_of)
                before, after, *statements = json.loads(rows)
                rows, was = (before, after) if undone else (after, before)
                steps.write_back(database, change, rows, was)
                if statements:
                    stated_counts.write(database, statements[0 if undone else 1])
                changed = _changed(database, entry_id, change, after, bool(statements))
            except UNREADABLE:
                _log.warning("An entry of the journal makes no sense: %r", row)
                continue
            if changed.photo_ids:
                return changed
    return None


def _changed(
    database: Database,
    entry_id: int,
    change: Change,
    altered: steps.Rows,
    moves_statements: bool = False,
) -> Changed:
    ids = [row[0] for row in altered]
    table, _ = steps.columns_of(change)
    if table == "image":
        photo_ids = photos_of_images(database, ids)
        return Changed(entry_id, change, photo_ids, photo_count=len(set(ids)))
    rows = list(
        database.rows(
            "SELECT id, image_id FROM bird WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
    )
    found = tuple(bird_id for bird_id, _ in rows)
    return Changed(
        entry_id,
        change,
        photos_of_birds(database, found),
        found,
        moves_statements=moves_statements,
        photo_count=len({image_id for _, image_id in rows}),
    )
