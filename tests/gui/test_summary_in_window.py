"""The summary as the window opens it: figures from the catalogue, which follow what changes."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from birdeye.domain.changes import AcceptClaims, SetDate, SetPlace
from birdeye.domain.photos import GpsPosition
from birdeye.domain.records import Place
from birdeye.gui.models.species_list import LINE_ROLE
from birdeye.gui.windows.summary_window import Scope
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED
from tests.helpers.window import wait_for_results

# What the offscreen platform says of every window that is brought to the front.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def program(make_program, tiny_pack, tmp_path, qtbot):
    draw_photo(tmp_path / "1.png", RED)
    draw_photo(tmp_path / "2.png", BLUE)
    draw_photo(tmp_path / "3.png", None)
    program = make_program(paths=[tmp_path])
    wait_for_results(qtbot, program, 3)
    return program


def open_summary(qtbot, program):
    program.window.all_actions.summary.trigger()
    window = program.summary.window
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    return window


def test_the_summary_counts_what_the_catalogue_remembers(qtbot, program):
    window = open_summary(qtbot, program)
    birds = {line.taxon: line.bird_count for line in window.model.lines}
    assert set(birds.values()) == {1}
    assert len(birds) == 2
    assert window.scope is Scope.ON_SHOW
    qtbot.waitUntil(lambda: window.model.missing_pictures() == [])


def test_the_figures_follow_what_is_taken_off_show(qtbot, program):
    window = open_summary(qtbot, program)
    program.window.all_actions.close_photos.trigger()
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    program.window.all_actions.life_list.trigger()
    assert window.scope is Scope.CATALOGUE
    assert window.windowTitle() == "Life list"
    # Nobody confirmed a name yet.
    window.confirmed_box.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    assert window.windowTitle() == "Summary"


def test_the_life_list_has_what_was_confirmed_the_first_seen_first(qtbot, program):
    for photo_id in program.photo_list.ids_on_show()[:2]:
        program.navigation.go_to(photo_id)
        qtbot.waitUntil(
            lambda photo_id=photo_id: (
                program.store.record is not None and program.store.record.photo_id == photo_id
            )
        )
        day = datetime(2024 - photo_id, 5, 1)
        program.store.carry_out(SetDate((photo_id,), day))
        program.store.carry_out(AcceptClaims((program.store.birds[0].bird_id,)))
    program.window.all_actions.life_list.trigger()
    window = program.summary.window
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    rows = window.table.model()
    years = [rows.index(row, 0).data(LINE_ROLE).first.year for row in range(2)]
    assert years == sorted(years)
    qtbot.waitUntil(lambda: window.model.missing_pictures() == [])


def test_a_chart_is_saved_and_a_failure_told(qtbot, program, tmp_path):
    window = open_summary(qtbot, program)
    chart, style = window.confidence.chart, window.confidence.style_now
    with qtbot.waitSignal(program.summary.saved):
        window.save_asked.emit(chart, style, tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text("utf-8").startswith("<?xml")
    with qtbot.waitSignal(program.summary.failed) as failed:
        window.save_asked.emit(chart, style, tmp_path / "gone" / "chart.svg")
    assert "could not be written" in failed.args[0]


def test_the_best_photo_comes_on_screen(qtbot, program):
    window = open_summary(qtbot, program)
    line = window.model.lines[1]
    window.photo_chosen.emit(line.best_photo_id)
    qtbot.waitUntil(lambda: program.navigation.current_id == line.best_photo_id)


def test_a_click_on_a_chart_shows_the_photos_behind_it(qtbot, program):
    first, second = program.photo_list.ids_on_show()[:2]
    for photo_id, month in ((first, 5), (second, 7)):
        change = SetDate((photo_id,), datetime(2024, month, 1))
        program.store.carry_out(change)
    place = Place("Mill pond", GpsPosition(42.37, -72.52), "US")
    program.store.carry_out(SetPlace((second,), place))
    window = open_summary(qtbot, program)
    qtbot.waitUntil(lambda: bool(window._summary.points) and len(window._summary.days) == 2)
    for chart, wanted in (
        (window.days, first),
        (window.map, second),
        (window.seasons, None),
    ):
        window.tabs.setCurrentWidget(chart)
        chart.grab()
        part = chart.chart.parts[0]
        expected = wanted
        if expected is None:
            (expected,) = window._summary.photos_in[part.key]
        # What is looked at stays on show, whatever is filtered.
        program.navigation.go_to(expected)
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=part.place.center().toPoint())
        qtbot.waitUntil(lambda expected=expected: program.photo_list.ids_on_show() == [expected])
        assert program.window.shows_grid
        assert program.window.filter_bar.everything.isVisible()
        program.window.filter_bar.everything.click()
        qtbot.waitUntil(lambda: len(program.photo_list.ids_on_show()) == 3)
