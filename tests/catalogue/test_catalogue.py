"""What goes in comes out again, whatever happens to the files of the photos."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.contents import Contents, Forgotten
from birdeye.catalogue.integrity import is_sound
from birdeye.domain.boxes import Box
from birdeye.domain.changes import (
    AddBird,
    DeleteBirds,
    MoveBox,
    ReviewBirds,
    SetPlace,
    SetStars,
    StateCount,
)
from birdeye.domain.counts import Statement
from birdeye.domain.identification import PhotoResult, Rank
from birdeye.domain.overviews import overview_of
from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata
from birdeye.domain.records import PhotoState, Place, state_of
from birdeye.domain.review import NOT_A_BIRD, UNSURE, confirmed
from birdeye.domain.species import Species
from tests.helpers.made_results import (
    METADATA,
    OTHER_PACK,
    PACK,
    ROBIN,
    TIT,
    TOP,
    WREN,
    as_before,
    make_bird,
    make_result,
    seen,
    species_of,
)

A, B, C = Path("/photos/a.jpg"), Path("/photos/b.jpg"), Path("/photos/c.jpg")


def remember(catalogue, path, *birds, content="", picture="", pack=PACK, **facts):
    result = make_result(path, *birds, **facts)
    file = seen(path, content, picture=picture, metadata=result.metadata)
    return catalogue.remember(file, result, pack, TOP)


def confirm(catalogue, photo_id, taxon=ROBIN):
    birds = tuple(bird.bird_id for bird in catalogue.record(photo_id).birds)
    catalogue.carry_out(ReviewBirds(birds, confirmed(Rank.SPECIES, taxon)))


def names(record):
    return [bird.taxon for bird in record.birds]


def test_of_copies_the_one_that_is_there_stands_for_all(catalogue, tmp_path):
    here, gone = tmp_path / "here.jpg", tmp_path / "gone.jpg"
    here.write_bytes(b"x")
    first, last = (
        catalogue.remember(seen(path, "same"), make_result(path, make_bird()), PACK, TOP)
        for path in (here, gone)
    )
    assert [each.photo_id for each in catalogue.records()] == [first]
    here.unlink()
    assert [each.photo_id for each in catalogue.overviews()] == [last]


def test_a_result_comes_back_bit_for_bit(catalogue):
    third = make_bird(ROBIN, (0.1, 1 / 3, 2e-17, 700), probability=1 / 3, score=0.1 + 0.2)
    result = make_result(A, make_bird(), third, make_bird(WREN, rank=Rank.NONE))
    photo_id = catalogue.remember(seen(A), result, PACK, TOP)
    recalled = catalogue.recall(seen(A), PACK, TOP)
    assert recalled.photo_id == photo_id
    assert recalled.result == result
    record = catalogue.record(photo_id)
    assert [each.bird for each in record.birds] == sorted(result.birds, key=lambda b: -b.score)
    assert (record.metadata, record.width, record.height) == (result.metadata, 600, 400)
    assert (record.pack_id, record.pack_version) == ("tiny", "1.0")
    assert record.content_hash == seen(A).content_hash
    assert catalogue.seen_before(A) == as_before(A)


def test_where_facts_were_found_and_how_much_is_there_are_kept(catalogue):
    metadata = PhotoMetadata(
        datetime(2021, 5, 1, 6, 30),
        GpsPosition(-38.0, 145.0),
        taken_source=FactSource.FILE_NAME,
        position_source=FactSource.SIDECAR,
        rows_share=0.75,
    )
    result = replace(make_result(A, make_bird()), metadata=metadata)
    photo_id = catalogue.remember(seen(A), result, PACK, TOP)
    assert catalogue.recall(as_before(A), PACK, TOP).result.metadata == metadata
    assert catalogue.record(photo_id).metadata == metadata


def test_a_new_photo_is_not_recalled(catalogue):
    catalogue.open_photos([A])
    assert catalogue.recall(seen(A), PACK, TOP) is None
    assert catalogue.seen_before(A) is None


@pytest.mark.parametrize(
    "pack",
    [OTHER_PACK, replace(PACK, version="1.1"), replace(PACK, fingerprint="changed in place")],
)
def test_a_result_answers_for_its_own_pack_only(catalogue, pack):
    remember(catalogue, A, make_bird())
    assert catalogue.recall(seen(A), pack, TOP) is None


def test_a_result_with_fewer_species_than_asked_for_is_no_answer(catalogue):
    remember(catalogue, A, make_bird())
    assert catalogue.recall(seen(A), PACK, TOP + 1) is None
    assert len(catalogue.recall(seen(A), PACK, 1).result.birds[0].candidates) == 1


def test_photos_on_show_keep_their_order_and_ids_before_and_after_identifying(path):
    with Catalogue(path, species_of) as catalogue:
        first = catalogue.open_photos([B, A])
        assert catalogue.open_photos([C, A]) == (3, first[1])
        assert [state_of(each) for each in catalogue.records(first)] == [PhotoState.WAITING] * 2
        assert remember(catalogue, A, make_bird()) == first[1]
    with Catalogue(path, species_of) as catalogue:
        assert [path for _, path in catalogue.open_set()] == [B, A, C]
        shown = list(catalogue.overviews_on_show())
        assert [each.path for each in shown] == [B, A, C]
        assert [each.state.value for each in shown] == ["waiting", "birds", "waiting"]
        catalogue.close_photos([first[0]])
        assert [path for _, path in catalogue.open_set()] == [A, C]
        catalogue.close_photos()
        assert catalogue.open_set() == ()
        assert names(catalogue.record(first[1])) == [ROBIN]


def test_a_moved_photo_keeps_its_work(catalogue):
    before = catalogue.record(remember(catalogue, A, make_bird(), content="one"))
    catalogue.carry_out(ReviewBirds((before.birds[0].bird_id,), confirmed(Rank.SPECIES, TIT)))
    recalled = catalogue.recall(seen(B, "one"), PACK, TOP)
    assert recalled.result.path == B
    assert names(catalogue.record(recalled.photo_id)) == [TIT]
    assert catalogue.record(recalled.photo_id).path == B


@pytest.mark.parametrize("is_moved", [True, False])
def test_what_is_removed_from_a_moved_photo_stays_away(catalogue, tmp_path, is_moved):
    """Unlike what a copy for the web has lost."""
    original, web = tmp_path / "original.jpg", tmp_path / "web.jpg"
    if not is_moved:
        original.write_bytes(b"x")
    located = PhotoMetadata(position=GpsPosition(1, 2))
    stripped = PhotoMetadata()
    result = make_result(original, make_bird(), metadata=located)
    catalogue.remember(seen(original, "a", picture="p"), result, PACK, TOP)
    result = make_result(web, make_bird(), metadata=stripped)
    photo_id = catalogue.remember(seen(web, "b", picture="p"), result, PACK, TOP)
    known = catalogue.record(photo_id).position
    assert known == (None if is_moved else GpsPosition(1, 2))


def test_a_species_goes_by_its_name_of_today(path):
    """Whatever it was called when it was found, confirmed or counted."""
    older = "Parus caeruleus"
    with Catalogue(path, Species) as then:
        photo_id = remember(then, A, make_bird(older), make_bird(older, (300, 20, 400, 99)))
        first, _ = then.record(photo_id).birds
        then.carry_out(ReviewBirds((first.bird_id,), confirmed(Rank.SPECIES, older)))
        then.carry_out(StateCount((photo_id,), Rank.SPECIES, older, Statement(3)))
    today = "Cyanistes caeruleus"
    with Catalogue(path, lambda name: Species(today if name == older else name)) as now:
        record = now.record(photo_id)
        assert [bird.taxon for bird in record.birds] == [today, today]
        assert dict(record.statements) == {(Rank.SPECIES, today): Statement(3)}
        (overview,) = now.overviews([photo_id])
        assert overview.taxa == ((Rank.SPECIES, today),)
        assert (now.history.undo.taxon, now.undo().change.taxon) == (today, today)
        assert now.history.undo.review.taxon == today
        recalled = now.recall(seen(A), PACK, TOP).result.birds
        assert [bird.claim.taxon for bird in recalled] == [today, today]
        remember(now, B, make_bird(older, rank=Rank.NONE))
        (guessed,) = now.overviews(now.photo_ids_at([B]))
        assert guessed.guesses == (today,)


def test_copies_share_their_birds_and_count_once(catalogue):
    a = remember(catalogue, A, make_bird(), content="one")
    b = catalogue.recall(seen(B, "one"), PACK, TOP).photo_id
    assert a != b
    bird_id = catalogue.record(a).birds[0].bird_id
    changed = catalogue.carry_out(ReviewBirds((bird_id,), UNSURE))
    assert set(changed.photo_ids) == {a, b}
    assert catalogue.record(a).birds == catalogue.record(b).birds
    assert len(list(catalogue.records())) == len(list(catalogue.overviews())) == 1


def test_a_file_that_was_written_into_is_the_same_photo(catalogue):
    photo_id = remember(catalogue, A, make_bird(), content="plain", picture="finch")
    bird_id = catalogue.record(photo_id).birds[0].bird_id
    catalogue.carry_out(ReviewBirds((bird_id,), NOT_A_BIRD))
    moved = PhotoMetadata(datetime(2020, 1, 2), GpsPosition(-33.0, 151.0), "Cam", "Lens")
    written_into = seen(A, "with a date", picture="finch", metadata=moved)
    recalled = catalogue.recall(written_into, PACK, TOP)
    assert recalled.photo_id == photo_id
    assert recalled.result.metadata == moved
    record = catalogue.record(photo_id)
    assert [each.bird_id for each in record.birds] == [bird_id]
    assert record.birds[0].review == NOT_A_BIRD
    assert record.metadata == moved
    assert record.content_hash == written_into.content_hash
    # Also where another pack looks at it.
    other = make_result(A, make_bird(), metadata=moved)
    assert catalogue.remember(written_into, other, OTHER_PACK, TOP) == photo_id
    assert catalogue.record(photo_id).birds[0].review == NOT_A_BIRD
    # A copy from before is known, too.
    assert catalogue.recall(seen(B, "plain"), PACK, TOP) is not None


def test_another_photo_of_the_same_second_by_the_same_name_is_another_photo(catalogue):
    photo_id = remember(catalogue, A, make_bird(), content="one")
    confirm(catalogue, photo_id)
    remember(catalogue, A, make_bird(), content="two")
    assert not catalogue.record(photo_id).birds[0].is_reviewed
    # The work is still there for when the first photo turns up again.
    recalled = catalogue.recall(seen(B, "one"), PACK, TOP)
    assert catalogue.record(recalled.photo_id).birds[0].is_reviewed


def test_an_edited_copy_elsewhere_shares_the_review(catalogue):
    a = remember(catalogue, A, make_bird(), content="plain", picture="finch")
    confirm(catalogue, a, WREN)
    b = catalogue.recall(seen(B, "edited", picture="finch"), PACK, TOP).photo_id
    assert b != a and names(catalogue.record(b)) == [WREN]


def forget_pictures(path):
    """Make of the catalogue what an earlier version left, which knew no pictures."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM image_picture")


