"""What is open in the window: what the catalogue told, and what was decided since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.domain.boxes import Box
from birdeye.domain.changes import AddBird, MoveBox, ReviewBirds, SetPlace
from birdeye.domain.overviews import overview_of
from birdeye.domain.records import Place
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE
from birdeye.gui.store.bird_selection import NO_BIRD
from birdeye.gui.store.known_records import RECORDS_KEPT
from birdeye.gui.store.photo_store import PhotoStore
from tests.helpers.records import a_record
from tests.helpers.shelf import Shelf, ShelfCatalogue
from tests.helpers.window import KINGFISHER, a_bird

SEVERAL = (a_bird(), a_bird(), a_bird())
B, C = Path("/photos/b.jpg"), Path("/photos/c.jpg")


@pytest.fixture
def catalogue(qapp):
    return ShelfCatalogue()


@pytest.fixture
def store(catalogue):
    return PhotoStore(catalogue)


@pytest.fixture
def shelf(catalogue, store):
    return Shelf(catalogue, store)


def holds(record, bird):
    return True


def reviews(store):
    return [bird.review for bird in store.birds]


# --- which bird is selected ----------------------------------------------------------------------


def test_the_first_bird_that_nobody_reviewed_is_selected(shelf, store):
    shelf.put(a_record(*SEVERAL, reviews=(UNSURE, NOT_A_BIRD)))
    assert store.bird.bird_id == 102
    shelf.put(a_record(*SEVERAL, photo_id=2, path=B, reviews=(UNSURE, UNSURE, UNSURE)))
    assert store.selection.selected == 0


def test_a_bird_stays_selected_when_another_before_it_goes(shelf, store):
    record = a_record(*SEVERAL)
    shelf.put(record)
    store.selection.select(2)
    store.remember(replace(record, birds=record.birds[1:]))
    assert (store.selection.selected, store.bird.bird_id) == (1, 102)


def test_none_stays_selected_while_more_is_known_of_the_same_photo(shelf, store):
    shelf.put(a_record(*SEVERAL), a_record(*SEVERAL, photo_id=2, path=B))
    store.selection.select(NO_BIRD)
    store.remember(a_record(*SEVERAL, reviews=(UNSURE,)))
    assert store.selection.selected == NO_BIRD
    shelf.go_to(2)
    assert store.selection.selected == 0


def test_who_hears_of_the_photo_on_screen_finds_its_birds_and_selection(shelf, store):
    heard = []
    store.on_screen_changed.connect(
        lambda record: heard.append((len(store.birds), store.selection.selected))
    )
    shelf.put(a_record(*SEVERAL, reviews=(UNSURE,)))
    store.carry_out(ReviewBirds((101,), UNSURE), then_show=102)
    store.show(None)
    assert heard == [(3, 1), (3, 2), (0, NO_BIRD)], "each once, with the selection settled"


# --- decisions -----------------------------------------------------------------------------------


def test_a_decision_shows_at_once_and_is_not_read_back(shelf, store, catalogue):
    catalogue.holds = True
    shelf.put(a_record(*SEVERAL))
    changed = []
    store.changed.connect(changed.append)
    store.carry_out(ReviewBirds((101,), UNSURE))
    assert reviews(store) == [UNREVIEWED, UNSURE, UNREVIEWED]
    assert store.get(1).unreviewed_count == 2
    with_answer = []
    store.on_screen_changed.connect(with_answer.append)
    catalogue.answer()
    assert reviews(store) == [UNREVIEWED, UNSURE, UNREVIEWED]
    assert changed == [[1]]
    assert (with_answer, catalogue.read) == ([], [])


def test_a_decision_that_is_refused_goes_again_and_those_after_it_stay(shelf, store, catalogue):
    catalogue.holds = True
    shelf.put(a_record(*SEVERAL))
    said = []
    store.failed.connect(said.append)
    store.carry_out(ReviewBirds((100,), NOT_A_BIRD))
    store.carry_out(ReviewBirds((101,), UNSURE))
    catalogue.refuses = "The disk is full."
    catalogue.answer(1)
    catalogue.refuses = ""
    catalogue.answer()
    assert reviews(store) == [UNREVIEWED, UNSURE, UNREVIEWED]
    assert (store.get(1).unreviewed_count, said) == (2, ["The disk is full."])


def test_what_was_decided_last_counts_though_it_was_so_before(shelf, store, catalogue):
    catalogue.holds = True
    shelf.put(a_record(a_bird(), reviews=(UNSURE,)))
    for review in (NOT_A_BIRD, UNSURE):
        store.carry_out(ReviewBirds((100,), review))
    assert reviews(store) == [UNSURE]
    catalogue.answer()
    assert reviews(store) == [UNSURE]
    assert catalogue.photos[1].birds[0].review == UNSURE


def test_a_record_that_was_read_before_a_decision_does_not_take_it_back(shelf, store, catalogue):
    shelf.put(a_record(a_bird()), a_record(a_bird(), photo_id=2, path=B))
    before = catalogue.photos[1]
    store.carry_out(ReviewBirds((100,), UNSURE))
    store.remember(before)  # the batch read it in its own thread
    assert reviews(store) == [UNSURE]
    assert store.get(1).unreviewed_count == 0


def test_a_record_read_between_decision_and_answer_has_the_decision(shelf, store, catalogue):
    shelf.put(a_record(a_bird()), a_record(a_bird(), photo_id=2, path=B))
    catalogue.holds = True
    store.carry_out(ReviewBirds((100,), UNSURE))
    store.decide_all([2], NOT_A_BIRD, holds, lambda tally: None)
    catalogue.answer(1)
    assert reviews(store) == [UNSURE]
    catalogue.answer()
    assert store.get(2).unreviewed_count == 0


def test_copies_of_a_photo_follow_though_their_records_are_not_kept(shelf, store, catalogue):
    record = a_record(a_bird())
    shelf.put(record)
    catalogue.photos[2] = replace(record, photo_id=2, path=B)
    store.add(catalogue.overviews([2]))
    store.carry_out(ReviewBirds((100,), UNSURE))
    assert store.get(2).unreviewed_count == 0


def test_a_drawn_bird_is_selected_and_an_undone_one_gone(shelf, store):
    shelf.put(a_record(a_bird()))
    store.carry_out(AddBird(1, a_bird((90, 90, 120, 120), KINGFISHER)))
    assert store.bird.drawn
    store.undo()
    assert [bird.bird_id for bird in store.birds] == [100]


def test_a_box_stays_where_the_mouse_left_it_until_it_is_moved(shelf, store, catalogue):
    shelf.put(a_record(a_bird()))
    moved = replace(store.birds[0].bird, box=Box(50, 50, 99, 99))
    store.preview(MoveBox(100, moved))
    store.remember(catalogue.photos[1])
    assert store.birds[0].bird.box == moved.box
    catalogue.refuses = "The disk is full."
    store.carry_out(MoveBox(100, moved))
    assert store.birds[0].bird.box == a_bird().box


def test_undo_takes_back_only_what_is_meant(shelf, store, catalogue):
    shelf.put(a_record(a_bird()), a_record(a_bird(), photo_id=2, path=B))
    first = store.carry_out(ReviewBirds((100,), UNSURE))
    second = store.decide_all([2], NOT_A_BIRD, holds, lambda tally: None)
    refused, undone = [], []
    store.undone.connect(lambda changed, name: undone.append((changed.photo_ids, name)))
    store.undo(first, lambda: refused.append(first))
    assert (refused, undone) == ([first], [])
    store.undo(second)
    assert undone == [((2,), "b.jpg")]
    store.undo(first)
    assert reviews(store) == [UNREVIEWED]


def test_only_decisions_that_there_are_can_be_taken_back(shelf, store, catalogue):
    shelf.put(a_record(*SEVERAL, reviews=(UNSURE,)), a_record(a_bird(), photo_id=2, path=B))
    nothing = []
    store.decide_all([2], UNREVIEWED, holds, lambda tally: nothing.append(2))
    assert nothing == [2]
    store.decide_all([1, 2], UNREVIEWED, holds, lambda tally: nothing.append(1))
    assert catalogue.asked == [ReviewBirds((100,), UNREVIEWED)]


def test_a_place_is_that_of_all_photos_that_are_named(shelf, store):
    shelf.put(a_record(a_bird()), a_record(a_bird(), photo_id=2, path=B))
    store.carry_out(SetPlace((1, 2), Place("A pond")))
    assert store.record.place == Place("A pond")
    shelf.go_to(2)
    assert store.record.place == Place("A pond")


def test_what_was_so_already_is_not_named_as_what_undo_would_take_back(shelf, store):
    shelf.put(a_record(a_bird()))
    told = []
    store.history_changed.connect(lambda undo, _redo: told.append(undo))
    place, review = SetPlace((1,), Place("A pond")), ReviewBirds((100,), UNSURE)
    for change in (place, review, place):
        store.carry_out(change)
    assert told == [place, review, review]


# --- what is kept --------------------------------------------------------------------------------


def test_until_a_photo_is_read_the_one_before_stays_and_nothing_can_be_decided(
    shelf, store, catalogue
):
    shelf.put(a_record(a_bird()))
    catalogue.photos[2] = a_record(a_bird(), photo_id=2, path=B)
    catalogue.holds = True
    store.show(2)
    assert store.record.photo_id == 1
    assert store.record_to_decide is None
    store.show(1)
    catalogue.answer()
    assert store.record.photo_id == 1, "the photo that was left again does not come back"
    store.show(2)
    assert store.record.photo_id == 2


def test_near_photos_are_read_once_and_far_ones_are_forgotten(shelf, store, catalogue):
    many = {n: a_record(a_bird(), photo_id=n, path=Path(f"/{n}.jpg")) for n in range(1, 200)}
    catalogue.photos = many
    store.show(1, near=[2, 3])
    store.show(2, near=[3, 1])
    assert catalogue.read == [1, 2, 3]
    for photo_id in range(4, 4 + RECORDS_KEPT):
        store.show(photo_id)
    catalogue.read.clear()
    store.show(1)
    assert catalogue.read == [1]
    assert store.record.photo_id == 1


def test_nothing_of_photos_that_are_closed_is_told(shelf, store):
    shelf.put(a_record(a_bird()), a_record(a_bird(), photo_id=2, path=B))
    changed = []
    store.changed.connect(changed.append)
    store.close([2])
    store.remember(a_record(a_bird(), a_bird(), photo_id=2, path=B))
    assert (list(store.overviews), changed) == ([1], [])
    store.close()
    assert len(store) == 0


# --- what arrives late ---------------------------------------------------------------------------


class _TellsLate(ShelfCatalogue):
    """Carries out an order at once, and tells what came of it when `answer` says so."""

    def ask(self, order, told, _failed, *, writes: bool = False) -> None:
        outcome = order(self)
        self._waiting.append(lambda: told(outcome))


@pytest.fixture
def late():
    return _TellsLate()


def test_what_was_read_before_the_batch_told_does_not_replace_what_it_told(qapp, late):
    store = PhotoStore(late)
    identified = a_record(*SEVERAL)
    waiting = replace(identified, birds=(), pack_id="", pack_version="")
    late.photos = {waiting.photo_id: waiting}
    store.add([overview_of(waiting)])
    store.show(waiting.photo_id)  # reads it as it waits
    late.photos = {identified.photo_id: identified}
    store.remember(identified)
    late.answer()  # and tells so only now
    assert store.get(identified.photo_id) == overview_of(identified)
    late.answer()
    assert store.get(identified.photo_id) == overview_of(identified)
    assert len(store.birds) == 3


def test_an_undo_from_before_the_batch_told_does_not_replace_what_it_told(qapp, late):
    store = PhotoStore(late)
    placed = a_record(*SEVERAL[:1])
    late.photos = {placed.photo_id: placed}
    store.add([overview_of(placed)])
    store.carry_out(SetPlace((placed.photo_id,), Place(1.0, 2.0)))
    late.answer()
    store.undo()
    identified = replace(placed, birds=a_record(*SEVERAL).birds)
    late.photos = {placed.photo_id: identified}
    store._changed_here.clear()  # as after a restart: nothing here was changed in this run
    store.remember(identified)
    late.answer()
    late.answer()
    assert store.get(placed.photo_id) == overview_of(identified)
