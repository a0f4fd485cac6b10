"""What the user stated about the birds of a name goes with them when they are given another."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from birdeye.catalogue.database import Database
from birdeye.catalogue.stored_values import (
    RANKS,
    UNREADABLE,
    SpeciesOf,
    current_taxon,
    review_from,
    statements_from,
    stored_statements,
)
from birdeye.domain.counts import Name, Statement, following_names
from birdeye.domain.records import named

Names = dict[int, dict[int, Name]]
"""By image that has statements: the name of each of its birds, by the id of the bird."""

Rows = list[list[Any]]
"""The id of an image and its statements, as they are stored."""

_log = logging.getLogger(__name__)

_NAMES = """
SELECT image_id, id, verdict, review_rank, review_taxon,
    coalesce(voted_rank, rank), coalesce(voted_taxon, taxon)
FROM bird JOIN (
    SELECT DISTINCT image_id AS stated_id FROM bird JOIN image ON image.id = image_id
    WHERE bird.id IN (SELECT value FROM json_each(?)) AND statements IS NOT NULL
) ON stated_id = image_id
WHERE NOT deleted AND NOT superseded
"""


def names_beside(database: Database, bird_ids: Iterable[int], species_of: SpeciesOf) -> Names:
    """The names of these birds, and of all others in their photos, where anything is stated."""
    found: Names = {}
    for image_id, bird_id, *review, rank, taxon in database.rows(
        _NAMES, (json.dumps(list(bird_ids)),)
    ):
        try:
            given = review_from(review, species_of)
            claimed = RANKS[rank], current_taxon(RANKS[rank], taxon, species_of)
            name = named(given.verdict, (given.rank, given.taxon), claimed)
        except UNREADABLE:
            _log.warning("A bird of the catalogue makes no sense: %r", bird_id)
            continue
        found.setdefault(image_id, {})[bird_id] = name
    return found


@contextmanager
def kept_with(
    database: Database, bird_ids: Collection[int], species_of: SpeciesOf
) -> Iterator[None]:
    """Have statements follow these birds to the names that they are given in the meantime."""
    before = names_beside(database, bird_ids, species_of)
    yield
    if before:
        after = names_beside(database, bird_ids, species_of)
        follow_names(database, before, after, species_of)


def follow_names(
    database: Database, before: Names, after: Names, species_of: SpeciesOf
) -> tuple[Rows, Rows]:
    """Have statements follow birds from the names in ``before`` to those in ``after``; the rows of
    images that this alters, as they were and as they are."""
    old: Rows = []
    new: Rows = []
    for image_id, names in before.items():
        row = database.row("SELECT statements FROM image WHERE id = ?", (image_id,))
        stated = statements_from(row[0] if row is not None else None, species_of)
        followed = following_names(stated, names, after.get(image_id, {}))
        if row is not None and followed != stated:
            old.append([image_id, row[0]])
            new.append([image_id, stored_statements(followed)])
    _write(database, new)
    return old, new


def take_back(database: Database, was: Rows, to: Rows, names: Names, species_of: SpeciesOf) -> None:
    """Give statements that a change moved from the names in ``to`` to those in ``was`` back to the
    former, where birds go by these again: ``names`` are those of now."""
    for (image_id, moved), (_, unmoved) in zip(was, to, strict=True):
        row = database.row("SELECT statements FROM image WHERE id = ?", (image_id,))
        stated = statements_from(row[0] if row is not None else None, species_of)
        after, before = statements_from(moved, species_of), statements_from(unmoved, species_of)
        # What moved has the same order in both, as `following_names` makes them.
        left = [name for name in before if name not in after]
        entered = [name for name in after if name not in before]
        for name, other in zip(left, entered, strict=False):
            if name in stated or name not in names.get(image_id, {}).values():
                continue
            if other not in stated:
                other = went_on_to(stated, after, before[name]) or name
            if other in stated:
                stated[name] = stated.pop(other)
        _write(database, [[image_id, stored_statements(stated)]])


def went_on_to(
    stated: Mapping[Name, Statement], by_then: Collection[Name], statement: Statement
) -> Name | None:
    """The name that ``statement`` has gone to since, when the program named birds anew: one about
    which nothing was stated ``by_then``. None if it is at no such name."""
    return next(
        (name for name in stated if name not in by_then and stated[name] == statement), None
    )


def _write(database: Database, rows: Rows) -> None:
    sql = "UPDATE image SET statements = ? WHERE id = ?"
    database.execute_many(sql, [[stored, image_id] for image_id, stored in rows])
