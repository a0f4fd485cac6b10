"""How each change of the user alters rows, in a form that can be undone and redone.

A `Step` has some columns of some rows before and after. Undoing writes the former, redoing the
latter; table and columns follow from the kind of change.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from birdeye.catalogue import stated_counts
from birdeye.catalogue.birds import insert_bird
from birdeye.catalogue.changed_rows import BOX_COLUMNS, Rows, rows_of, write_rows
from birdeye.catalogue.database import Database
from birdeye.catalogue.images import image_to_change
from birdeye.catalogue.stored_birds import stored_candidates
from birdeye.catalogue.stored_looks import stored_looks
from birdeye.catalogue.stored_values import (
    SpeciesOf,
    moment_from,
    place_columns,
    place_from,
    position_columns,
    quality_columns,
    review_columns,
    statements_from,
    stored_moment,
    stored_region,
    stored_statements,
)
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
    place_after,
    statements_after,
)
from birdeye.domain.dates import date_after
from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.review import Verdict

_CLAIM = ("rank", "taxon", "probability", "candidates")
_NAMING = (*_CLAIM, "voted_rank", "voted_taxon", "voted_probability", "looks")


@dataclass(frozen=True, slots=True)
class Step:
    """What a change did: rows before and after, with the columns of `columns_of`.

    ``statements_before`` and ``statements_after`` are images whose statements went with their birds
    to another name, with what was and is stated.
    """

    before: Rows
    after: Rows
    statements_before: Rows = field(default_factory=list)
    statements_after: Rows = field(default_factory=list)


def carry_out(database: Database, change: Change, species_of: SpeciesOf) -> Step:
    """Alter the rows that ``change`` names; missing ones are skipped."""
    if isinstance(change, AddBird):
        return _add_bird(database, change)
    if isinstance(change, SetPositions):
        return _set_positions(database, change)
    if isinstance(change, SetFlags):
        return _set_flags(database, change)
    before = rows_of(database, change, _ids(database, change))
    after = [[row[0], *_values_after(database, change, row, species_of)] for row in before]
    if not isinstance(change, ReviewBirds | MoveBox):
        write_rows(database, change, after)
        return Step(before, after)
    bird_ids = [row[0] for row in before]
    names = stated_counts.names_beside(database, bird_ids, species_of)
    write_rows(database, change, after)
    renamed = stated_counts.names_beside(database, bird_ids, species_of)
    followed = stated_counts.follow_names(database, names, renamed, species_of)
    return Step(before, after, *followed)


def write_back(
    database: Database, change: Change, rows: Rows, was: Rows, species_of: SpeciesOf
) -> None:
    """As `write_rows`, for undo and redo: ``was`` are the rows as the change or its undo left them.

    What the program has said about a bird since its box was moved stays, as it is of another model
    or place than what it said then. So do counts that went with birds to what it says now.
    """
    left = {row[0]: row for row in was}
    if isinstance(change, MoveBox):
        now = {row[0]: row for row in rows_of(database, change, left)}
        rows = [_with_new_name(row, left.get(row[0]), now.get(row[0])) for row in rows]
    elif isinstance(change, StateCount):
        now = {row[0]: row for row in rows_of(database, change, left)}
        rows = [
            _with_other_counts(change, row, left[row[0]], now[row[0]], species_of)
            for row in rows
            if row[0] in now
        ]
    write_rows(database, change, rows)


def _with_other_counts(
    change: StateCount,
    row: list[Any],
    left: Sequence[Any],
    now: Sequence[Any],
    species_of: SpeciesOf,
) -> list[Any]:
    """``now`` with the statement of ``row`` about the birds that ``change`` is about."""
    to, was, stated = (statements_from(each[1], species_of) for each in (row, left, now))
    name = stated_name = change.rank, change.taxon
    if name in was and name not in stated:
        stated_name = stated_counts.went_on_to(stated, was, was[name]) or name
    stated.pop(stated_name, None)
    if name in to:
        stated[stated_name] = to[name]
    return [row[0], stored_statements(stated)]


def _with_new_name(
    row: list[Any], left: Sequence[Any] | None, now: Sequence[Any] | None
) -> list[Any]:
    """``row`` with the naming of ``now`` if that is another than in ``left``."""
    if left is None or now is None or all(left[at] == now[at] for at in _places_of(_CLAIM)):
        return row
    naming = _places_of(_NAMING)
    return [now[at] if at in naming else value for at, value in enumerate(row)]


def _places_of(columns: Collection[str]) -> list[int]:
    """Where these are in a row of a moved box, which begins with its id."""
    return [at for at, column in enumerate(BOX_COLUMNS, 1) if column in columns]


def _add_bird(database: Database, change: AddBird) -> Step:
    image_id = image_to_change(database, change.photo_id)
    if image_id is None:
        return Step([], [])
    bird_id = insert_bird(database, image_id, change.bird, drawn=True)
    return Step([[bird_id, 1]], [[bird_id, 0]])


def _set_positions(database: Database, change: SetPositions) -> Step:
    position_of: dict[int, GpsPosition] = {}
    for photo_id, position in change.positions:
        image_id = image_to_change(database, photo_id)
        if image_id is not None:
            position_of[image_id] = position
    before = rows_of(database, change, position_of)
    after = [
        [image_id, name or "", country_code or "", *position_columns(position_of[image_id])]
        for image_id, name, country_code, *_ in before
    ]
    write_rows(database, change, after)
    return Step(before, after)


def _set_flags(database: Database, change: SetFlags) -> Step:
    flag_of: dict[int, str] = {}
    for photo_id, flag in change.flags:
        image_id = image_to_change(database, photo_id)
        if image_id is not None:
            flag_of[image_id] = flag.value
    before = rows_of(database, change, flag_of)
    after = [[image_id, flag_of[image_id]] for image_id, _ in before]
    write_rows(database, change, after)
    return Step(before, after)


def _ids(database: Database, change: Change) -> Iterable[int]:
    """The rows that a change names."""
    match change:
        case MoveBox(bird_id):
            return [bird_id]
        case (
            SetPlace(photo_ids)
            | SetRegion(photo_ids)
            | SetDate(photo_ids)
            | ShiftClock(photo_ids)
            | SetOffset(photo_ids)
            | StateCount(photo_ids)
            | SetStars(photo_ids)
        ):
            images = {image_to_change(database, photo_id) for photo_id in photo_ids}
            return {image_id for image_id in images if image_id is not None}
        case AcceptClaims(bird_ids):
            return _to_accept(database, bird_ids)
        case ReviewBirds(bird_ids) | DeleteBirds(bird_ids):
            return bird_ids
        case AddBird() | SetPositions() | SetFlags():
            raise AssertionError("they find their rows by themselves")


def _to_accept(database: Database, bird_ids: Sequence[int]) -> list[int]:
    """Those with a claim that nobody has decided about, in this window or another program."""
    rows = database.rows(
        "SELECT id FROM bird WHERE id IN (SELECT value FROM json_each(?)) "
        "AND coalesce(voted_rank, rank) != ? AND verdict = ?",
        (json.dumps(bird_ids), Rank.NONE.value, Verdict.UNREVIEWED.value),
    )
    return [bird_id for (bird_id,) in rows]


def _values_after(
    database: Database, change: Change, row: Sequence[Any], species_of: SpeciesOf
) -> tuple[Any, ...]:
    match change:
        case ReviewBirds(_, review):
            return *review_columns(review), 0
        case AcceptClaims():
            accepted = database.row(
                "SELECT coalesce(voted_rank, rank), coalesce(voted_taxon, taxon) "
                "FROM bird WHERE id = ?",
                (row[0],),
            )
            return Verdict.CONFIRMED.value, *(accepted or ()), 0
        case MoveBox(_, bird):
            claim = bird.claim
            named = (claim.rank.value, claim.taxon, claim.probability)
            candidates = stored_candidates(bird.candidates)
            return (
                *bird.box.as_tuple(),
                *named,
                candidates,
                None,
                None,
                None,
                1,
                0,
                stored_looks(bird.looks),
                *quality_columns(bird.quality),
            )
        case DeleteBirds():
            return (1,)
        case SetPlace():
            return place_columns(place_after(change, place_from(row[1:])))
        case SetRegion(_, region):
            return (stored_region(region),)
        case SetDate() | ShiftClock() | SetOffset():
            return (stored_moment(date_after(change, _taken(database, row[0]))),)
        case StateCount():
            before = statements_from(row[1], species_of)
            return (stored_statements(statements_after(change, before)),)
        case SetStars(_, stars):
            return (stars,)
        case SetPositions() | SetFlags():
            raise AssertionError("each photo has a different value")
        case AddBird():
            raise AssertionError("birds are added where there is no row yet")


def _taken(database: Database, image_id: int) -> datetime | None:
    """When a photo was taken, as far as known before the change."""
    row = database.row("SELECT coalesce(set_taken, taken) FROM image WHERE id = ?", (image_id,))
    return moment_from(row[0]) if row is not None else None
