"""Letters that begin a name and letters that are commands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from birdeye.domain.changes import ReviewBirds
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE
from birdeye.gui.controllers import review_keys
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.records import a_record
from tests.helpers.review_desk import a_desk, press, type_text
from tests.helpers.tiny_pack import RED
from tests.helpers.window import a_bird


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    path = draw_photo(tmp_path / "a.png", RED)
    return a_desk(qapp, qtbot, a_record(a_bird(), a_bird((100, 90, 160, 150)), path=path))


def typed(desk):
    return desk.species_panel.chooser.field.text()


NAMES = ["wren", "Wren", "goose", "duck", "dunlin", "lark", "ldux", "ural owl", "Ural Owl"]
NAMES += ["xantus's", "uuttukyyhky", "xue", "udo"]


@pytest.mark.parametrize("name", NAMES)
def test_any_letter_begins_a_name(desk, qtbot, name, monkeypatch):
    # However slow the machine is, the letters come within a moment of each other.
    monkeypatch.setattr(review_keys, "_MOMENT_MILLISECONDS", 60_000)
    type_text(qtbot, desk, name)
    assert typed(desk) == name
    assert desk.species_panel.chooser.field.hasFocus()
    assert [bird.review for bird in desk.catalogue.photos[1].birds] == [UNREVIEWED] * 2
    assert desk.store.bird.bird_id == 100, "the name is for the bird that it was begun for"
    assert not desk.photo_view.boxes.is_drawing
    assert not desk.photo_view.is_brightened


def test_a_name_that_begins_with_an_order_is_for_the_photo_that_was_on_screen(
    desk, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(review_keys, "_MOMENT_MILLISECONDS", 60_000)
    paths = [draw_photo(tmp_path / f"{name}.png", RED) for name in "bc"]
    desk.shelf.put(*(a_record(a_bird(), photo_id=i + 2, path=p) for i, p in enumerate(paths)))
    desk.shelf.next = 3
    type_text(qtbot, desk, "u")
    assert desk.store.record.photo_id == 3
    type_text(qtbot, desk, "ral")
    assert (desk.store.record.photo_id, typed(desk)) == (2, "ural")
    assert desk.store.bird.review == UNREVIEWED


def test_commands_in_a_row_are_commands(desk, qtbot, monkeypatch):
    monkeypatch.setattr(review_keys, "_MOMENT_MILLISECONDS", 60_000)
    type_text(qtbot, desk, "xu")
    assert desk.catalogue.asked == [ReviewBirds((100,), NOT_A_BIRD), ReviewBirds((101,), UNSURE)]
    press(qtbot, desk, Qt.Key.Key_Up)
    type_text(qtbot, desk, "r")
    assert typed(desk) == "r", "after another key a letter begins a name of its own"
    assert desk.catalogue.undone == []


def test_a_name_is_dropped_when_the_bird_is_another_one(desk, qtbot):
    type_text(qtbot, desk, "wren")
    desk.store.selection.select(1)
    assert typed(desk) == ""
    assert desk.catalogue.asked == []


@pytest.mark.parametrize(("key", "letter"), [(Qt.Key.Key_D, "в"), (Qt.Key.Key_X, "ч")])
def test_a_letter_of_another_script_is_no_order(desk, key, letter):
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, key, none, letter)
        event.ignore()
        QApplication.sendEvent(desk.photo_view, event)
        assert event.isAccepted()
    assert typed(desk) == letter
    assert not desk.photo_view.boxes.is_drawing


def test_d_alone_draws(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_D)
    assert desk.photo_view.boxes.is_drawing
    assert desk.all_actions.draw_box.isChecked()
    assert typed(desk) == ""
    press(qtbot, desk, Qt.Key.Key_D)
    assert not desk.photo_view.boxes.is_drawing


def test_after_the_mouse_was_used_d_was_no_letter(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_D)
    view = desk.photo_view
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    press(qtbot, desk, Qt.Key.Key_U)
    assert desk.catalogue.asked == [ReviewBirds((100,), UNSURE)]


def test_after_a_moment_d_was_no_letter(desk, qtbot, monkeypatch):
    monkeypatch.setattr("birdeye.gui.controllers.review_keys._MOMENT_MILLISECONDS", 0)
    press(qtbot, desk, Qt.Key.Key_D, Qt.Key.Key_U)
    assert desk.catalogue.asked == [ReviewBirds((100,), UNSURE)]


def test_l_brightens_while_it_is_held(desk, qtbot):
    view = desk.photo_view
    qtbot.keyPress(view, Qt.Key.Key_L)
    assert view.is_brightened
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        held = QKeyEvent(kind, Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier, "l", autorep=True)
        QApplication.sendEvent(view, held)
    assert view.is_brightened
    qtbot.keyRelease(view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: not view.is_brightened)
    assert typed(desk) == ""


def test_a_repeat_that_looks_like_a_release_and_a_press_does_not_end_the_holding(
    desk, qtbot, monkeypatch
):
    # As X11 reports some repeats of a held key; here with as much time between as is needed.
    monkeypatch.setattr(review_keys, "_TAP_MILLISECONDS", -1)
    monkeypatch.setattr(review_keys, "_MOMENT_MILLISECONDS", 0)
    desk.keys._released.setInterval(60_000)
    view = desk.photo_view
    qtbot.keyPress(view, Qt.Key.Key_L)
    for _ in range(5):
        qtbot.keyRelease(view, Qt.Key.Key_L)
        assert view.is_brightened
        qtbot.keyPress(view, Qt.Key.Key_L)
    assert view.is_brightened
    assert typed(desk) == ""
    assert view.hasFocus()
    desk.keys._released.setInterval(0)
    qtbot.keyRelease(view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: not view.is_brightened)
    type_text(qtbot, desk, "r")
    assert typed(desk) == "r"


def test_two_quick_taps_of_l_are_typed(desk, qtbot, monkeypatch):
    monkeypatch.setattr(review_keys, "_MOMENT_MILLISECONDS", 60_000)
    monkeypatch.setattr(review_keys, "_TAP_MILLISECONDS", 60_000)
    type_text(qtbot, desk, "llaner")
    assert typed(desk) == "llaner"


def test_the_button_brightens_until_it_is_pressed_again(desk, qtbot):
    desk.all_actions.brighten.trigger()
    qtbot.keyClick(desk.photo_view, Qt.Key.Key_L)
    assert desk.photo_view.is_brightened
    desk.all_actions.brighten.trigger()
    assert not desk.photo_view.is_brightened


def test_losing_the_keys_ends_the_brightening(desk, qtbot):
    qtbot.keyPress(desk.photo_view, Qt.Key.Key_L)
    desk.species_panel.chooser.field.setFocus()
    assert not desk.photo_view.is_brightened


@pytest.mark.parametrize("key", ["/", Qt.Key.Key_F])
def test_the_field_is_reached_by_key(desk, qtbot, key):
    modifier = Qt.KeyboardModifier.ControlModifier if key != "/" else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(desk.photo_view, key, modifier)
    assert desk.species_panel.chooser.field.hasFocus()
    assert typed(desk) == ""


def test_in_the_field_no_key_is_an_order(desk, qtbot):
    qtbot.keyClick(desk.photo_view, "/")
    type_text(qtbot, desk, "xu12d")
    assert typed(desk) == "xu12d"
    press(qtbot, desk, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Home)
    assert typed(desk) == "xu12"
    assert desk.catalogue.asked == []


def test_esc_leaves_the_field_and_keys_are_commands_again(desk, qtbot):
    type_text(qtbot, desk, "wr")
    press(qtbot, desk, Qt.Key.Key_Escape)
    assert typed(desk) == ""
    assert desk.photo_view.hasFocus()
    press(qtbot, desk, Qt.Key.Key_U)
    assert desk.catalogue.asked == [ReviewBirds((100,), UNSURE)]


def test_letters_with_ctrl_or_alt_are_not_typed(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    press(qtbot, desk, Qt.Key.Key_K, modifier=Qt.KeyboardModifier.AltModifier)
    assert typed(desk) == ""


def test_keys_in_the_list_of_birds_are_for_the_review_too(desk, qtbot):
    desk.species_panel.bird_list.setFocus()
    type_text(qtbot, desk, "owl")
    assert typed(desk) == "owl"
