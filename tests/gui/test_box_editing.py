"""Drawn and moved boxes on their way to the classifier and the catalogue."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt

from birdeye.domain.changes import AddBird, DeleteBirds, MoveBox
from birdeye.domain.errors import ModelFailed
from birdeye.domain.identification import NOT_SURE
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui.services import Services
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.mouse import drag
from tests.helpers.records import a_record
from tests.helpers.review_desk import a_desk, press
from tests.helpers.tiny_pack import RED
from tests.helpers.window import KINGFISHER, a_bird

BIRD = a_bird((40, 40, 120, 120))


@dataclass
class ScriptedClassifier:
    """Calls everything a kingfisher, when the test lets it."""

    may_go_on: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(100))
    error: Exception | None = None

    def name_box(self, _record, box, _identifier):
        self.may_go_on.acquire()
        if self.error is not None:
            raise self.error
        return a_bird(box.as_tuple(), KINGFISHER, 0.8)


@pytest.fixture
def classifier():
    return ScriptedClassifier()


@pytest.fixture
def desk(qapp, qtbot, tmp_path, classifier):
    """A photo of 320 x 240 pixels with one bird, and a model."""
    services = Services(
        open_identifier=lambda pack: "networks", name_box=lambda *a: classifier.name_box(*a)
    )
    path = draw_photo(tmp_path / "a.png", RED)
    desk = a_desk(qapp, qtbot, a_record(BIRD, path=path), services=services)
    desk.model.pack = "pack"
    return desk


def draw(qtbot, desk, start, end):
    press(qtbot, desk, Qt.Key.Key_D)
    drag(qtbot, desk.photo_view, start, end)


def asked(qtbot, desk, count=1):
    qtbot.waitUntil(lambda: len(desk.catalogue.asked) == count)
    return desk.catalogue.asked[-1]


def test_a_drawn_box_gets_its_species_from_the_classifier(desk, qtbot, classifier):
    classifier.may_go_on = threading.Semaphore(0)
    draw(qtbot, desk, (200, 100), (280, 180))
    assert [mark.label for mark in desk.photo_view.marks] == ["House Sparrow  90%", "Looking…"]
    # There may be more birds to draw: only the user ends it.
    assert desk.all_actions.draw_box.isChecked()
    classifier.may_go_on.release()
    change = asked(qtbot, desk)
    assert isinstance(change, AddBird)
    assert change.photo_id == 1
    assert change.bird.box.as_tuple() == pytest.approx((200, 100, 280, 180), abs=1)
    assert change.bird.best.species == KINGFISHER
    assert change.bird.score == 1.0


def test_the_new_bird_is_selected_once_it_is_in_the_record(desk, qtbot):
    draw(qtbot, desk, (200, 100), (280, 180))
    change = asked(qtbot, desk)
    assert desk.store.bird == BirdRecord(901, change.bird, drawn=True)
    assert [mark.label for mark in desk.photo_view.marks] == [
        "House Sparrow  90%",
        "Common Kingfisher  80%",
    ]


def test_a_moved_box_is_looked_at_again_and_stays_where_it_is(desk, qtbot, classifier):
    classifier.may_go_on = threading.Semaphore(0)
    drag(qtbot, desk.photo_view, (80, 80), (100, 110))
    moved = desk.photo_view.marks[0].rect
    assert moved.getCoords() == pytest.approx((60, 70, 140, 150), abs=1)
    classifier.may_go_on.release()
    change = asked(qtbot, desk)
    assert isinstance(change, MoveBox)
    assert change.bird_id == 100
    assert change.box.as_tuple() == moved.getCoords()
    assert change.bird.best.species == KINGFISHER
    assert change.bird.score == BIRD.score


def test_of_two_moves_in_a_row_the_last_one_counts(desk, qtbot, classifier):
    classifier.may_go_on = threading.Semaphore(0)
    drag(qtbot, desk.photo_view, (80, 80), (100, 110))
    drag(qtbot, desk.photo_view, (100, 110), (120, 140))
    classifier.may_go_on.release(2)
    change = asked(qtbot, desk)
    assert change.box.as_tuple() == pytest.approx((80, 100, 160, 180), abs=2)
    qtbot.waitUntil(lambda: desk.runner.active_count == 0)
    assert len(desk.catalogue.asked) == 1


def test_a_bird_that_is_deleted_meanwhile_is_not_moved(desk, qtbot, classifier):
    classifier.may_go_on = threading.Semaphore(0)
    drag(qtbot, desk.photo_view, (80, 80), (100, 110))
    press(qtbot, desk, Qt.Key.Key_Delete)
    classifier.may_go_on.release()
    qtbot.waitUntil(lambda: desk.runner.active_count == 0)
    assert desk.catalogue.asked == [DeleteBirds((100,))]


def test_without_a_model_a_drawn_box_has_no_name_yet(desk, qtbot):
    desk.model.pack = None
    draw(qtbot, desk, (200, 100), (280, 180))
    change = asked(qtbot, desk)
    assert change.bird.claim == NOT_SURE
    assert change.bird.candidates == ()


@pytest.mark.parametrize("way", ["draw", "move"])
def test_a_classifier_that_fails_is_told_and_costs_no_box(desk, qtbot, classifier, way):
    classifier.error = ModelFailed("The model cannot be used.")
    if way == "draw":
        draw(qtbot, desk, (200, 100), (280, 180))
    else:
        drag(qtbot, desk.photo_view, (80, 80), (100, 110))
    change = asked(qtbot, desk)
    assert desk.notice.text == "The model cannot be used."
    assert change.bird.claim == (NOT_SURE if way == "draw" else BIRD.claim)


def test_a_catalogue_that_fails_leaves_no_box_waiting(desk, qtbot):
    desk.catalogue.refuses = "The disk is full."
    draw(qtbot, desk, (200, 100), (280, 180))
    qtbot.waitUntil(lambda: desk.notice.text == "The disk is full.")
    assert desk.editing.waiting_boxes(1) == []
    assert len(desk.photo_view.marks) == 1


def test_esc_in_the_window_gives_up_drawing(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_D)
    assert desk.photo_view.boxes.cancel()
    assert not desk.all_actions.draw_box.isChecked()


def test_boxes_of_a_photo_that_waits_cannot_be_drawn(desk, qtbot, tmp_path):
    waiting = draw_photo(tmp_path / "b.png", RED)
    desk.shelf.put(PhotoRecord(2, waiting, ""))
    assert not desk.all_actions.draw_box.isEnabled()
    press(qtbot, desk, Qt.Key.Key_D)
    assert not desk.photo_view.boxes.is_drawing
