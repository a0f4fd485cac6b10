"""A review by keyboard and mouse in the real window, with a real catalogue and a tiny pack."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from birdeye.domain.identification import Rank
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, confirmed
from birdeye.gui.store.catalogue_thread import CatalogueThread
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.mouse import drag
from tests.helpers.tiny_pack import BLUE, LIME, RED, VIOLET
from tests.helpers.window import wait_for_results


@pytest.fixture
def photos(tmp_path):
    for name, colour in (("1 red", RED), ("2 blue", BLUE), ("3 lime", LIME), ("4 violet", VIOLET)):
        draw_photo(tmp_path / "photos" / f"{name}.png", colour)
    return tmp_path / "photos"


@pytest.fixture
def program(make_program, tiny_pack, photos, qtbot):
    program = make_program(paths=[photos])
    wait_for_results(qtbot, program, 4)
    program.window.photo_view.setFocus()
    return program


def press(qtbot, program, key):
    qtbot.keyClick(QApplication.focusWidget() or program.window, key)


def ids_on_show(program):
    return list(program.store.overviews)


def remembered(program):
    """The reviews in the catalogue, photo by photo."""
    with program.services.open_catalogue() as catalogue:
        return [
            tuple(bird.review for bird in record.birds)
            for record in catalogue.records(ids_on_show(program))
        ]


def boxes_remembered(program):
    """The boxes of the photo on screen in the catalogue."""
    with program.services.open_catalogue() as catalogue:
        record = catalogue.record(program.store.record.photo_id)
    return [bird.bird.box for bird in record.birds]


def on_photo(program, name):
    record = program.store.record
    return record is not None and record.path.name == f"{name}.png"


def test_four_birds_are_reviewed_by_four_keys_and_remembered(program, qtbot):
    for name, key in (
        ("1 red", Qt.Key.Key_Return),
        ("2 blue", Qt.Key.Key_X),
        ("3 lime", Qt.Key.Key_Return),
        ("4 violet", Qt.Key.Key_U),
    ):
        qtbot.waitUntil(lambda name=name: on_photo(program, name))
        press(qtbot, program, key)
    said = "Every bird shown has been reviewed."
    qtbot.waitUntil(lambda: program.window.notice.text == said)
    expected = [
        (confirmed(Rank.SPECIES, "Carpodacus erythrinus"),),
        (NOT_A_BIRD,),
        (confirmed(Rank.GENUS, "Spinus"),),
        (UNSURE,),
    ]
    qtbot.waitUntil(lambda: remembered(program) == expected)
    program.store.undo()
    qtbot.waitUntil(lambda: remembered(program)[3] == (UNREVIEWED,))
    qtbot.waitUntil(lambda: program.window.species_panel.details.title == "Not sure")


def test_a_typed_name_reaches_catalogue_and_list_at_once(program, qtbot):
    for letter in "eurasian wren":
        press(qtbot, program, letter)
    press(qtbot, program, Qt.Key.Key_Return)
    wren = confirmed(Rank.SPECIES, "Troglodytes troglodytes")
    qtbot.waitUntil(lambda: remembered(program)[0] == (wren,))
    qtbot.waitUntil(lambda: on_photo(program, "2 blue"))
    first = ids_on_show(program)[0]
    named = ((Rank.SPECIES, "Troglodytes troglodytes"),)
    qtbot.waitUntil(lambda: program.store.get(first).taxa == named)


def test_a_box_that_is_drawn_is_named_moved_deleted_and_undone(program, qtbot):
    view, on_screen = program.window.photo_view, program.store
    qtbot.waitUntil(lambda: len(view.marks) == 1)
    press(qtbot, program, Qt.Key.Key_D)
    drag(qtbot, view, (60, 40), (190, 170))
    qtbot.waitUntil(lambda: len(on_screen.birds) == 2)
    assert on_screen.bird.drawn
    assert on_screen.bird.bird.best.species.scientific_name == "Carpodacus erythrinus"
    before = on_screen.bird.bird.box
    press(qtbot, program, Qt.Key.Key_Escape)
    drag(qtbot, view, (100, 100), (110, 110))
    qtbot.waitUntil(lambda: boxes_remembered(program)[-1].x1 > before.x1)
    press(qtbot, program, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(remembered(program)[0]) == 1)
    program.store.undo()
    qtbot.waitUntil(lambda: len(on_screen.birds) == 2)
    program.store.undo()
    qtbot.waitUntil(lambda: on_screen.birds[-1].bird.box == before)
    program.store.undo()
    qtbot.waitUntil(lambda: len(on_screen.birds) == 1)


def test_all_selected_photos_are_decided_at_once_and_undone(program, qtbot):
    program.navigation.select_all()
    assert program.window.species_panel.candidates.isHidden()
    press(qtbot, program, Qt.Key.Key_U)
    told = program.window.acknowledgement
    qtbot.waitUntil(lambda: told.text == "4 birds in 4 photos marked unsure.")
    assert remembered(program) == [(UNSURE,)] * 4
    told.button.click()
    qtbot.waitUntil(lambda: remembered(program) == [(UNREVIEWED,)] * 4)


def test_what_was_decided_is_kept_when_the_window_is_closed_at_once(program, qtbot):
    go_on = threading.Semaphore(0)

    record = program.store.record
    program.services.catalogue.ask(lambda _catalogue: go_on.acquire(), print, print)
    press(qtbot, program, Qt.Key.Key_X)
    program.batch.close_photos([ids_on_show(program)[-1]])
    go_on.release()
    program.window.close()
    catalogue = CatalogueThread(program.services.species_table)
    catalogue.prepare()
    with catalogue.open() as kept:
        assert [bird.review for bird in kept.record(record.photo_id).birds] == [NOT_A_BIRD]
        assert [photo.path.name for photo in kept.overviews_on_show()] == [
            f"{name}.png" for name in ("1 red", "2 blue", "3 lime")
        ]
    catalogue.close()
