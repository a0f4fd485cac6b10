"""Getting more species in the window: what is told first, the progress, stopping, and the end."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFormLayout

from birdeye import locations
from birdeye.gui.dialogs import ask
from birdeye.gui.dialogs.get_species import GetSpeciesDialog
from tests.helpers.file_server import serving, stalls_after, status
from tests.helpers.tiny_recipe import (
    NETWORK_NAME,
    tiny_recipe_table,
    write_published_files,
    write_recipe,
)


@pytest.fixture
def published(tmp_path):
    return write_published_files(tmp_path / "published")


@pytest.fixture
def open_dialog(make_program, tiny_pack, published, tmp_path, qtbot, monkeypatch):
    """Opens the dialog over one recipe, whose files are at an address."""
    monkeypatch.setattr(locations, "recipes_folder", lambda: tmp_path / "sources")
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def open_it(address="127.0.0.1:9", **told):
        write_recipe(tmp_path / "sources", tiny_recipe_table(published, address) | told)
        program = make_program()
        with qtbot.waitSignal(program.getting.offered):
            program.window.all_actions.get_species.trigger()
        return program, program.window.findChild(GetSpeciesDialog)

    return open_it


def facts_of(dialog):
    def text(row, role):
        return dialog.facts.itemAt(row, role).widget().text()

    role = QFormLayout.ItemRole
    rows = range(dialog.facts.rowCount())
    return {text(row, role.LabelRole): text(row, role.FieldRole) for row in rows}


def test_size_licence_and_source_are_told_before_anything_is_asked_for(open_dialog):
    with serving() as server:
        _, dialog = open_dialog(server.address)
        facts = facts_of(dialog)
        assert server.requests == []
    assert facts["Species"] == "3"
    assert facts["Download size"].endswith("kB")
    assert facts["From"] == "127.0.0.1"
    assert facts["Licence"] == "CC0-1.0"
    assert facts["Made by"] == "By nobody."
    assert dialog.get_button.isEnabled()


def test_use_accuracy_and_speed_are_told_before_anything_is_asked_for(open_dialog):
    measured = {"text": "144 photos", "source": "A. Author, docs/accuracy.md"}
    with serving() as server:
        _, dialog = open_dialog(
            server.address,
            tested=False,
            non_commercial=True,
            accuracy=measured | {"first_choice": 0.625},
            speed=measured | {"relative_time": 4.2},
        )
        facts = facts_of(dialog)
        assert server.requests == []
    assert facts["Species"] == "about 3"
    assert facts["Use"] == "Non-commercial only"
    assert facts["Accuracy"] == "First choice right in 62% of 144 photos, measured by A. Author"
    assert facts["Speed"] == "A bird takes about 4.2 times as long as with inat-birds."
    assert facts["Tested"].startswith("Not yet with the published files")


def test_model_from_a_folder_is_installed_used_and_counted_in_the_menu(
    open_dialog, published, qtbot, monkeypatch
):
    program, dialog = open_dialog()
    monkeypatch.setattr(ask, "for_model_files", lambda parent, folder: published)
    with qtbot.waitSignals([program.getting.got, program.packs.changed]):
        dialog.folder_button.click()
    assert "is installed and in use" in dialog.status.text()
    assert dialog.cancel_button.text() == "Close"
    assert program.identification.pack.id == "tiny-world"
    texts = [action.text() for action in program.window.menus.models.actions()]
    assert "Tiny birds of the world  (3 species)" in texts


def test_model_is_left_aside_where_that_is_wished(open_dialog, published, qtbot, monkeypatch):
    program, dialog = open_dialog()
    monkeypatch.setattr(ask, "for_model_files", lambda parent, folder: published)
    dialog.use.setChecked(False)
    with qtbot.waitSignals([program.getting.got, program.packs.changed]):
        dialog.folder_button.click()
    assert "Choose it under Models" in dialog.status.text()
    assert program.identification.pack.id == "tiny"


def test_failure_is_a_sentence_and_can_be_tried_again(open_dialog, qtbot):
    with serving(status(403)) as server:
        program, dialog = open_dialog(server.address)
        with qtbot.waitSignal(program.getting.failed):
            dialog.get_button.click()
    assert "is blocked" in dialog.status.text()
    assert dialog.get_button.isEnabled()


def test_stopping_installs_nothing(open_dialog, published, qtbot):
    network = (published / NETWORK_NAME).read_bytes()
    with serving(stalls_after(100, network)) as server:
        program, dialog = open_dialog(server.address)
        dialog.get_button.click()
        qtbot.waitUntil(lambda: bool(server.requests))
        dialog.reject()
        assert dialog.cancel_button.text() == "Close"
        with qtbot.waitSignal(program.getting.stopped):
            server.released.set()
        assert "Nothing was installed" in dialog.status.text()
        assert not (locations.user_packs_folder() / "tiny-world").exists()


def test_dialog_is_closed_by_cancel_when_nothing_is_under_way(open_dialog, qtbot):
    program, dialog = open_dialog()
    with qtbot.waitSignal(dialog.finished):
        dialog.cancel_button.click()
    qtbot.waitUntil(lambda: not program.getting.is_busy)
