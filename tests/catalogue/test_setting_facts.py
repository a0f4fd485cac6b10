"""Dates, clocks, positions and counts that the user sets: kept, shown, undone and done again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.stored_changes import change_from, stored_change
from birdeye.domain.changes import (
    SetDate,
    SetOffset,
    SetPlace,
    SetPositions,
    ShiftClock,
    StateCount,
)
from birdeye.domain.counts import LifeStage, Sex, Statement
from birdeye.domain.identification import Rank
from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata
from birdeye.domain.records import Place
from tests.helpers.made_results import PACK, ROBIN, TOP, make_bird, make_result, seen, species_of

TAKEN = datetime(2026, 5, 1, 7, 30, 12)
HERE, THERE = GpsPosition(48.5, 11.25, 500.0), GpsPosition(-33.9, 151.2)
FLOCK = Statement(40, True, Sex.MALE, LifeStage.ADULT, "foraging, in a flock")


def add(catalogue, name, content="", **facts):
    path = Path(f"/photos/{name}")
    return catalogue.remember(
        seen(path, content), make_result(path, make_bird(), **facts), PACK, TOP
    )


def taken(catalogue, *photo_ids):
    records = [record.taken for record in catalogue.records(photo_ids)]
    assert records == [each.taken for each in catalogue.overviews(photo_ids)]
    return records


def test_a_set_date_goes_before_the_cameras_until_it_is_taken_away(catalogue):
    one, other = add(catalogue, "a.jpg"), add(catalogue, "b.jpg", metadata=PhotoMetadata())
    date = datetime(2025, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=2)))
    changed = catalogue.carry_out(SetDate((one, other), date))
    assert changed.photo_ids == (one, other)
    assert taken(catalogue, one, other) == [date, date]
    record = catalogue.record(one)
    assert (record.metadata.taken, record.taken_source) == (TAKEN, FactSource.USER)
    catalogue.carry_out(SetDate((one, other), None))
    assert taken(catalogue, one, other) == [TAKEN, None]


def test_clocks_are_shifted_from_what_is_known_and_twice_means_twice(catalogue):
    one, undated = add(catalogue, "a.jpg"), add(catalogue, "b.jpg", metadata=PhotoMetadata())
    by = timedelta(hours=1, minutes=3)
    catalogue.carry_out(ShiftClock((one, undated), by))
    catalogue.carry_out(ShiftClock((one, undated), by))
    assert taken(catalogue, one, undated) == [datetime(2026, 5, 1, 9, 36, 12), None]
    catalogue.undo()
    assert taken(catalogue, one, undated) == [datetime(2026, 5, 1, 8, 33, 12), None]
    catalogue.undo()
    assert taken(catalogue, one) == [TAKEN]
    assert catalogue.record(one).set_taken is None
    catalogue.redo()
    assert taken(catalogue, one) == [datetime(2026, 5, 1, 8, 33, 12)]


def test_copies_of_one_photo_are_shifted_once(catalogue):
    one, copy = add(catalogue, "a.jpg", "same"), add(catalogue, "b.jpg", "same")
    catalogue.carry_out(ShiftClock((one, copy), timedelta(hours=1)))
    assert taken(catalogue, one, copy) == [TAKEN + timedelta(hours=1)] * 2


def test_a_time_zone_leaves_the_clock_as_it_was(catalogue):
    photo = add(catalogue, "a.jpg")
    catalogue.carry_out(SetOffset((photo,), timedelta(hours=-5)))
    (date,) = taken(catalogue, photo)
    assert date.replace(tzinfo=None) == TAKEN
    assert date.astimezone(UTC) == datetime(2026, 5, 1, 12, 30, 12, tzinfo=UTC)
    catalogue.carry_out(SetOffset((photo,), None))
    assert taken(catalogue, photo) == [TAKEN]
    assert taken(catalogue, photo)[0].tzinfo is None


def test_what_was_set_stays_when_the_photo_is_read_anew(catalogue):
    photo = add(catalogue, "a.jpg")
    date = datetime(2025, 1, 2, 3, 4)
    catalogue.carry_out(SetDate((photo,), date))
    catalogue.carry_out(StateCount((photo,), Rank.SPECIES, ROBIN, FLOCK))
    add(catalogue, "a.jpg", metadata=PhotoMetadata(datetime(2030, 1, 1)))
    record = catalogue.record(photo)
    assert (record.taken, record.metadata.taken) == (date, datetime(2030, 1, 1))
    assert record.statements == {(Rank.SPECIES, ROBIN): FLOCK}


def test_what_was_set_before_a_photo_was_read_goes_to_the_photo_that_it_turns_out_to_be(catalogue):
    known = add(catalogue, "a.jpg", "same")
    (waiting,) = catalogue.open_photos([Path("/photos/new.jpg")])
    date = datetime(2025, 1, 2, 3, 4)
    catalogue.carry_out(SetDate((waiting,), date))
    add(catalogue, "new.jpg", "same")
    assert taken(catalogue, known, waiting) == [date, date]


def test_a_track_sets_each_position_and_leaves_the_names_of_places(catalogue):
    one, other = add(catalogue, "a.jpg"), add(catalogue, "b.jpg")
    catalogue.carry_out(SetPlace((one,), Place("Marsh", None, "DE")))
    catalogue.carry_out(SetPositions(((one, HERE), (other, THERE))))
    first, second = catalogue.records([one, other])
    assert first.place == Place("Marsh", HERE, "DE")
    assert (second.place, second.position) == (Place("", THERE), THERE)
    catalogue.undo()
    first, second = catalogue.records([one, other])
    assert (first.place, second.place) == (Place("Marsh", None, "DE"), None)


def test_what_a_new_statement_leaves_out_can_stay(catalogue):
    photo = add(catalogue, "a.jpg")
    catalogue.carry_out(StateCount((photo,), Rank.SPECIES, ROBIN, Statement(40, is_minimum=True)))
    female = Statement(sex=Sex.FEMALE)
    catalogue.carry_out(StateCount((photo,), Rank.SPECIES, ROBIN, female, keeps_rest=True))
    both = Statement(40, is_minimum=True, sex=Sex.FEMALE)
    assert catalogue.record(photo).statements == {(Rank.SPECIES, ROBIN): both}
    exact = Statement(3)
    catalogue.carry_out(StateCount((photo,), Rank.SPECIES, ROBIN, exact, keeps_rest=True))
    stated = catalogue.record(photo).statements
    assert stated == {(Rank.SPECIES, ROBIN): Statement(3, sex=Sex.FEMALE)}


def test_what_a_new_place_leaves_empty_can_stay(catalogue):
    one, other = add(catalogue, "a.jpg"), add(catalogue, "b.jpg")
    catalogue.carry_out(SetPositions(((one, HERE), (other, THERE))))
    catalogue.carry_out(SetPlace((one, other), Place("Marsh", None, "DE"), keeps_rest=True))
    places = [each.place for each in catalogue.records([one, other])]
    assert places == [Place("Marsh", HERE, "DE"), Place("Marsh", THERE, "DE")]
    catalogue.undo()
    assert [each.place for each in catalogue.records([one, other])] == [
        Place("", HERE),
        Place("", THERE),
    ]


def test_counts_are_stated_for_each_taxon_and_survive_a_restart(catalogue, path):
    photo = add(catalogue, "a.jpg")
    other = Statement(sex=Sex.FEMALE)
    catalogue.carry_out(StateCount((photo,), Rank.SPECIES, ROBIN, FLOCK))
    catalogue.carry_out(StateCount((photo,), Rank.GENUS, "Turdus", other))
    with Catalogue(path, species_of) as again:
        said = again.record(photo).statements
        assert said == {(Rank.SPECIES, ROBIN): FLOCK, (Rank.GENUS, "Turdus"): other}
        again.carry_out(StateCount((photo,), Rank.SPECIES, ROBIN, None))
        assert again.record(photo).statements == {(Rank.GENUS, "Turdus"): other}
        again.undo()
        assert again.record(photo).statements == said


@pytest.mark.parametrize(
    "change",
    [
        SetDate((1, 2), datetime(2026, 5, 1, 7, 30, tzinfo=UTC)),
        SetDate((1,), None),
        SetPlace((1, 2), Place("Home", HERE)),
        SetPlace((1, 2), Place("Home"), keeps_rest=True),
        ShiftClock((3,), timedelta(days=-400, seconds=3)),
        SetOffset((3, 4), timedelta(hours=5, minutes=45)),
        SetOffset((3,), None),
        SetPositions(((1, HERE), (2, THERE))),
        StateCount((1,), Rank.SPECIES, ROBIN, FLOCK),
        StateCount((1,), Rank.FAMILY, "Paridae", None),
        StateCount((1,), Rank.SPECIES, ROBIN, FLOCK, keeps_rest=True),
    ],
)
def test_the_journal_gives_back_the_change_that_it_was_given(change):
    assert change_from(stored_change(change), species_of) == change


def test_a_position_without_degrees_in_the_journal_is_passed_over(catalogue):
    photo = add(catalogue, "a.jpg")
    catalogue.carry_out(SetPlace((photo,), Place("Home", HERE)))
    catalogue.carry_out(SetPositions(((photo, THERE),)))
    damaged = f'["positions",[[{photo},null,null,null]]]'
    catalogue._database.execute("UPDATE journal SET change = ? WHERE id = 2", (damaged,))
    assert catalogue.history.undo == SetPlace((photo,), Place("Home", HERE))
    assert catalogue.undo().change == SetPlace((photo,), Place("Home", HERE))
    assert catalogue.undo() is None


def test_statements_that_make_no_sense_are_left_out(catalogue, path):
    photo = add(catalogue, "a.jpg")
    for nonsense in ("[", '[["species", "A b", [0, false, null, null, ""]]]', "7", '[["x"]]'):
        catalogue._database.execute("UPDATE image SET statements = ?", (nonsense,))
        assert catalogue.record(photo).statements == {}