def test_photos_of_an_earlier_version_are_read_again_for_their_pictures(catalogue, path, tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"0")
    status = file.stat()
    known = {"size": status.st_size, "mtime_ns": status.st_mtime_ns}
    result = make_result(file, make_bird())
    photo_id = catalogue.remember(seen(file, **known), result, PACK, TOP)
    confirm(catalogue, photo_id, WREN)
    assert list(catalogue.to_identify(PACK, [photo_id])) == []
    forget_pictures(path)
    assert catalogue.seen_before(file) is None
    assert list(catalogue.to_identify(PACK, [photo_id])) == [(photo_id, file)]
    assert catalogue.recall(seen(file, **known), PACK, TOP).photo_id == photo_id
    assert catalogue.seen_before(file) is not None
    assert list(catalogue.to_identify(PACK, [photo_id])) == []
    recalled = catalogue.recall(seen(file, "edited", picture=str(file)), PACK, TOP)
    assert names(catalogue.record(recalled.photo_id)) == [WREN]


def test_a_photo_edited_before_its_picture_was_known_is_told_by_what_was_found(catalogue, path):
    """Nothing else of the old file is left; the same birds to the last bit are the same picture."""
    photo_id = remember(catalogue, A, make_bird(), content="plain")
    confirm(catalogue, photo_id, WREN)
    forget_pictures(path)
    assert remember(catalogue, A, make_bird(), content="edited", picture="a") == photo_id
    assert names(catalogue.record(photo_id)) == [WREN]
    forget_pictures(path)
    moved = make_bird(box=(10, 20, 110, 220.0001))
    remember(catalogue, A, moved, content="another shot", picture="b")
    assert not catalogue.record(photo_id).birds[0].is_reviewed


