"""Stars, flags and sharpness: kept, undone, never lost, and taken over from files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.catalogue import turned_photos
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.images import image_of_photo
from birdeye.catalogue.integrity import is_sound
from birdeye.catalogue.migrate import migrate
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.catalogue.schema import MIGRATIONS
from birdeye.catalogue.stored_birds import birds_from, stored_birds
from birdeye.catalogue.stored_changes import change_from, stored_change
from birdeye.catalogue.stored_looks import looks_by_box
from birdeye.domain.changes import MoveBox, SetFlags, SetStars, applied
from birdeye.domain.frame_quality import FrameQuality
from birdeye.domain.identification import Looks, Rank
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.rating import Flag
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of

SHARP = FrameQuality(71.5, 0.125)


def add(catalogue, name, content="", quality=SHARP, **facts):
    path = Path(f"/photos/{name}")
    bird = replace(make_bird(), quality=quality)
    return catalogue.remember(seen(path, content), make_result(path, bird, **facts), PACK, TOP)


def rating(catalogue, photo_id):
    record, (overview,) = catalogue.record(photo_id), catalogue.overviews([photo_id])
    assert (record.stars, record.flag) == (overview.stars, overview.flag)
    return record.stars, record.flag


CHANGES = (
    SetStars((1, 2), 4),
    SetStars((1,), None),
    SetFlags(((1, Flag.PICK), (2, Flag.REJECT), (3, Flag.NONE))),
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_journal_keeps_the_change_itself(change):
    assert change_from(stored_change(change), species_of) == change


def test_what_is_set_already_takes_no_step_back(catalogue):
    one, two = add(catalogue, "a.jpg"), add(catalogue, "b.jpg")
    three_stars = SetStars((one,), 3)
    catalogue.carry_out(three_stars)
    catalogue.carry_out(SetStars((one,), 4))
    catalogue.undo()
    changed = catalogue.carry_out(SetStars((one,), 3))
    assert (changed.entry_id, changed.photo_ids) == (None, ())
    assert catalogue.history.undo == three_stars
    assert catalogue.history.redo == SetStars((one,), 4)  # still there to be done again
    assert catalogue.carry_out(SetStars((one, two), 3)).photo_ids == (one, two)


def test_stars_and_flags_are_undone_and_done_again_in_their_order(catalogue):
    one, two = add(catalogue, "a.jpg"), add(catalogue, "b.jpg")
    catalogue.carry_out(SetStars((one, two), 3))
    changed = catalogue.carry_out(SetFlags(((one, Flag.PICK), (two, Flag.REJECT))))
    assert changed.photo_ids == (one, two)
    assert rating(catalogue, one) == (3, Flag.PICK)
    assert rating(catalogue, two) == (3, Flag.REJECT)
    catalogue.undo()
    assert rating(catalogue, two) == (3, Flag.NONE)
    catalogue.undo()
    assert rating(catalogue, one) == (0, Flag.NONE)
    catalogue.redo()
    catalogue.redo()
    assert rating(catalogue, two) == (3, Flag.REJECT)


def test_a_change_is_counted_by_what_the_camera_took(catalogue):
    jpeg, raw = add(catalogue, "a.jpg", "jpeg"), add(catalogue, "a.nef", "raw")
    copy = add(catalogue, "copies/b.jpg", "jpeg")
    other = add(catalogue, "c.jpg")
    changed = catalogue.carry_out(SetStars((jpeg, raw, other), 3))
    assert (set(changed.photo_ids), changed.photo_count) == ({jpeg, raw, copy, other}, 2)
    flags = [(one, Flag.PICK) for one in (jpeg, raw, copy)] + [(other, Flag.REJECT)]
    changed = catalogue.carry_out(SetFlags(tuple(flags)))
    assert changed.flag_counts == {Flag.PICK: 1, Flag.REJECT: 1}


def test_the_window_shows_what_the_catalogue_will_say(catalogue):
    one = add(catalogue, "a.jpg")
    for change in (SetStars((one,), 2), SetFlags(((one, Flag.REJECT),)), SetStars((one,), None)):
        expected = applied(catalogue.record(one), change)
        catalogue.carry_out(change)
        assert catalogue.record(one) == expected


def test_the_users_word_goes_before_the_files_and_can_be_taken_away(catalogue):
    one = add(catalogue, "a.jpg", metadata=PhotoMetadata(stars=2, flag=Flag.REJECT))
    assert rating(catalogue, one) == (2, Flag.REJECT)
    catalogue.carry_out(SetStars((one,), 0))
    catalogue.carry_out(SetFlags(((one, Flag.NONE),)))
    assert rating(catalogue, one) == (0, Flag.NONE)
    catalogue.carry_out(SetStars((one,), None))
    assert rating(catalogue, one) == (2, Flag.NONE)


def test_a_photo_is_rated_before_it_is_identified_and_a_copy_shares_it(catalogue):
    (waiting,) = catalogue.open_photos([Path("/photos/a.jpg")])
    catalogue.carry_out(SetStars((waiting,), 5))
    catalogue.carry_out(SetFlags(((waiting, Flag.PICK),)))
    assert add(catalogue, "a.jpg", "same") == waiting
    copy = add(catalogue, "copy.jpg", "same")
    assert rating(catalogue, waiting) == rating(catalogue, copy) == (5, Flag.PICK)


def test_results_of_a_later_run_change_no_rating_and_bring_a_new_measure(catalogue):
    one = add(catalogue, "a.jpg")
    catalogue.carry_out(SetStars((one,), 5))
    assert catalogue.record(one).sharpness == 71.5
    add(catalogue, "a.jpg", quality=FrameQuality(20.0))
    assert rating(catalogue, one) == (5, Flag.NONE)
    assert catalogue.record(one).birds[0].bird.quality == FrameQuality(20.0)
    add(catalogue, "a.jpg", quality=None)
    assert catalogue.record(one).sharpness is None
    assert next(iter(catalogue.overviews([one]))).sharpness is None


def test_a_box_that_is_moved_is_measured_anew_and_undone_with_its_measure(catalogue):
    one = add(catalogue, "a.jpg")
    (bird,) = catalogue.record(one).birds
    moved = replace(bird.bird, box=bird.bird.box.shifted(3, 3), quality=FrameQuality(12.0))
    catalogue.carry_out(MoveBox(bird.bird_id, moved))
    assert catalogue.record(one).sharpness == 12.0
    catalogue.undo()
    assert catalogue.record(one).sharpness == 71.5


def test_what_an_earlier_version_journaled_is_still_undone(catalogue, path):
    one = add(catalogue, "a.jpg")
    (bird,) = catalogue.record(one).birds
    catalogue.carry_out(MoveBox(bird.bird_id, replace(bird.bird, quality=None)))
    with closing(sqlite3.connect(path)) as connection, connection:
        ((rows,),) = connection.execute("SELECT rows FROM journal")
        assert rows.count("71.5,0.125]") == 1
        # Version 5 of the tables had no columns for sharpness and lost highlights.
        rows = rows.replace(",71.5,0.125]", "]").replace(",null,null]]]", "]]]")
        connection.execute("UPDATE journal SET rows = ?", (rows,))
    assert catalogue.undo() is not None
    assert catalogue.record(one).birds[0].bird.box == bird.bird.box


def test_a_catalogue_of_version_5_is_taken_over(tmp_path):
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:5])
        connection.execute("INSERT INTO image (id, width) VALUES (1, 10)")
        connection.execute("INSERT INTO photo VALUES (1, '/a.jpg', 'h', 1, 1, 1, NULL, 1)")
        connection.execute("INSERT INTO image_hash VALUES ('h', 1)")
        connection.execute(
            "INSERT INTO bird (image_id, x1, y1, x2, y2, score, rank, taxon, probability, "
            "candidates) VALUES (1, 1, 1, 9, 9, 0.5, 'none', '', 0, '[]')"
        )
    with Catalogue(path, species_of) as catalogue:
        record = catalogue.record(1)
        assert (record.stars, record.flag, record.sharpness) == (0, Flag.NONE, None)
        catalogue.carry_out(SetStars((1,), 1))
    assert is_sound(path, thorough=True)


def rate_many(path):
    with Catalogue(path, species_of) as catalogue:
        ids = [add(catalogue, f"{number}.jpg") for number in range(6)]
        for number, photo_id in enumerate(ids):
            catalogue.carry_out(SetStars((photo_id,), number))
            flag = list(Flag)[number % 3]
            catalogue.carry_out(SetFlags(((photo_id, flag),)))
        ids += [add(catalogue, "stars alone.jpg"), add(catalogue, "flag alone.jpg")]
        catalogue.carry_out(SetStars((ids[-2],), 3))
        catalogue.carry_out(SetFlags(((ids[-1], Flag.REJECT),)))
        ratings = [rating(catalogue, photo_id) for photo_id in ids]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return ids, ratings


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE image SET set_stars = 0 WHERE id = 4",
        "UPDATE image SET set_stars = NULL, set_flag = NULL",
        "UPDATE image SET set_flag = 'reject' WHERE set_flag = 'pick'",
        "UPDATE image SET set_stars = 0 WHERE set_flag IS NULL",
        "UPDATE image SET set_flag = 'pick' WHERE set_stars IS NULL",
    ],
)
def test_a_rating_that_damage_changed_is_noticed_and_comes_back_from_its_seal(path, damage):
    ids, ratings = rate_many(path)
    assert is_sound(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    assert not is_sound(path)
    assert "has been repaired" in (prepare_catalogue(path, check=True) or "")
    assert is_sound(path, thorough=True)
    with Catalogue(path, species_of) as catalogue:
        assert [rating(catalogue, photo_id) for photo_id in ids] == ratings


def test_seals_that_are_lost_are_noticed_and_take_no_rating_along(path):
    ids, ratings = rate_many(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM rating_seal")
    assert not is_sound(path)
    prepare_catalogue(path, check=True)
    assert is_sound(path, thorough=True)
    with Catalogue(path, species_of) as catalogue:
        assert [rating(catalogue, photo_id) for photo_id in ids] == ratings


def test_ratings_come_back_from_the_backup_of_a_catalogue_that_is_gone(path):
    ids, ratings = rate_many(path)
    back_up_catalogue(path, now=True)
    path.unlink()
    prepare_catalogue(path)
    with Catalogue(path, species_of) as catalogue:
        assert [rating(catalogue, photo_id) for photo_id in ids] == ratings


def test_forgetting_tells_how_many_rated_photos_go(catalogue, path):
    one, other = add(catalogue, "a.jpg"), add(catalogue, "b.jpg")
    catalogue.carry_out(SetStars((one,), 2))
    assert catalogue.forget([one, other], dry_run=True).rated_count == 1
    assert rating(catalogue, one) == (2, Flag.NONE)
    assert catalogue.forget([one, other]).rated_count == 1
    assert is_sound(path, thorough=True)


def test_the_copy_of_a_photo_that_was_turned_has_a_rating_with_a_seal(catalogue, path):
    one = add(catalogue, "a.jpg")
    catalogue.carry_out(SetStars((one,), 3))
    database = catalogue._database
    image_id = image_of_photo(database, one)
    with database.transaction():
        copy_id = turned_photos._copy(database, image_id)
    assert database.row("SELECT set_stars FROM image WHERE id = ?", (copy_id,)) == (3,)
    assert is_sound(path)


def test_the_looks_of_a_bird_are_found_beside_its_quality():
    looks = Looks("n", (1, 4), (0.75, 0.25), Rank.SPECIES)
    for bird in (
        replace(make_bird(), looks=looks, quality=SHARP),
        replace(make_bird(), looks=looks),
        replace(make_bird(), quality=SHARP),
        make_bird(),
    ):
        stored = stored_birds([bird])
        (known,) = birds_from(stored, species_of)
        assert (known.looks, known.quality) == (bird.looks, bird.quality)
        assert list(looks_by_box(stored).values()) == ([] if bird.looks is None else [looks])
