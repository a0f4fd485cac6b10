"""What the user stated about birds goes with them to another name, and comes back with undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import MoveBox, ReviewBirds, StateCount, applied
from birdeye.domain.counts import Sex, Statement
from birdeye.domain.identification import BurstVote, Rank
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, confirmed
from tests.helpers.made_results import (
    OTHER_PACK,
    PACK,
    ROBIN,
    TIT,
    TOP,
    WREN,
    make_bird,
    make_result,
    seen,
    species_of,
)

A = Path("/photos/a.jpg")
FLOCK = Statement(40, is_minimum=True, sex=Sex.MALE)
ROBINS, TITS, WRENS = ((Rank.SPECIES, name) for name in (ROBIN, TIT, WREN))


@pytest.fixture
def record(catalogue):
    """A photo of two robins and a wren, with a count of robins."""
    birds = (
        make_bird(ROBIN, (0, 0, 90, 90)),
        make_bird(ROBIN, (100, 0, 190, 90), score=0.8),
        make_bird(WREN, (200, 0, 290, 90), score=0.7),
    )
    photo_id = catalogue.remember(seen(A), make_result(A, *birds), PACK, TOP)
    catalogue.carry_out(StateCount((photo_id,), *ROBINS, FLOCK))
    return catalogue.record(photo_id)


def statements(catalogue, record):
    return dict(catalogue.record(record.photo_id).statements)


def carry_out(catalogue, change, record):
    """Carry it out, and check that the window shows the same at once."""
    shown = applied(catalogue.record(record.photo_id), change)
    changed = catalogue.carry_out(change)
    assert catalogue.record(record.photo_id) == shown
    return changed


def test_a_count_goes_with_the_last_bird_of_its_name(catalogue, record, path):
    first, second, _ = (bird.bird_id for bird in record.birds)
    tit = confirmed(*TITS)
    assert not carry_out(catalogue, ReviewBirds((first,), tit), record).moves_statements
    assert statements(catalogue, record) == {ROBINS: FLOCK}, "one robin is left"
    assert carry_out(catalogue, ReviewBirds((second,), tit), record).moves_statements
    assert statements(catalogue, record) == {TITS: FLOCK}
    with Catalogue(path, catalogue._species_of) as again:
        assert again.undo().moves_statements
        assert statements(again, record) == {ROBINS: FLOCK}
        assert again.record(record.photo_id).birds[1].review == UNREVIEWED
        assert again.redo().moves_statements
    assert statements(catalogue, record) == {TITS: FLOCK}
    assert catalogue.record(record.photo_id).birds[1].review == tit


def test_it_comes_back_with_the_decision(catalogue, record):
    robins = tuple(bird.bird_id for bird in record.birds[:2])
    carry_out(catalogue, ReviewBirds(robins, confirmed(Rank.GENUS, "Parus")), record)
    assert statements(catalogue, record) == {(Rank.GENUS, "Parus"): FLOCK}
    carry_out(catalogue, ReviewBirds(robins, UNREVIEWED), record)
    assert statements(catalogue, record) == {ROBINS: FLOCK}


def test_a_count_that_is_stated_already_stays(catalogue, record):
    two = Statement(2)
    catalogue.carry_out(StateCount((record.photo_id,), *WRENS, two))
    robins = tuple(bird.bird_id for bird in record.birds[:2])
    changed = carry_out(catalogue, ReviewBirds(robins, confirmed(*WRENS)), record)
    assert not changed.moves_statements
    assert statements(catalogue, record) == {ROBINS: FLOCK, WRENS: two}


def test_a_name_of_before_that_is_another_bird_today_is_brought_up_to_date_once(path):
    """As where one species was split off and given the name that another one had."""
    with Catalogue(path, species_of) as catalogue:
        photo_id = catalogue.remember(seen(A), make_result(A, make_bird(WREN)), PACK, TOP)
        (bird,) = catalogue.record(photo_id).birds
        catalogue.carry_out(ReviewBirds((bird.bird_id,), confirmed(*ROBINS)))
        catalogue.carry_out(StateCount((photo_id,), *ROBINS, FLOCK))
    today = {ROBIN: TIT, TIT: "Parus minor"}
    with Catalogue(path, lambda name: species_of(today.get(name, name))) as catalogue:
        record = catalogue.record(photo_id)
        assert record.birds[0].taxon == TIT
        carry_out(catalogue, ReviewBirds((bird.bird_id,), confirmed(*WRENS)), record)
        assert statements(catalogue, record) == {WRENS: FLOCK}


@pytest.mark.parametrize("review", [UNSURE, NOT_A_BIRD])
def test_without_a_name_there_is_nowhere_to_go(catalogue, record, review):
    robins = tuple(bird.bird_id for bird in record.birds[:2])
    changed = carry_out(catalogue, ReviewBirds(robins, review), record)
    assert not changed.moves_statements
    carry_out(catalogue, ReviewBirds(robins, UNREVIEWED), record)
    assert statements(catalogue, record) == {ROBINS: FLOCK}


def test_a_box_that_is_named_anew_when_it_is_moved_takes_its_count_with_it(catalogue, record):
    catalogue.carry_out(StateCount((record.photo_id,), *WRENS, FLOCK))
    wren = record.birds[2]
    moved = make_bird(TIT, (210, 0, 300, 90), score=wren.bird.score)
    assert carry_out(catalogue, MoveBox(wren.bird_id, moved), record).moves_statements
    assert statements(catalogue, record) == {ROBINS: FLOCK, TITS: FLOCK}
    catalogue.undo()
    assert statements(catalogue, record) == {ROBINS: FLOCK, WRENS: FLOCK}


TITS_NOW = (
    make_bird(TIT, (0, 0, 90, 90)),
    make_bird(TIT, (100, 0, 190, 90), score=0.8),
    make_bird(WREN, (200, 0, 290, 90), score=0.7),
)


def by_another_pack(catalogue, record):
    catalogue.remember(seen(A), make_result(A, *TITS_NOW), replace(PACK, version="9.0"), TOP)


def by_their_place(catalogue, record):
    catalogue.rename_birds(dict(zip((b.bird_id for b in record.birds), TITS_NOW, strict=True)))


def by_the_burst(catalogue, record):
    vote = BurstVote(make_bird(ROBIN).claim, 3)
    voted = [replace(each, burst_vote=vote) for each in TITS_NOW[:2]]
    catalogue.vote(dict(zip((b.bird_id for b in record.birds[:2]), voted, strict=True)))


@pytest.mark.parametrize("renamed", [by_another_pack, by_their_place, by_the_burst])
def test_a_count_stays_with_birds_that_the_program_renames(catalogue, record, renamed):
    renamed(catalogue, record)
    assert statements(catalogue, record) == {TITS: FLOCK}


def test_an_undone_name_leaves_the_count_with_what_another_model_calls_the_bird(catalogue):
    photo_id = catalogue.remember(seen(A), make_result(A, make_bird(ROBIN)), PACK, TOP)
    catalogue.carry_out(StateCount((photo_id,), *ROBINS, FLOCK))
    record = catalogue.record(photo_id)
    catalogue.carry_out(ReviewBirds((record.birds[0].bird_id,), confirmed(*TITS)))
    catalogue.remember(seen(A), make_result(A, make_bird(WREN)), OTHER_PACK, TOP)
    assert statements(catalogue, record) == {TITS: FLOCK}
    catalogue.undo()
    assert catalogue.record(photo_id).birds[0].taxon == WREN
    assert statements(catalogue, record) == {WRENS: FLOCK}
    catalogue.redo()
    assert statements(catalogue, record) == {TITS: FLOCK}


def test_an_undone_name_leaves_other_counts_where_another_model_put_them(catalogue, record):
    first, second, wren = record.birds
    catalogue.carry_out(StateCount((record.photo_id,), *WRENS, Statement(2)))
    catalogue.carry_out(ReviewBirds((first.bird_id, second.bird_id), confirmed(*TITS)))
    dunnock = make_bird("Prunella modularis", wren.bird.box.as_tuple())
    found = make_result(A, first.bird, second.bird, dunnock)
    catalogue.remember(seen(A), found, OTHER_PACK, TOP)
    assert catalogue.undo().moves_statements
    dunnocks = Rank.SPECIES, "Prunella modularis"
    assert statements(catalogue, record) == {ROBINS: FLOCK, dunnocks: Statement(2)}


def test_an_undone_count_leaves_others_where_another_model_put_them(catalogue, record):
    ids = (record.photo_id,)
    catalogue.carry_out(StateCount(ids, *ROBINS, Statement(3)))
    catalogue.carry_out(StateCount(ids, *WRENS, Statement(2)))
    by_another_pack(catalogue, record)
    assert statements(catalogue, record) == {TITS: Statement(3), WRENS: Statement(2)}
    catalogue.undo()
    assert statements(catalogue, record) == {TITS: Statement(3)}
    catalogue.undo()
    assert statements(catalogue, record) == {TITS: FLOCK}
    catalogue.redo()
    assert statements(catalogue, record) == {TITS: Statement(3)}
    catalogue.redo()
    assert statements(catalogue, record) == {TITS: Statement(3), WRENS: Statement(2)}


def test_a_count_knows_a_species_by_any_name_that_it_had(catalogue, path):
    """Names were stored as they were at the time, and are read as they are today."""
    former = "Dandalus rubecula"
    photo_id = catalogue.remember(seen(A), make_result(A, make_bird(former)), PACK, TOP)
    catalogue.carry_out(StateCount((photo_id,), Rank.SPECIES, former, FLOCK))
    with Catalogue(path, lambda name: species_of(ROBIN if name == former else name)) as now:
        record = now.record(photo_id)
        assert statements(now, record) == {ROBINS: FLOCK}
        now.carry_out(StateCount((photo_id,), *ROBINS, None))
        assert statements(now, record) == {}, "removed by its name of today"
        now.carry_out(StateCount((photo_id,), *ROBINS, FLOCK))
        carry_out(now, ReviewBirds((record.birds[0].bird_id,), confirmed(*TITS)), record)
        assert statements(now, record) == {TITS: FLOCK}, "gone with a bird of the former name"