def test_of_two_images_of_one_picture_the_reviewed_one_is_meant(catalogue, path):
    a, b = (remember(catalogue, each, make_bird(), picture="finch") for each in (A, B))
    assert a != b
    assert catalogue.record(a).birds == catalogue.record(b).birds
    forget_pictures(path)
    a, b = (remember(catalogue, each, make_bird(), picture=str(each)) for each in (A, C))
    confirm(catalogue, b, WREN)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE image_picture SET picture_hash = 'one'")
    elsewhere = seen(Path("/new.jpg"), "edited")
    elsewhere = replace(elsewhere, picture=replace(elsewhere.picture, picture_hash="one"))
    recalled = catalogue.recall(elsewhere, PACK, TOP)
    assert names(catalogue.record(recalled.photo_id)) == [WREN]
    # Unless the file is one of the two: then it is still the photo that it was.
    edited = replace(elsewhere, path=A, content_hash=seen(A, "edited again").content_hash)
    assert catalogue.recall(edited, PACK, TOP).photo_id == a
    assert not catalogue.record(a).birds[0].is_reviewed


def test_only_what_was_named_is_forgotten(catalogue):
    first = remember(catalogue, A, make_bird(), content="first card")
    confirm(catalogue, first)
    second = remember(catalogue, A, make_bird(), content="second card")
    assert second == first  # a photo is its path
    copy = remember(catalogue, B, make_bird(), make_bird(TIT, (300, 20, 400, 99)), content="b")
    catalogue.recall(seen(C, "b"), PACK, TOP)
    confirm(catalogue, copy)
    assert catalogue.forget([copy], dry_run=True) == Forgotten(1, 0, 0)  # its copy keeps all
    both = catalogue.photo_ids_at([B, C])
    assert catalogue.forget(both, dry_run=True) == Forgotten(2, 2, 2)
    assert catalogue.recall(seen(B, "b"), PACK, TOP) is not None
    assert catalogue.forget(both) == Forgotten(2, 2, 2)
    assert catalogue.recall(seen(B, "b"), PACK, TOP) is None
    assert catalogue.forget(catalogue.photo_ids_at([A])) == Forgotten(1, 1, 0)
    again = catalogue.recall(seen(A, "first card"), PACK, TOP)
    assert catalogue.record(again.photo_id).birds[0].is_reviewed


