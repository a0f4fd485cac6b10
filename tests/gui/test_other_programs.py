"""What the command line, or a second window, did meanwhile is seen when the user comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from birdeye.domain.changes import ReviewBirds
from birdeye.domain.errors import PackNotFound
from birdeye.domain.identification import Rank
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, confirmed
from birdeye.gui.services import Services
from birdeye.packs.default_choice import write_default_choice
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack
from tests.helpers.window import wait_for_record, wait_for_results

ROBIN = confirmed(Rank.SPECIES, "Erithacus rubecula")


def come_back(program):
    """Have the window hear that it is in front once more."""
    QApplication.sendEvent(program.window, QEvent(QEvent.Type.ActivationChange))


@pytest.fixture
def program(make_program, tiny_pack, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(QWidget, "isActiveWindow", lambda self: True)
    photos = [draw_photo(tmp_path / f"{name}.png", RED) for name in "ab"]
    program = make_program(paths=photos)
    wait_for_results(qtbot, program, 2)
    wait_for_record(qtbot, program)
    return program


def test_decisions_and_undoing_of_another_program_are_seen(program, qtbot):
    ids = [*program.store.overviews]
    with program.services.open_catalogue() as other:
        birds = [record.birds[0].bird_id for record in other.records(ids)]
        other.carry_out(ReviewBirds(tuple(birds), ROBIN))
        come_back(program)
        qtbot.waitUntil(lambda: program.store.bird.review == ROBIN, timeout=60_000)
        qtbot.waitUntil(lambda: all(program.store.get(one).is_reviewed for one in ids))
        assert program.window.all_actions.undo.isEnabled()
        other.undo()
        come_back(program)
        qtbot.waitUntil(lambda: program.store.bird.review == UNREVIEWED, timeout=60_000)
        qtbot.waitUntil(lambda: not program.window.all_actions.undo.isEnabled())
        other.carry_out(ReviewBirds((birds[1],), NOT_A_BIRD))
        come_back(program)
        qtbot.waitUntil(lambda: program.store.get(ids[1]).bird_count == 0, timeout=60_000)


def test_photos_that_another_program_forgot_are_open_no_longer(program, qtbot):
    first, second = program.store.overviews
    with program.services.open_catalogue() as other:
        other.forget([first])
    come_back(program)
    qtbot.waitUntil(lambda: [*program.store.overviews] == [second], timeout=60_000)
    qtbot.waitUntil(lambda: program.store.record.photo_id == second, timeout=60_000)


def test_nothing_is_read_where_nothing_was_changed(program, qtbot, monkeypatch):
    program.store.look_for_changes()  # what the batch wrote counts as well
    qtbot.waitUntil(lambda: program.services.catalogue.waiting_count == 0, timeout=60_000)
    from birdeye.gui.store import work

    read = []
    monkeypatch.setattr(work, "outcome", lambda *asked: read.append(asked))
    come_back(program)
    qtbot.waitUntil(lambda: program.services.catalogue.waiting_count == 0, timeout=60_000)
    assert read == []


def test_a_model_that_another_program_installed_is_noticed(program, data_folder, qtbot):
    menu = program.window.menus.models

    def names():
        return [action.text() for action in menu.actions()]

    make_tiny_pack(data_folder / "packs" / "other", pack_id="other", title="Other pack")
    assert not any("Other pack" in name for name in names())
    come_back(program)
    qtbot.waitUntil(lambda: any("Other pack" in name for name in names()), timeout=60_000)
    write_default_choice(Services().open_library().settings_file, "other")
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: program.identification.pack.id == "other", timeout=60_000)


def test_models_are_not_read_again_where_nothing_changed(program, qtbot):
    qtbot.waitUntil(lambda: not program.packs._looking.is_busy, timeout=60_000)
    heard = []
    program.packs.changed.connect(heard.append)
    come_back(program)
    assert program.packs._looking.is_busy
    qtbot.waitUntil(lambda: not program.packs._looking.is_busy, timeout=60_000)
    qtbot.wait(0)
    assert heard == []


def test_models_are_looked_for_again_after_a_look_that_failed(program, monkeypatch, qtbot):
    packs = program.packs
    qtbot.waitUntil(lambda: packs._stamp is not None and not packs._looking.is_busy, timeout=60_000)

    def fail():
        raise PackNotFound("The disk is gone.")

    with monkeypatch.context() as patched:
        patched.setattr(packs, "_services", replace(packs._services, open_library=fail))
        with qtbot.waitSignal(packs.failed, timeout=60_000):
            packs.look()
    packs._stamp = ()
    with qtbot.waitSignal(packs.changed, timeout=60_000):
        packs.look()


def colour_of(image):
    """“red” or “blue”, by what prevails in the middle of a drawn photo."""
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    return "red" if middle.red() > middle.blue() else "blue"


def test_photos_that_another_program_edited_are_shown_and_named_anew(program, qtbot):
    thumbnails, view = program.models.thumbnails, program.window.photo_view
    first, second = program.store.overviews.values()
    ids = (first.photo_id, second.photo_id)
    qtbot.waitUntil(lambda: all(thumbnails.get(one) for one in ids), timeout=60_000)
    qtbot.waitUntil(lambda: view.levels is not None, timeout=60_000)
    program.store.carry_out(ReviewBirds((program.store.bird.bird_id,), ROBIN))
    for photo in (first, second):
        draw_photo(photo.path, BLUE)
    come_back(program)
    named = (Rank.SPECIES, "Alcedo atthis")
    qtbot.waitUntil(lambda: program.store.get(second.photo_id).taxa == (named,), timeout=60_000)
    qtbot.waitUntil(lambda: program.store.bird.taxon == "Alcedo atthis", timeout=60_000)
    for one in ids:
        qtbot.waitUntil(
            lambda one=one: colour_of(thumbnails.get(one).toImage()) == "blue", timeout=60_000
        )
    qtbot.waitUntil(lambda: colour_of(view.levels.images[-1]) == "blue", timeout=60_000)


def test_the_edited_photo_on_screen_is_named_anew_before_others(program, qtbot, monkeypatch):
    preferred = []
    monkeypatch.setattr(program.identification, "prefer", preferred.append)
    first, second = program.store.overviews.values()
    program.navigation.go_to(second.photo_id)
    preferred.clear()
    for photo in (first, second):
        draw_photo(photo.path, BLUE)
    come_back(program)
    qtbot.waitUntil(lambda: preferred != [], timeout=60_000)
    assert set(preferred) == {second.path}


def test_a_photo_that_could_not_be_read_is_tried_when_the_user_comes_back(program, tmp_path, qtbot):
    path = tmp_path / "c.png"
    path.write_bytes(b"half a photo")
    program.open([path])
    wait_for_results(qtbot, program, 3)
    (photo,) = [each for each in program.store.overviews.values() if each.path == path]
    assert photo.error is not None
    draw_photo(path, RED)
    come_back(program)
    qtbot.waitUntil(lambda: program.store.get(photo.photo_id).error is None, timeout=60_000)
    qtbot.waitUntil(
        lambda: program.models.thumbnails.get(photo.photo_id) is not None, timeout=60_000
    )


def test_unchanged_files_are_left_alone(program, qtbot):
    begun = []
    program.identification.progressed.connect(begun.append)
    program.changes.noticed.connect(begun.append)
    come_back(program)
    assert program.changes.is_busy
    qtbot.waitUntil(lambda: not program.changes.is_busy, timeout=60_000)
    assert begun == []


def test_all_files_are_looked_at_soon_and_not_each_time_a_dialog_is_closed(program, monkeypatch):
    looks = []
    monkeypatch.setattr(program.changes, "look_at_all", looks.append)
    program.following._gap.stop()
    for _ in range(3):
        come_back(program)
    assert looks == [[*program.store.overviews]]
    program.following._gap.timeout.emit()
    assert len(looks) == 2
    program.following._gap.stop()
    program.following._gap.timeout.emit()
    assert len(looks) == 2
