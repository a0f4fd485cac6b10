"""Where photos are taken, as the window asks and minds it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from birdeye import locations
from birdeye.domain.changes import SetRegion
from birdeye.domain.plausibility import PlaceSettings
from birdeye.gui.dialogs.expected_anywhere import ExpectedAnywhereDialog
from birdeye.gui.dialogs.region import RegionDialog
from birdeye.gui.theme import Theme, ThemeChoice
from birdeye.workflows.places import read_place_settings
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, RED, make_tiny_pack
from tests.helpers.window import trigger, wait_for_results

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

AMERICAN, EURASIAN = "Spinus tristis", "Spinus spinus"


@pytest.fixture
def dialog(qapp, qtbot):
    scopes = {"all": ("All", ("DE", "CH")), "folder": ("Folder", ())}
    dialog = RegionDialog(scopes)
    qtbot.addWidget(dialog)
    return dialog


def ticked(dialog, code):
    return {item.checkState(0) for item in dialog._items[code]}


def test_each_scope_shows_its_own_region(dialog):
    assert dialog.region == {"DE", "CH"}
    assert dialog.summary.text() == "Germany, Switzerland"
    dialog.scope_box.setCurrentIndex(1)
    assert dialog.region == frozenset()
    assert dialog.summary.text() == "Anywhere"


def test_a_continent_is_all_its_countries_and_a_country_may_be_of_two(dialog):
    europe = dialog._items["FR"][0].parent()
    europe.setCheckState(0, Qt.CheckState.Checked)
    assert {"FR", "DE", "RU"} <= dialog.region
    assert dialog.summary.text() == "Europe"
    assert len(dialog._items["RU"]) == 2
    assert ticked(dialog, "RU") == {Qt.CheckState.Checked}
    dialog._items["RU"][1].setCheckState(0, Qt.CheckState.Unchecked)
    assert "RU" not in dialog.region
    assert europe.checkState(0) is Qt.CheckState.PartiallyChecked
    dialog.anywhere_button.click()
    assert dialog.region == frozenset()


def test_every_row_has_room_for_its_box(qapp, qtbot):
    theme = Theme(qapp, ThemeChoice.LIGHT)
    dialog = RegionDialog({"all": ("All", ())})
    qtbot.addWidget(dialog)
    dialog.show()
    tree = dialog.tree
    rows = [tree.visualItemRect(tree.topLevelItem(number)) for number in range(3)]
    assert {row.height() for row in rows} == {tree.sizeHintForRow(0)}
    assert rows[0].height() >= 18
    del theme


def test_a_country_is_found_by_its_name_or_code(dialog, qtbot):
    for text in ("switz", "ch"):
        dialog.search.setText(text)
        assert not dialog._items["CH"][0].isHidden()
    assert dialog._items["FR"][0].isHidden()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.set_button.click()
    assert chosen.args == ["all", frozenset(("DE", "CH"))]


@pytest.fixture
def program(make_program, tiny_pack, tmp_path, qtbot):
    for number, colour in enumerate((LIME, RED, BLUE)):
        draw_photo(tmp_path / "walk" / f"{number}.png", colour)
    program = make_program(paths=[tmp_path / "walk"])
    wait_for_results(qtbot, program, 3)
    qtbot.waitUntil(lambda: program.places.settings is not None)
    return program


def name_of_first(program):
    (lime,) = (one for one in program.store.overviews.values() if one.path.name == "0.png")
    return lime.taxa


def answer(program, scope, codes):
    dialog = program.window.findChild(RegionDialog)
    dialog.scope_box.setCurrentIndex(dialog.scope_box.findData(scope))
    dialog.show_region(codes)
    dialog.set_button.click()


def test_the_region_is_asked_once_and_names_follow_without_the_networks(
    program, qtbot, monkeypatch
):
    from birdeye.vision.identifier import Identifier

    notice = program.window.notice
    qtbot.waitUntil(lambda: "Where do you take your photos?" in notice.text)
    before = name_of_first(program)
    monkeypatch.delattr(Identifier, "identify")
    notice._on_button_clicked()
    answer(program, "all", ("US",))
    qtbot.waitUntil(lambda: [taxon for _, taxon in name_of_first(program)] == [AMERICAN])
    assert read_place_settings(locations.settings_file()).region == {"US"}
    qtbot.waitUntil(lambda: not program.identification.is_running)
    program.window.all_actions.use_places.trigger()
    qtbot.waitUntil(lambda: name_of_first(program) == before)
    assert not read_place_settings(locations.settings_file()).used
    qtbot.waitUntil(lambda: not program.identification.is_running)
    notice.clear()
    program.regions._ask_once(False)
    assert notice.text == ""


def test_where_the_user_set_the_region_nobody_asks_for_it(program, qtbot):
    notice = program.window.notice
    qtbot.waitUntil(lambda: "Where do you take your photos?" in notice.text)
    notice.clear()
    program.regions._models.settings.region_asked = False
    ids = tuple(program.store.overviews)
    program.store.carry_out(SetRegion(ids, frozenset(("AU",))))
    facts = program.window.species_panel.facts
    qtbot.waitUntil(lambda: "Australia" in facts.text and "No place" not in facts.text)
    qtbot.waitUntil(lambda: all(one.has_region for one in program.store.overviews.values()))
    qtbot.waitUntil(lambda: not program.identification.is_running)
    program.regions._ask_once(False)
    assert "Where do you take your photos?" not in notice.text


def test_a_region_of_a_folder_is_journaled_and_undone(program, qtbot):
    before = name_of_first(program)
    program.window.all_actions.set_region.trigger()
    with qtbot.waitSignal(program.store.carried_out) as carried_out:
        answer(program, "folder", ("DE",))
    assert isinstance(carried_out.args[0].change, SetRegion)
    assert len(carried_out.args[0].photo_ids) == 3
    qtbot.waitUntil(lambda: [taxon for _, taxon in name_of_first(program)] == [EURASIAN])
    qtbot.waitUntil(lambda: "set the region" in program.window.all_actions.undo.text())
    trigger(qtbot, program.window.all_actions.undo)
    qtbot.waitUntil(lambda: name_of_first(program) == before)
    assert read_place_settings(locations.settings_file()) == PlaceSettings()


@pytest.mark.parametrize("scope", ["folder", "all"])
def test_names_of_a_model_that_is_no_longer_in_use_follow_the_region_too(
    program, data_folder, qtbot, scope
):
    make_tiny_pack(data_folder / "packs" / "other", pack_id="other", title="Other pack")
    with qtbot.waitSignal(program.packs.changed):
        program.packs.choose("other")
    qtbot.waitUntil(lambda: program.identification.pack.id == "other")
    assert {one.pack[0] for one in program.store.overviews.values()} == {"tiny"}
    program.window.all_actions.set_region.trigger()
    answer(program, scope, ("DE",))
    qtbot.waitUntil(lambda: [taxon for _, taxon in name_of_first(program)] == [EURASIAN])
    assert {one.pack[0] for one in program.store.overviews.values()} == {"tiny"}


def test_birds_to_expect_anywhere_are_listed_and_kept(program, qtbot):
    program.regions.ask_expected()
    dialog = program.window.findChild(ExpectedAnywhereDialog)
    qtbot.keyClicks(dialog.chooser.field, "peafowl")
    qtbot.waitUntil(lambda: dialog.chooser.model.rowCount() > 0)
    qtbot.keyClick(dialog.chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.expected) == 1)
    (added,) = dialog.expected
    with qtbot.waitSignal(program.places.changed):
        dialog.keep_button.click()
    assert read_place_settings(locations.settings_file()).always_expected == {added}