def test_what_the_catalogue_contains_is_counted_once(catalogue):
    a = remember(catalogue, A, make_bird(), make_bird(TIT, (300, 20, 400, 99)), content="one")
    catalogue.recall(seen(B, "one"), PACK, TOP)
    remember(catalogue, C, make_bird(), pack=OTHER_PACK)
    remember(catalogue, Path("/photos/d.jpg"), make_bird())
    catalogue.open_photos([Path("/photos/e.jpg"), Path("/photos/f.jpg")])
    robin, tit = (bird.bird_id for bird in catalogue.record(a).birds)
    catalogue.carry_out(ReviewBirds((robin,), UNSURE))
    catalogue.carry_out(ReviewBirds((tit,), UNSURE))
    catalogue.carry_out(DeleteBirds((tit,)))
    catalogue.carry_out(ReviewBirds((robin,), NOT_A_BIRD))
    catalogue.undo()
    assert catalogue.contents() == Contents(
        photo_count=3,
        file_count=4,
        bird_count=3,
        reviewed_count=1,
        change_count=3,
        packs=(("tiny", "1.0", 2), ("other", "2.1", 1)),
        checked_at=None,
        backed_up_at=None,
        unread_count=2,
    )


def test_changes_to_what_was_forgotten_are_none_that_can_be_undone(catalogue):
    a, b = (remember(catalogue, path, make_bird(), content=str(path)) for path in (A, B))
    confirm(catalogue, a)
    catalogue.carry_out(SetStars((a, b), 4))
    catalogue.carry_out(SetStars((a,), 5))
    assert catalogue.contents().change_count == 3
    catalogue.forget([a])
    assert catalogue.contents().change_count == 1
    catalogue.forget([b])
    assert catalogue.contents().change_count == 0
    assert catalogue.history.undo is None


def test_a_rejected_box_is_no_bird_of_the_catalogue(catalogue):
    photo = remember(catalogue, A, make_bird(), make_bird(TIT, (300, 20, 400, 99)))
    robin, tit = (bird.bird_id for bird in catalogue.record(photo).birds)
    catalogue.carry_out(ReviewBirds((robin,), NOT_A_BIRD))
    catalogue.carry_out(ReviewBirds((tit,), UNSURE))
    contents = catalogue.contents()
    assert (contents.bird_count, contents.reviewed_count) == (1, 1)
    assert catalogue.forget([photo], dry_run=True) == Forgotten(1, 1, 1)


