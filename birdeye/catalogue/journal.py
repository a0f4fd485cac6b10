"""Every change that the user made, in order, with what it takes to undo and redo it.

All windows and commands share one journal: a new change replaces those that were undone before it.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from birdeye.catalogue import stated_counts, steps
from birdeye.catalogue.changed_rows import Rows, columns_of
from birdeye.catalogue.database import Database
from birdeye.catalogue.photo_rows import (
    PhotoFile,
    files_of_photos,
    photos_of_birds,
    photos_of_images,
)
from birdeye.catalogue.stored_changes import change_from, stored_change
from birdeye.catalogue.stored_values import UNREADABLE, SpeciesOf, stored_json
from birdeye.domain.changes import Change, Changed, SetFlags
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.rating import Flag
from birdeye.domain.shots import frames


@dataclass(frozen=True, slots=True)
class History:
    """The change that an undo would undo, and the one that a redo would redo."""

    undo: Change | None = None
    redo: Change | None = None


_log = logging.getLogger(__name__)

# Written so that they use the index.
_TO_UNDO = "SELECT id, change, rows FROM journal WHERE undone = 0 ORDER BY id DESC"
_TO_REDO = "SELECT id, change, rows FROM journal WHERE undone = 1 ORDER BY id"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change that can be undone or redone, and what that would do."""

    changed: Changed
    step: steps.Step


def carry_out(database: Database, change: Change, species_of: SpeciesOf) -> Changed:
    """Make ``change`` and record it, unless every photo has the wanted value already.

    Raises `BirdeyeError` if nothing that it names is left.
    """
    with database.transaction(durable=True):
        step = steps.carry_out(database, change, species_of)
        if not step.after:
            raise BirdeyeError(
                "What was to be changed is no longer in the catalogue. "
                "Open the photos again, and try again."
            )
        table, _ = columns_of(change)
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
    return stored_json(parts)


def undo(database: Database, species_of: SpeciesOf, only: Change | None = None) -> Changed | None:
    """Undo the last change; None if there is none, or it is not ``only``."""
    return _go(database, species_of, _TO_UNDO, only, undone=True)


def redo(database: Database, species_of: SpeciesOf) -> Changed | None:
    """Redo the change that was undone last; None if there is none."""
    return _go(database, species_of, _TO_REDO, undone=False)


def history(database: Database, species_of: SpeciesOf) -> History:
    """What `undo` and `redo` would do next."""
    entries = [_next(database, species_of, which) for which in (_TO_UNDO, _TO_REDO)]
    return History(*(None if each is None else each.changed.change for each in entries))


def _next(database: Database, species_of: SpeciesOf, which: str) -> _Entry | None:
    """The next entry, without those that make no sense and those whose photos are forgotten."""
    with closing(database.rows(which)) as rows:
        for row in rows:
            entry_id, stored, step = row
            try:
                change = change_from(stored, species_of)
                before, after, *statements = json.loads(step)
                changed = _changed(database, entry_id, change, after, bool(statements))
            except UNREADABLE:
                _log.warning("An entry of the journal makes no sense: %r", row)
                continue
            if changed.photo_ids:
                return _Entry(changed, steps.Step(before, after, *statements))
    return None


def _go(
    database: Database,
    species_of: SpeciesOf,
    which: str,
    only: Change | None = None,
    *,
    undone: bool,
) -> Changed | None:
    """One entry back or forth, but nothing else than ``only`` where that is given."""
    with database.transaction(durable=True):
        entry = _next(database, species_of, which)
        if entry is None or only not in (None, entry.changed.change):
            return None
        changed, step = entry.changed, entry.step
        sql = "UPDATE journal SET undone = ? WHERE id = ?"
        database.execute(sql, (undone, changed.entry_id))
        rows, was = (step.before, step.after) if undone else (step.after, step.before)
        stated, stated_by_then = step.statements_before, step.statements_after
        if not undone:
            stated, stated_by_then = stated_by_then, stated
        names = stated_counts.names_beside(database, changed.bird_ids, species_of)
        steps.write_back(database, changed.change, rows, was, species_of)
        renamed = stated_counts.names_beside(database, changed.bird_ids, species_of)
        stated_counts.take_back(database, stated_by_then, stated, renamed, species_of)
        stated_counts.follow_names(database, names, renamed, species_of)
        return changed


def _changed(
    database: Database,
    entry_id: int,
    change: Change,
    altered: Rows,
    moves_statements: bool = False,
) -> Changed:
    ids = [row[0] for row in altered]
    table, _ = columns_of(change)
    if table == "image":
        photo_ids = photos_of_images(database, ids)
        photos = frames(files_of_photos(database, photo_ids))
        return Changed(
            entry_id,
            change,
            photo_ids,
            photo_count=len(photos),
            flag_counts=_flag_counts(change, photos),
        )
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


def _flag_counts(change: Change, found: Iterable[Sequence[PhotoFile]]) -> dict[Flag, int]:
    """How many frames got which flag; nothing if ``change`` is about something else."""
    flag_of = dict(change.flags) if isinstance(change, SetFlags) else {}
    flags = (
        next((flag_of[file.photo_id] for file in frame if file.photo_id in flag_of), None)
        for frame in found
    )
    return Counter(flag for flag in flags if flag is not None)
