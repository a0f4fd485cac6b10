"""Undo and redo against a model in plain Python, through restarts and from two connections."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.changes import (
    AcceptClaims,
    AddBird,
    Change,
    DeleteBirds,
    MoveBox,
    ReviewBirds,
    SetPlace,
)
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.identification import Bird, BurstVote, Claim, Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, Review, confirmed
from tests.helpers.made_results import (
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

PHOTOS = 3


@dataclass(frozen=True)
class ModelBird:
    """What the model knows of a bird on show."""

    photo: int
    bird: Bird
    review: Review = UNREVIEWED
    drawn: bool = False


@dataclass(frozen=True)
class Model:
    """Birds by id and the places of photos: all that changes can alter."""

    birds: dict[int, ModelBird]
    places: dict[int, Place]

    def after(self, change: Change, new_id: int) -> Model:
        """The state that ``change`` leads to; an added bird gets ``new_id``."""
        birds, places = dict(self.birds), dict(self.places)
        match change:
            case ReviewBirds(ids, review):
                birds |= {i: replace(birds[i], review=review) for i in ids}
            case AcceptClaims(ids):
                undecided = [i for i in ids if birds[i].review == UNREVIEWED]
                claims = {i: birds[i].bird.claim for i in undecided}
                birds |= {
                    i: replace(birds[i], review=confirmed(claim.rank, claim.taxon))
                    for i, claim in claims.items()
                    if claim.rank is not Rank.NONE
                }
            case AddBird(photo, bird):
                birds[new_id] = ModelBird(photo, bird, drawn=True)
            case MoveBox(i, bird):
                birds[i] = replace(birds[i], bird=replace(bird, score=birds[i].bird.score))
            case DeleteBirds(ids):
                birds = {i: bird for i, bird in birds.items() if i not in ids}
            case SetPlace(photos, place):
                for photo in photos:
                    places.pop(photo, None)
                    if place is not None:
                        places[photo] = place
        return Model(birds, places)


REVIEWS = st.sampled_from(
    [UNREVIEWED, UNSURE, NOT_A_BIRD, confirmed(Rank.SPECIES, TIT), confirmed(Rank.GENUS, "Parus")]
)
PLACES = st.sampled_from(
    [None, Place("The pond"), Place("Ufer “Süd”, 湖", GpsPosition(-12.25, 100.5, 3.0), "CH")]
)
corner = st.floats(0, 300)
BIRDS = st.builds(
    lambda taxon, rank, x, y: make_bird(taxon, (x, y, x + 50, y + 60), rank=rank, score=1.0),
    st.sampled_from([ROBIN, WREN, TIT]),
    st.sampled_from([Rank.SPECIES, Rank.NONE]),
    corner,
    corner,
)


class UndoAndRedo(RuleBasedStateMachine):
    """Random changes, undone and redone, in two connections to one catalogue."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.connections = [self.connect(), self.connect()]
        for number in range(PHOTOS):
            path = Path(f"/photos/{number}.jpg")
            birds = [
                make_bird(ROBIN, (0, 0, 90, 90)),
                make_bird(WREN, (300, 0, 390, 90), rank=Rank.NONE, score=0.5),
            ]
            self.connections[0].remember(seen(path), make_result(path, *birds), PACK, TOP)
        self.ids = range(1, PHOTOS + 1)
        records = list(self.connections[0].records(self.ids))
        birds = {
            each.bird_id: ModelBird(record.photo_id, each.bird)
            for record in records
            for each in record.birds
        }
        self.done = [(Model(birds, {}), None)]
        self.undone: list[tuple[Model, Change]] = []

    def connect(self) -> Catalogue:
        return Catalogue(self.folder / "catalogue.sqlite", species_of)

    @property
    def model(self) -> Model:
        return self.done[-1][0]

    def carry_out(self, which: int, change: Change) -> None:
        changed = self.connections[which].carry_out(change)
        assert changed.change == change
        (new_id,) = changed.bird_ids if isinstance(change, AddBird) else (0,)
        after = self.model.after(change, new_id)
        if isinstance(change, SetPlace) and after == self.model:
            assert changed.entry_id is None  # there is nothing to undo
            return
        self.done.append((after, change))
        self.undone.clear()

    some = st.data()
    either = st.integers(0, 1)

    def draw_birds(self, data: st.DataObject) -> tuple[int, ...]:
        ids = st.lists(st.sampled_from(sorted(self.model.birds)), min_size=1, unique=True)
        return tuple(data.draw(ids))

    has_birds = precondition(lambda self: self.model.birds)

    @has_birds
    @rule(which=either, data=some, review=REVIEWS)
    def review(self, which: int, data: st.DataObject, review: Review) -> None:
        self.carry_out(which, ReviewBirds(self.draw_birds(data), review))

    @has_birds
    @rule(which=either, data=some)
    def accept(self, which: int, data: st.DataObject) -> None:
        ids = self.draw_birds(data)
        birds = [self.model.birds[i] for i in ids]
        if all(each.bird.claim.rank is Rank.NONE or each.review != UNREVIEWED for each in birds):
            with pytest.raises(BirdeyeError):
                self.connections[which].carry_out(AcceptClaims(ids))
        else:
            self.carry_out(which, AcceptClaims(ids))

    @rule(which=either, photo=st.integers(1, PHOTOS), bird=BIRDS)
    def add(self, which: int, photo: int, bird: Bird) -> None:
        self.carry_out(which, AddBird(photo, bird))

    @has_birds
    @rule(which=either, data=some, bird=BIRDS)
    def move(self, which: int, data: st.DataObject, bird: Bird) -> None:
        self.carry_out(which, MoveBox(self.draw_birds(data)[0], bird))

    @has_birds
    @rule(which=either, data=some)
    def delete(self, which: int, data: st.DataObject) -> None:
        self.carry_out(which, DeleteBirds(self.draw_birds(data)))

    @rule(which=either, photos=st.sets(st.integers(1, PHOTOS), min_size=1), place=PLACES)
    def set_place(self, which: int, photos: set[int], place: Place | None) -> None:
        self.carry_out(which, SetPlace(tuple(photos), place))

    @rule(which=either)
    def undo(self, which: int) -> None:
        changed = self.connections[which].undo()
        if len(self.done) == 1:
            assert changed is None
        else:
            self.undone.append(self.done.pop())
            assert changed.change == self.undone[-1][1]

    @rule(which=either)
    def redo(self, which: int) -> None:
        changed = self.connections[which].redo()
        if not self.undone:
            assert changed is None
        else:
            self.done.append(self.undone.pop())
            assert changed.change == self.done[-1][1]

    @rule(which=either)
    def restart(self, which: int) -> None:
        self.connections[which].close()
        self.connections[which] = self.connect()

    @invariant()
    def the_catalogue_is_as_the_model(self) -> None:
        for catalogue in self.connections:
            records = list(catalogue.records(self.ids))
            birds = {
                each.bird_id: ModelBird(record.photo_id, each.bird, each.review, each.drawn)
                for record in records
                for each in record.birds
            }
            places = {record.photo_id: record.place for record in records if record.place}
            assert Model(birds, places) == self.model
            history = catalogue.history
            assert history.undo == self.done[-1][1]
            assert history.redo == (self.undone[-1][1] if self.undone else None)

    def teardown(self) -> None:
        for catalogue in self.connections:
            catalogue.close()
        shutil.rmtree(self.folder)