def test_an_unreadable_photo_keeps_what_was_known_of_it(catalogue):
    photo_id = remember(catalogue, A, make_bird())
    failed = PhotoResult(A, 0, 0, error="“a.jpg” could not be read: the disk is gone.")
    assert catalogue.remember(replace(seen(A), content_hash=""), failed, PACK, TOP) == photo_id
    record = catalogue.record(photo_id)
    assert (record.error, names(record)) == (failed.error, [ROBIN])
    assert state_of(record) is PhotoState.UNREADABLE
    assert catalogue.recall(seen(A), PACK, TOP) is not None
    assert catalogue.record(photo_id).error is None


def test_names_that_are_no_unicode_are_kept(catalogue):
    odd = Path("/photos") / b"caf\xe9 \xff.jpg".decode("utf-8", "surrogateescape")
    failed = PhotoResult(odd, 0, 0, error=f"“{odd.name}” could not be read: it is empty.")
    photo_id = catalogue.remember(replace(seen(odd), content_hash=""), failed, PACK, TOP)
    assert catalogue.record(photo_id).path == odd
    assert catalogue.open_photos([odd, Path("/photos/白鹭 🐦.jpg")])[0] == photo_id
    assert [path.name for _, path in catalogue.open_set()] == [odd.name, "白鹭 🐦.jpg"]


def test_identifying_anew_keeps_reviews_by_where_the_birds_are(catalogue):
    left, right = make_bird(ROBIN, (0, 0, 100, 100)), make_bird(WREN, (300, 0, 400, 100))
    third = make_bird(TIT, (500, 0, 600, 100), score=0.1)
    photo_id = remember(catalogue, A, left, right, third)
    ids = {bird.taxon: bird.bird_id for bird in catalogue.record(photo_id).birds}
    catalogue.carry_out(ReviewBirds((ids[ROBIN],), confirmed(Rank.GENUS, "Erithacus")))
    catalogue.carry_out(DeleteBirds((ids[WREN],)))
    found = [
        make_bird(TIT, (5, 5, 105, 105)),
        make_bird(WREN, (305, 0, 400, 100)),
        make_bird(WREN, (0, 300, 100, 400)),
    ]
    remember(catalogue, A, *found, pack=OTHER_PACK)
    record = catalogue.record(photo_id)
    assert record.pack_id == "other"
    reviewed, new = record.birds
    assert (reviewed.bird_id, reviewed.taxon) == (ids[ROBIN], "Erithacus")
    assert reviewed.bird == found[0]
    assert new.bird == found[2] and new.bird_id not in ids.values()


def test_a_reviewed_bird_that_a_pack_does_not_find_stays(catalogue):
    photo_id = remember(catalogue, A, make_bird(ROBIN))
    bird_id = catalogue.record(photo_id).birds[0].bird_id
    catalogue.carry_out(ReviewBirds((bird_id,), UNSURE))
    remember(catalogue, A, pack=OTHER_PACK)
    assert [bird.bird_id for bird in catalogue.record(photo_id).birds] == [bird_id]


def test_drawn_and_moved_boxes_stay_where_the_person_put_them(catalogue):
    photo_id = remember(catalogue, A, make_bird(ROBIN, (0, 0, 100, 100)))
    bird_id = catalogue.record(photo_id).birds[0].bird_id
    catalogue.carry_out(MoveBox(bird_id, make_bird(TIT, (10, 0, 110, 100))))
    catalogue.carry_out(AddBird(photo_id, make_bird(WREN, (300, 300, 350, 350), score=1.0)))
    again = make_bird(ROBIN, (0, 0, 100, 100)), make_bird(ROBIN, (301, 300, 350, 350))
    remember(catalogue, A, *again, pack=OTHER_PACK)
    moved, drawn = catalogue.record(photo_id).birds
    assert (moved.bird_id, moved.bird.box, moved.taxon) == (bird_id, Box(10, 0, 110, 100), ROBIN)
    assert (drawn.drawn, drawn.bird.box) == (True, Box(300, 300, 350, 350))


