"""What the window shows of a change at once is what the catalogue makes of it afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.domain.boxes import Box
from birdeye.domain.changes import (
    AcceptClaims,
    AddBird,
    DeleteBirds,
    MoveBox,
    ReviewBirds,
    SetPlace,
    applied,
)
from birdeye.domain.identification import BurstVote, Claim, Rank
from birdeye.domain.overviews import overview_of
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, confirmed
from tests.helpers.made_results import PACK, ROBIN, TIT, TOP, WREN, make_bird, make_result, seen

A, B = Path("/photos/a.jpg"), Path("/photos/b.jpg")


@pytest.fixture
def record(catalogue):
    """Three birds: one claimed, one that a burst agreed on, one without a claim."""
    birds = (
        make_bird(ROBIN),
        make_bird(TIT, score=0.8),
        make_bird(WREN, score=0.7, rank=Rank.NONE),
    )
    photo_id = catalogue.remember(seen(A), make_result(A, *birds), PACK, TOP)
    catalogue.remember(seen(B), make_result(B, make_bird(TIT)), PACK, TOP)
    second = catalogue.record(photo_id).birds[1]
    agreed = Claim(Rank.SPECIES, WREN, 0.75)
    voted = replace(second.bird, claim=agreed, burst_vote=BurstVote(second.bird.claim, 4))
    catalogue.vote({second.bird_id: voted})
    return catalogue.record(photo_id)


def ids(record):
    return tuple(bird.bird_id for bird in record.birds)


CHANGES = {
    "a name": lambda r: ReviewBirds(ids(r)[:1], confirmed(Rank.GENUS, "Parus")),
    "unsure": lambda r: ReviewBirds(ids(r)[1:], UNSURE),
    "no bird": lambda r: ReviewBirds(ids(r), NOT_A_BIRD),
    "claims": lambda r: AcceptClaims(ids(r)),
    "moved": lambda r: MoveBox(
        ids(r)[1], replace(make_bird(TIT, probability=0.4, rank=Rank.NONE), box=Box(1, 2, 30, 40))
    ),
    "deleted": lambda r: DeleteBirds((ids(r)[0], ids(r)[2])),
    "a place": lambda r: SetPlace((r.photo_id,), Place("A pond", GpsPosition(1, 2), "CN")),
    "a name, and the position as before": lambda r: SetPlace(
        (r.photo_id,), Place("A pond"), keeps_rest=True
    ),
    "no place": lambda r: SetPlace((r.photo_id,), None),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_what_the_catalogue_makes_of_it(catalogue, record, what):
    change = CHANGES[what](record)
    if isinstance(change, MoveBox):
        # The window hands on how surely the box shows a bird, which no move changes.
        change = replace(change, bird=replace(change.bird, score=record.birds[1].bird.score))
    shown = applied(record, change)
    catalogue.carry_out(change)
    known = catalogue.record(record.photo_id)
    assert shown == known
    assert applied(shown, change) == shown
    (in_short,) = catalogue.overviews([record.photo_id])
    assert overview_of(known) == in_short
    assert applied(known, ReviewBirds(ids(record), UNREVIEWED)) == applied(
        record if isinstance(change, ReviewBirds | AcceptClaims) else known,
        ReviewBirds(ids(record), UNREVIEWED),
    )


def test_what_it_does_not_concern_stays_the_very_same(record):
    for change in (
        ReviewBirds((999,), UNSURE),
        DeleteBirds((999,)),
        MoveBox(999, make_bird()),
        SetPlace((999,), Place("A pond")),
        AcceptClaims(ids(record)[2:]),
        AddBird(record.photo_id, make_bird()),
    ):
        assert applied(record, change) is record


def test_a_list_tells_what_a_bird_without_a_name_probably_is(catalogue, record):
    (in_short,) = catalogue.overviews([record.photo_id])
    assert in_short.guesses == (WREN,)
    assert overview_of(record) == in_short
    catalogue.carry_out(ReviewBirds(ids(record)[2:], UNSURE))
    assert next(catalogue.overviews([record.photo_id])).guesses == ()


def test_only_the_change_that_is_meant_is_taken_back(catalogue, record):
    first, second = ReviewBirds(ids(record)[:1], UNSURE), ReviewBirds(ids(record)[1:2], UNSURE)
    catalogue.carry_out(first)
    catalogue.carry_out(second)
    assert catalogue.undo(first) is None
    assert [bird.review for bird in catalogue.record(record.photo_id).birds[:2]] == [UNSURE] * 2
    assert catalogue.undo(second).change == second
    assert catalogue.undo(first).change == first
    assert catalogue.undo(first) is None
