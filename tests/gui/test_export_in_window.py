"""File > Export in the real window: what is on show goes out, and the notice leads to it."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtWidgets import QPushButton

from birdeye.gui.controllers import export_actions
from birdeye.gui.dialogs.export_photos import ExportDialog
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED
from tests.helpers.window import KINGFISHER, ScriptedIdentifier, a_bird, wait_for_results

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def program(make_program, tiny_pack, tmp_path, qtbot):
    """Two photos on show, a sparrow and a kingfisher, which nobody confirmed."""
    photos = [
        draw_photo(tmp_path / "in" / f"{n}.png", colour) for n, colour in ((1, RED), (2, BLUE))
    ]
    birds = {"1.png": (a_bird(),), "2.png": (a_bird(species=KINGFISHER),)}
    program = make_program(ScriptedIdentifier(birds).services(), photos)
    wait_for_results(qtbot, program, 2)
    return program


def open_dialog(qtbot, program):
    program.window.all_actions.export.trigger()
    dialog = program.window.findChild(ExportDialog)
    qtbot.waitUntil(lambda: "nothing to export" in dialog.preview.text)
    return dialog


def test_what_is_on_show_is_exported_and_the_notice_opens_it(program, qtbot, tmp_path, monkeypatch):
    dialog = open_dialog(qtbot, program)
    assert dialog.form.scope.currentText() == "Shown: 2 photos"
    assert "2 boxes are left out: they are not confirmed." in dialog.preview.text
    dialog.form.birds.setCurrentIndex(1)
    with qtbot.waitSignal(program.exporting.planned):
        dialog.form.destination.set_path(tmp_path / "out" / "birds.csv")
    assert "2 birds in 2 photos" in dialog.preview.text
    with qtbot.waitSignal(dialog.succeeded):
        dialog.export_button.click()
    with (tmp_path / "out" / "birds.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["taxon"] for row in rows] == ["Passer domesticus", "Alcedo atthis"]
    assert program.window.notice.text == "2 photos exported to “birds.csv”."
    shown = []
    monkeypatch.setattr(export_actions, "open_in_desktop", shown.append)
    buttons = program.window.notice.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "Open").click()
    assert shown == [tmp_path / "out" / "birds.csv"]


def test_the_next_export_begins_where_the_last_one_ended(program, qtbot, tmp_path):
    dialog = open_dialog(qtbot, program)
    dialog.formats.setCurrentRow(1)
    dialog.form.birds.setCurrentIndex(1)
    (tmp_path / "out").mkdir()
    with qtbot.waitSignal(program.exporting.planned):
        dialog.form.destination.set_path(tmp_path / "out" / "all.json")
    with qtbot.waitSignal(dialog.succeeded):
        dialog.export_button.click()
    qtbot.waitUntil(lambda: program.window.findChild(ExportDialog) is None)
    again = open_dialog(qtbot, program)
    assert again.formats.currentItem().text() == "JSON"
    assert again.form.destination.path == tmp_path / "out" / "birds.json"


def test_closing_the_window_in_mid_preview_leaves_nothing_running(program, qtbot):
    program.window.all_actions.export.trigger()
    program.window.close()
    assert all(runner.active_count == 0 for runner in program.runners)