def test_going_back_to_a_pack_computes_nothing(catalogue):
    photo_id = remember(catalogue, A, make_bird(ROBIN), make_bird(TIT, (300, 0, 400, 100)))
    ids = [bird.bird_id for bird in catalogue.record(photo_id).birds]
    remember(catalogue, A, make_bird(WREN), pack=OTHER_PACK)
    assert names(catalogue.record(photo_id)) == [WREN]
    assert catalogue.recall(seen(A), PACK, TOP) is not None
    assert names(catalogue.record(photo_id)) == [ROBIN, TIT]
    assert [bird.bird_id for bird in catalogue.record(photo_id).birds] == ids


def test_work_on_a_waiting_photo_stays_when_it_is_recognised(catalogue, path):
    known = remember(catalogue, A, make_bird(), content="one")
    (waiting,) = catalogue.open_photos([B])
    catalogue.carry_out(AddBird(waiting, make_bird(WREN, (300, 300, 400, 400))))
    catalogue.carry_out(SetPlace((waiting,), Place("The pond", GpsPosition(1, 2), "DE")))
    catalogue.recall(seen(B, "one"), PACK, TOP)
    for photo_id in (known, waiting):
        record = catalogue.record(photo_id)
        assert names(record) == [ROBIN, WREN]
        assert record.place == Place("The pond", GpsPosition(1, 2), "DE")
    catalogue.forget((known, waiting))  # and no copy of where it was stays behind
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT place_name FROM image").fetchall() == []


def test_what_was_set_for_a_waiting_photo_is_undone_where_it_went(catalogue):
    """As for photos that were moved, and are shown before their files have been read."""
    known = remember(catalogue, A, make_bird(), content="one")
    catalogue.carry_out(SetStars((known,), 3))
    (waiting,) = catalogue.open_photos([B])
    for change in (
        StateCount((known,), Rank.SPECIES, ROBIN, Statement(2)),  # as is the id of its image
        SetStars((waiting,), 4),
        SetStars((waiting,), 5),
        SetPlace((waiting, known), Place("The pond")),
    ):
        catalogue.carry_out(change)
    catalogue.recall(seen(B, "one"), PACK, TOP)

    def now():
        record = catalogue.record(known)
        return record.stars, "" if record.place is None else record.place.name

    steps = [(5, "The pond"), (5, ""), (4, ""), (3, ""), (3, ""), (0, "")]
    assert now() == steps[0]
    for expected in steps[1:]:
        assert set(catalogue.undo().photo_ids) == {known, waiting}
        assert now() == expected
    assert catalogue.history.undo is None
    for expected in reversed(steps[:-1]):
        assert set(catalogue.redo().photo_ids) == {known, waiting}
        assert now() == expected


def test_of_two_waiting_photos_that_are_one_the_last_word_counts(catalogue):
    first, second = catalogue.open_photos([A, B])
    catalogue.carry_out(SetStars((second,), 2))
    catalogue.carry_out(SetStars((first,), 5))
    for path in (A, B):
        remember(catalogue, path, make_bird(), content="one")
    assert catalogue.record(first).stars == catalogue.record(second).stars == 5


def test_what_was_undone_is_not_the_last_word(catalogue):
    known = remember(catalogue, A, make_bird(), content="one")
    (waiting,) = catalogue.open_photos([B])
    catalogue.carry_out(SetStars((waiting,), 4))
    catalogue.carry_out(SetStars((known,), 1))
    catalogue.undo()
    catalogue.recall(seen(B, "one"), PACK, TOP)
    assert catalogue.record(known).stars == 4


def test_work_on_a_waiting_photo_stays_when_it_is_identified(catalogue):
    (waiting,) = catalogue.open_photos([A])
    catalogue.carry_out(AddBird(waiting, make_bird(WREN, (300, 300, 400, 400))))
    remember(catalogue, A, make_bird())
    assert names(catalogue.record(waiting)) == [ROBIN, WREN]