TestUndoAndRedo = UndoAndRedo.TestCase
TestUndoAndRedo.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture
def photo_id(catalogue):
    path = Path("/photos/a.jpg")
    return catalogue.remember(seen(path), make_result(path, make_bird()), PACK, TOP)


def birds(catalogue, photo_id):
    return catalogue.record(photo_id).birds


def test_nothing_to_undo(catalogue, photo_id):
    assert catalogue.undo() is catalogue.redo() is None


def test_a_change_to_what_is_gone_says_so_and_leaves_no_entry(catalogue, photo_id):
    for change in (
        ReviewBirds((99,), UNSURE),
        AddBird(99, make_bird()),
        SetPlace((99,), Place("x")),
        DeleteBirds(()),
    ):
        with pytest.raises(BirdeyeError, match="no longer in the catalogue"):
            catalogue.carry_out(change)
    assert catalogue.undo() is None


def test_undo_of_a_review_leaves_what_was_found_since(catalogue, photo_id):
    (bird,) = birds(catalogue, photo_id)
    catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
    path = catalogue.record(photo_id).path
    newer = make_result(path, make_bird(TIT, probability=0.75))
    catalogue.remember(seen(path), newer, replace(PACK, version="2"), TOP)
    catalogue.undo()
    (after,) = birds(catalogue, photo_id)
    assert (after.review, after.taxon, after.bird_id) == (UNREVIEWED, TIT, bird.bird_id)


