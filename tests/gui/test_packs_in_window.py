"""Models in the window: none, one added, another chosen, a broken one, one that fails."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from birdeye import locations
from birdeye.domain.errors import ModelFailed, PackNotFound
from birdeye.gui.dialogs import ask
from birdeye.gui.services import Services
from birdeye.packs.library import PackLibrary
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack
from tests.helpers.window import ScriptedIdentifier, a_bird, wait_for_record, wait_for_results


def names(program):
    return [action.text() for action in program.window.menus.models.actions() if action.text()]


def test_without_a_model_the_window_says_so_and_offers_to_add_one(
    make_program, tmp_path, qtbot, monkeypatch
):
    photo = draw_photo(tmp_path / "photo.png", RED)
    program = make_program(paths=[photo])
    qtbot.waitUntil(lambda: program.photo_list.rowCount() == 1)
    wait_for_record(qtbot, program)
    assert "No model is installed yet" in program.window.notice.text
    assert "There is no model" in program.window.species_panel.outcome
    pack = make_tiny_pack(tmp_path / "elsewhere" / "tiny")
    monkeypatch.setattr(ask, "for_pack_file", lambda parent, folder: pack.folder)
    program.batch.pack_asked.emit()
    wait_for_results(qtbot, program, 1)
    assert "The model “Tiny test pack” was added" in program.window.notice.text
    assert program.window.species_panel.details.title == "Common Rosefinch"


def test_a_folder_that_is_no_pack_is_refused_in_a_sentence(
    make_program, tmp_path, qtbot, monkeypatch
):
    (tmp_path / "not a pack").mkdir()
    program = make_program()
    monkeypatch.setattr(ask, "for_pack_folder", lambda parent, folder: tmp_path / "not a pack")
    with qtbot.waitSignal(program.packs.failed):
        program.window.all_actions.add_pack_folder.trigger()
    assert "not a pack" in program.window.notice.text
    assert names(program)[0].startswith("Ask another model")


def test_another_model_identifies_photos_again_when_asked_and_is_remembered(
    make_program, tiny_pack, data_folder, tmp_path, qtbot
):
    make_tiny_pack(data_folder / "packs" / "other", pack_id="other", title="Other pack")
    photo = draw_photo(tmp_path / "photo.png", BLUE)
    scripted = ScriptedIdentifier({"photo.png": (a_bird(),)})
    program = make_program(scripted.services(), [photo])
    wait_for_results(qtbot, program, 1)
    before = program.identification.pack.id
    menu = {action.text(): action for action in program.window.menus.models.actions()}
    with qtbot.waitSignal(program.packs.changed):
        menu[f"{'Other pack' if before == 'tiny' else 'Tiny test pack'}  (4 species)"].trigger()
    notice = program.window.notice
    qtbot.waitUntil(lambda: "Identify again with" in notice.text)
    notice._button.click()
    qtbot.waitUntil(lambda: scripted.seen == ["photo.png", "photo.png"])
    wait_for_results(qtbot, program, 1)
    assert program.identification.pack.id != before
    assert Services().open_library().default().id == program.identification.pack.id


def test_a_broken_pack_is_listed_with_its_reason(make_program, tiny_pack, data_folder):
    broken = data_folder / "packs" / "broken"
    broken.mkdir()
    (broken / "manifest.toml").write_text("format = 99")
    program = make_program()
    assert "broken (cannot be used)" in names(program)
    action = next(a for a in program.window.menus.models.actions() if "broken" in a.text())
    action.trigger()
    assert "“broken” cannot be used" in program.window.notice.text


def test_a_model_that_fails_ends_the_batch_with_its_sentence(
    make_program, tiny_pack, tmp_path, qtbot
):
    def refuse(_pack):
        raise ModelFailed("The model “Tiny” is refused by the runtime. Install it again.")

    photo = draw_photo(tmp_path / "photo.png", RED)
    program = make_program(Services(open_identifier=refuse), [photo])
    qtbot.waitUntil(lambda: "refused by the runtime" in program.window.notice.text)
    # The search for what waited may have brought the photo once more, which fails again.
    qtbot.waitUntil(lambda: not program.window.progress.is_running)
    qtbot.waitUntil(lambda: "1 not identified yet" in program.window.progress.text)


def removals(program):
    return {action.text(): action for action in program.window.menus.removals.actions()}


def test_a_model_that_came_with_the_program_cannot_be_removed(
    make_program, tmp_path, monkeypatch, data_folder
):
    builtin = make_tiny_pack(tmp_path / "builtin" / "tiny").folder.parent
    monkeypatch.setattr(locations, "builtin_packs_folder", lambda: builtin)
    program = make_program()
    assert removals(program) == {}
    assert not program.window.menus.removals.isEnabled()


def test_a_model_is_removed_only_after_its_name_was_confirmed(
    make_program, tiny_pack, data_folder, qtbot, monkeypatch
):
    make_tiny_pack(data_folder / "packs" / "other", pack_id="other", title="Hills & lakes")
    program = make_program()
    asked = []

    def answer(reply):
        def confirm(parent, title):
            asked.append(title)
            return reply

        monkeypatch.setattr(ask, "whether_to_remove_pack", confirm)

    answer(False)
    removals(program)["Hills && lakes…"].trigger()
    assert (data_folder / "packs" / "other").exists()
    answer(True)
    with qtbot.waitSignal(program.packs.changed):
        removals(program)["Hills && lakes…"].trigger()
    assert asked == ["Hills & lakes"] * 2
    assert not (data_folder / "packs" / "other").exists()
    assert program.window.notice.text == "The model “Hills & lakes” was removed."
    assert list(removals(program)) == ["Tiny test pack…"]


def test_a_broken_model_can_be_removed(make_program, data_folder, qtbot, monkeypatch):
    broken = data_folder / "packs" / "broken"
    broken.mkdir(parents=True)
    (broken / "manifest.toml").write_text("format = 99")
    program = make_program()
    monkeypatch.setattr(ask, "whether_to_remove_pack", lambda parent, title: True)
    with qtbot.waitSignal(program.packs.changed):
        removals(program)["broken…"].trigger()
    assert not broken.exists()


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
def test_the_question_names_the_model_and_keeps_it_unless_told(make_program, qtbot):
    program = make_program()
    seen = []

    def answer():
        box = program.window.findChild(QMessageBox)
        seen.append((box.text(), box.defaultButton() is box.button(box.StandardButton.Cancel)))
        box.reject()

    QTimer.singleShot(0, answer)
    assert not ask.whether_to_remove_pack(program.window, "Hills & lakes")
    assert seen == [("Remove the model “Hills & lakes”?", True)]


def test_the_hint_of_the_library_names_the_entry_of_the_menu(make_program, tmp_path):
    program = make_program()
    entry = program.window.all_actions.add_pack_file.text().replace("&", "").rstrip("…")
    with pytest.raises(PackNotFound, match=f"Models > {entry}"):
        PackLibrary(tmp_path / "a", tmp_path / "b", tmp_path / "c.toml").default()