def test_overviews_say_what_records_say(catalogue):
    birds = [
        make_bird(name, (n * 100, 0, n * 100 + 90, 90)) for n, name in enumerate([ROBIN, WREN])
    ]
    unsure = make_bird(TIT, (500, 0, 600, 90), rank=Rank.NONE)
    a = remember(catalogue, A, *birds, unsure)
    remember(catalogue, B, make_bird(), metadata=PhotoMetadata())
    remember(catalogue, C)
    ids = [bird.bird_id for bird in catalogue.record(a).birds]
    catalogue.carry_out(ReviewBirds((ids[0],), confirmed(Rank.FAMILY, "Paridae")))
    catalogue.carry_out(ReviewBirds((ids[1],), NOT_A_BIRD))
    (d,) = catalogue.open_photos([Path("/photos/d.jpg")])
    catalogue.carry_out(SetPlace((2, d), Place("here", GpsPosition(0, 0))))
    catalogue.remember(
        replace(seen(C), content_hash=""), PhotoResult(C, 0, 0, error="Gone."), PACK, TOP
    )
    order = [3, d, 1, 2]
    expected = [overview_of(record) for record in catalogue.records(order)]
    assert [each.photo_id for each in expected] == order
    assert list(catalogue.overviews(order)) == expected
    assert {each.photo_id for each in catalogue.overviews()} == set(order)


def test_an_unknown_photo_is_a_mistake_of_the_caller(catalogue):
    with pytest.raises(LookupError):
        catalogue.record(7)
    assert list(catalogue.records([7])) == list(catalogue.overviews([7])) == []


def test_photos_are_found_by_their_paths_and_folders(catalogue, tmp_path, monkeypatch):
    below = Path("/photos/b.jpg/deep/er.jpg")
    ids = {path: remember(catalogue, path) for path in (C, below, B, A, Path("/photos2/a.jpg"))}
    (waiting,) = catalogue.open_photos([Path("/photos/waiting.jpg")])
    assert catalogue.photo_ids_at([A]) == (ids[A],)
    assert catalogue.photo_ids_at([C, A, Path("/gone.jpg")]) == (ids[A], ids[C])
    everything = (ids[A], ids[B], ids[below], ids[C], waiting)
    assert catalogue.photo_ids_at([Path("/photos")]) == everything
    monkeypatch.chdir(tmp_path)
    up = Path(*[".."] * len(tmp_path.parts[1:]))
    assert catalogue.photo_ids_at([up / "photos" / "a.jpg"]) == (ids[A],)


def test_a_photo_into_which_keywords_go_stays_the_same_photo_also_without_a_date(catalogue):
    undated = {"metadata": PhotoMetadata()}
    photo_id = remember(catalogue, A, make_bird(), content="plain", **undated)
    (bird,) = catalogue.record(photo_id).birds
    catalogue.carry_out(ReviewBirds((bird.bird_id,), confirmed(Rank.SPECIES, WREN)))
    before, after = (seen(A, content).content_hash for content in ("plain", "with keywords"))
    catalogue.note_rewritten(before, after)
    assert catalogue.recall(seen(A, "with keywords"), PACK, TOP).photo_id == photo_id
    assert names(catalogue.record(photo_id)) == [WREN]
    catalogue.note_rewritten("unknown", "content")
    assert catalogue.recall(replace(seen(A), content_hash="content"), PACK, TOP) is None


def test_a_content_that_belongs_to_a_photo_is_not_given_to_another(catalogue, path):
    a, b = (remember(catalogue, each, make_bird()) for each in (A, B))
    confirm(catalogue, a, WREN)
    catalogue.note_rewritten(seen(A).content_hash, seen(B).content_hash)
    copy = catalogue.recall(seen(C, str(B)), PACK, TOP)
    assert names(catalogue.record(copy.photo_id)) == names(catalogue.record(b)) == [ROBIN]
    assert is_sound(path)


def test_a_copy_that_lost_its_metadata_takes_none_from_the_photo(catalogue):
    photo, copy = Path("/photos/a.jpg"), Path("/web/a.jpg")
    bare = PhotoMetadata()
    catalogue.remember(seen(photo, picture="a"), make_result(photo, make_bird()), PACK, TOP)
    for file, metadata in ((copy, bare), (photo, METADATA), (copy, bare)):
        result = make_result(file, make_bird(), metadata=metadata)
        photo_id = catalogue.remember(seen(file, picture="a", metadata=metadata), result, PACK, TOP)
        assert catalogue.record(photo_id).metadata == METADATA


def test_what_is_taken_out_of_the_only_file_is_gone(catalogue):
    photo, bare = Path("/photos/a.jpg"), PhotoMetadata()
    catalogue.remember(seen(photo, "1", picture="a"), make_result(photo, make_bird()), PACK, TOP)
    result = make_result(photo, make_bird(), metadata=bare)
    photo_id = catalogue.remember(seen(photo, "2", picture="a", metadata=bare), result, PACK, TOP)
    assert catalogue.record(photo_id).metadata == bare