def test_redo_brings_a_bird_back_that_a_newer_result_does_not_have(catalogue, photo_id):
    (bird,) = birds(catalogue, photo_id)
    catalogue.carry_out(ReviewBirds((bird.bird_id,), UNSURE))
    catalogue.undo()
    path = catalogue.record(photo_id).path
    catalogue.remember(seen(path), make_result(path), replace(PACK, version="2"), TOP)
    assert birds(catalogue, photo_id) == ()
    assert catalogue.redo().bird_ids == (bird.bird_id,)
    assert [each.review for each in birds(catalogue, photo_id)] == [UNSURE]


def test_copies_of_a_photo_are_counted_once(catalogue, photo_id):
    path = catalogue.record(photo_id).path
    elsewhere = seen(Path("/elsewhere/copy.jpg"), str(path))
    copy = catalogue.remember(elsewhere, make_result(elsewhere.path, make_bird()), PACK, TOP)
    assert catalogue.record(copy).content_hash == catalogue.record(photo_id).content_hash
    (bird,) = birds(catalogue, photo_id)
    for change in (ReviewBirds((bird.bird_id,), UNSURE), SetPlace((photo_id,), Place("A pond"))):
        changed = catalogue.carry_out(change)
        assert (set(changed.photo_ids), changed.photo_count) == ({photo_id, copy}, 1)


def voted(record):
    """The bird as a burst of three photos names it."""
    vote = BurstVote(record.bird.claim, 3)
    return replace(record.bird, claim=Claim(Rank.GENUS, "Luscinia", 0.5), burst_vote=vote)


def test_accepting_takes_the_claim_that_is_shown(catalogue, photo_id):
    (bird,) = birds(catalogue, photo_id)
    catalogue.vote({bird.bird_id: voted(bird)})
    catalogue.carry_out(AcceptClaims((bird.bird_id,)))
    assert birds(catalogue, photo_id)[0].review == confirmed(Rank.GENUS, "Luscinia")


def test_a_moved_box_goes_by_its_own_claim(catalogue, photo_id):
    (bird,) = birds(catalogue, photo_id)
    catalogue.vote({bird.bird_id: voted(bird)})
    catalogue.carry_out(MoveBox(bird.bird_id, make_bird(WREN, (1, 2, 3, 4))))
    (moved,) = birds(catalogue, photo_id)
    assert (moved.bird.box, moved.taxon, moved.bird.burst_vote) == (Box(1, 2, 3, 4), WREN, None)
    catalogue.undo()
    assert birds(catalogue, photo_id)[0].taxon == "Luscinia"


def test_a_box_that_moves_back_keeps_the_name_that_another_model_gave_it(catalogue, photo_id):
    (bird,) = birds(catalogue, photo_id)
    path = catalogue.record(photo_id).path
    catalogue.carry_out(MoveBox(bird.bird_id, make_bird(ROBIN, (2, 2, 92, 92))))
    newer = replace(PACK, version="9.0")
    found = make_result(path, make_bird(WREN, (1, 1, 91, 91)))
    catalogue.remember(seen(path), found, newer, TOP)
    assert birds(catalogue, photo_id)[0].taxon == WREN
    catalogue.undo()
    (back,) = birds(catalogue, photo_id)
    assert (back.bird.box, back.taxon) == (bird.bird.box, WREN)
    catalogue.redo()
    (forth,) = birds(catalogue, photo_id)
    assert (forth.bird.box, forth.taxon) == (Box(2, 2, 92, 92), WREN)


def test_thousands_of_birds_are_one_entry(catalogue):
    ids = []
    for number in range(1500):
        path = Path(f"/photos/{number}.jpg")
        photo_id = catalogue.remember(seen(path), make_result(path, make_bird()), PACK, TOP)
        ids.append(photo_id)
    bird_ids = tuple(record.birds[0].bird_id for record in catalogue.records(ids))
    changed = catalogue.carry_out(ReviewBirds(bird_ids, UNSURE))
    assert (changed.photo_ids, changed.bird_ids) == (tuple(ids), bird_ids)
    assert catalogue.undo().photo_ids == tuple(ids)
    assert catalogue.undo() is None


def test_what_was_done_to_a_forgotten_photo_is_no_longer_offered(catalogue, photo_id):
    path = Path("/photos/b.jpg")
    other = catalogue.remember(seen(path), make_result(path, make_bird()), PACK, TOP)
    (bird,) = birds(catalogue, photo_id)
    review = ReviewBirds((bird.bird_id,), UNSURE)
    catalogue.carry_out(review)
    place = SetPlace((other,), Place("A pond"))
    catalogue.carry_out(place)
    catalogue.forget([other])
    assert catalogue.history.undo == review
    assert catalogue.undo(place) is None
    assert birds(catalogue, photo_id)[0].review == UNSURE
