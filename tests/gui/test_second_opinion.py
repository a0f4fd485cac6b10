"""Another model's opinion of the selected photos."""

from __future__ import annotations

import pytest

from birdeye.gui.dialogs.second_opinion import SecondOpinionDialog
from birdeye.packs.default_choice import write_default_choice
from birdeye.packs.labels import Labels, write_labels
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, SPECIES, YELLOW, make_tiny_pack
from tests.helpers.window import wait_for_results


@pytest.fixture
def swapped(data_folder, tiny_pack):
    """A second model, which takes red birds for kingfishers and blue ones for rosefinches."""
    write_default_choice(data_folder / "settings.toml", "tiny")
    folder = make_tiny_pack(
        data_folder / "packs" / "swapped", pack_id="swapped", title="Swapped"
    ).folder
    red, yellow, green, blue, nothing = SPECIES
    species = (blue, yellow, green, red, nothing)
    write_labels(folder, Labels(species, tuple(each is not None for each in species)))


def opened(program):
    program.window.all_actions.second_opinion.trigger()
    return program.window.findChild(SecondOpinionDialog)


def test_selected_photos_are_told_bird_by_bird(make_program, swapped, tmp_path, qtbot):
    photos = [
        draw_photo(tmp_path / f"{name}.png", colour)
        for name, colour in (("a", RED), ("b", YELLOW), ("c", BLUE))
    ]
    program = make_program(paths=photos)
    wait_for_results(qtbot, program, 3)
    program.navigation.select_all()
    qtbot.waitUntil(
        lambda: all(map(program.models.thumbnails.get, program.photo_list.ids_on_show()))
    )
    with qtbot.waitSignal(program.opinion.ended):
        dialog = opened(program)
    pictures = [dialog.table.topLevelItem(row).icon(0) for row in range(3)]
    assert not any(picture.isNull() for picture in pictures)
    first, second, _ = sorted(dialog.rows())
    assert first[0] == "a.png"
    assert first[1].startswith("Common Rosefinch")
    assert first[2].startswith("Common Kingfisher")
    assert second[1] == second[2]
    assert "Same name: 1. Different name: 2." in dialog.status.text()
    dialog.only_different.setChecked(True)
    assert sorted(row[0] for row in dialog.rows()) == ["a.png", "c.png"]


def test_closing_stops_what_is_under_way(make_program, swapped, tmp_path, qtbot):
    program = make_program(paths=[draw_photo(tmp_path / "a.png", RED)])
    wait_for_results(qtbot, program, 1)
    dialog = opened(program)
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()


def test_without_another_model_one_is_offered(make_program, tiny_pack, tmp_path, qtbot):
    program = make_program(paths=[draw_photo(tmp_path / "a.png", RED)])
    wait_for_results(qtbot, program, 1)
    assert opened(program) is None
    assert "no other model to ask" in program.window.notice.text
