"""Leads to a better model, and what happens to the names of an older one after a switch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import birdeye
from birdeye import locations
from birdeye.domain.identification import Rank
from birdeye.gui.dialogs.calibrate import CalibrateDialog
from birdeye.gui.dialogs.get_species import GetSpeciesDialog
from birdeye.gui.services import Services
from birdeye.packs.manifest import CalibrationSpec
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import load_pack
from birdeye.packs.recipe import read_recipes
from birdeye.workflows.better_model import better_recipe
from birdeye.workflows.calibration import calibrate_pack
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, YELLOW, make_tiny_pack
from tests.helpers.window import ScriptedIdentifier, a_bird, wait_for_record, wait_for_results

SOURCES = Path(birdeye.__file__).parents[1] / "models" / "sources"
NAMES = ("one.png", "two.png", "three.png")


@pytest.fixture
def measured_pack(tiny_pack, monkeypatch):
    """The tiny pack, said to name one stranger's bird in five, and the recipes of the program."""
    monkeypatch.setattr(locations, "recipes_folder", lambda: SOURCES)
    return measured(tiny_pack, 0.2)


def measured(pack, first_choice):
    known = CalibrationSpec(400, 4, "rectangles", first_choice)
    write_manifest(pack.folder, replace(pack.manifest, calibration=known))
    return load_pack(pack.folder)


@pytest.fixture
def photos(tmp_path):
    return [
        draw_photo(tmp_path / name, BLUE, size=(320, 240 + number))
        for number, name in enumerate(NAMES)
    ]


@pytest.fixture
def unsure():
    bird = a_bird(rank=Rank.NONE, probability=0.4)
    return ScriptedIdentifier(dict.fromkeys(NAMES, (bird,)))


def lead_of(panel):
    return panel.lead.text() if not panel.lead.isHidden() else ""


def test_a_model_is_better_by_strangers_photos_alone(measured_pack):
    recipes = list(read_recipes(SOURCES))
    found = better_recipe(measured_pack, [], recipes)
    assert found is not None
    assert found.id == "inat-birds"
    assert better_recipe(measured_pack, ["inat-birds"], recipes) is None
    assert better_recipe(measured(measured_pack, 0.9), [], recipes) is None
    # 0.343 is the share of inat-birds on its own photos, and 0.387 that on the built-in pack's.
    assert better_recipe(measured(measured_pack, 0.36), [], recipes) == found
    assert better_recipe(measured(measured_pack, None), [], recipes) is None


def test_the_empty_window_leads_to_it_until_declined(make_program, measured_pack, qtbot):
    program = make_program()
    empty = program.window.empty_state
    qtbot.waitUntil(lambda: "928 species" in lead_of(empty))
    empty.lead.linkActivated.emit("decline")
    assert not lead_of(empty)
    program.window.close()
    again = make_program()
    qtbot.waitUntil(lambda: again.model_offers._recipe is not None)
    assert not lead_of(again.window.empty_state)


def test_a_batch_without_names_leads_to_it_once(make_program, measured_pack, photos, unsure, qtbot):
    program = make_program(unsure.services())
    qtbot.waitUntil(lambda: program.model_offers.recipe is not None)
    program.open(photos)
    wait_for_results(qtbot, program, 3)
    qtbot.waitUntil(lambda: "In 3 of 3 photos" in program.window.notice.text)
    wait_for_record(qtbot, program)
    qtbot.waitUntil(lambda: "may know it" in lead_of(program.window.species_panel))
    program.navigation.step(1)
    wait_for_record(qtbot, program)
    qtbot.waitUntil(lambda: not lead_of(program.window.species_panel))
    program.window.notice.clear()
    program.batch.identify_again(program.store.overviews)
    wait_for_results(qtbot, program, 3)
    assert "In 3 of 3 photos" not in program.window.notice.text


def test_whoever_looks_at_it_and_takes_nothing_has_declined(
    make_program, measured_pack, photos, unsure, qtbot
):
    program = make_program(unsure.services())
    qtbot.waitUntil(lambda: program.model_offers.recipe is not None)
    program.window.empty_state.lead.linkActivated.emit("follow")
    dialog = program.window.findChild(GetSpeciesDialog)
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: program.model_offers.recipe is None)
    program.open(photos)
    wait_for_results(qtbot, program, 3)
    wait_for_record(qtbot, program)
    assert "could be named" not in program.window.notice.text
    assert not lead_of(program.window.species_panel)


def test_a_model_is_calibrated_on_the_birds_that_the_user_named(
    make_program, tiny_pack, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(calibrate_pack, "LEAST_BIRDS", 10)
    named = [
        draw_photo(tmp_path / f"{number}-{name}.png", colour, size=(320, 240 + number))
        for number in range(5)
        for name, colour in (("red", RED), ("blue", BLUE), ("yellow", YELLOW))
    ]
    program = make_program(Services(), named)
    wait_for_results(qtbot, program, 15)
    program.window.all_actions.calibrate.trigger()
    dialog = program.window.findChild(CalibrateDialog)
    qtbot.waitUntil(lambda: "no bird with a known name was found." in dialog.status.text())
    dialog.reject()
    program.store.decide_all(
        [*program.store.overviews], None, lambda record, bird: True, lambda tally: None
    )
    qtbot.waitUntil(lambda: all(each.is_reviewed for each in program.store.overviews.values()))
    program.window.all_actions.calibrate.trigger()
    dialog = program.window.findChildren(CalibrateDialog)[-1]
    qtbot.waitUntil(lambda: dialog.use_button.isEnabled())
    assert "15 birds of 3 species" in dialog.status.text()
    assert not dialog.picture.pixmap().isNull()
    dialog.use_button.click()
    qtbot.waitUntil(lambda: "is calibrated from now on" in dialog.status.text())
    known = load_pack(tiny_pack.folder).manifest.calibration
    assert (known.photos, known.sources) == (15, "photos of the user")
    dialog.reject()


def test_after_a_switch_it_is_asked_whether_to_identify_again(
    make_program, tiny_pack, data_folder, photos, qtbot
):
    make_tiny_pack(data_folder / "packs" / "other", pack_id="other", title="Other pack")
    script = ScriptedIdentifier({"one.png": (a_bird(),), "two.png": (a_bird(rank=Rank.NONE),)})
    program = make_program(script.services(), photos)
    wait_for_results(qtbot, program, 3)
    before = program.identification.pack
    other = "other" if before.id == "tiny" else "tiny"
    panel = program.window.species_panel
    assert panel.model_note.isHidden()
    with qtbot.waitSignal(program.packs.changed):
        program.packs.choose(other)
    notice = program.window.notice
    qtbot.waitUntil(lambda: "Another model identified 3 photos" in notice.text)
    assert len(script.seen) == 3
    qtbot.waitUntil(
        lambda: panel.model_note.text() == f"Identified by another model: {before.id} 1.0.",
    )
    script.birds = {name: (a_bird(),) for name in NAMES[:2]}
    notice._button.click()
    qtbot.waitUntil(lambda: "Photos with a name: 2 of 3 now, 1 before." in notice.text)
    assert sorted(script.seen) == sorted([*NAMES, *NAMES])
    wait_for_record(qtbot, program)
    assert panel.model_note.isHidden()
