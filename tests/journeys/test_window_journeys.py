"""What the user does from start to end, in the real window with a real, if tiny, pack."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from birdeye import locations
from birdeye.domain.identification import Rank
from birdeye.gui import app
from birdeye.gui.single_instance import SingleInstance
from birdeye.vision.identifier import Identifier
from birdeye.workflows.identify_photos import identify_photos
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.stand_in_pack import (
    SHARED,
    STAND_IN_ABSENT,
    stand_in_is_possible,
    stand_in_pack,
)
from tests.helpers.tiny_pack import BLUE, LIME, ORANGE, RED, VIOLET
from tests.helpers.window import results_of, wait_for_record, wait_for_results

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "птицы 鸟"
    for name, colour in (
        ("1 rosefinch", RED),
        ("2 kingfisher", BLUE),
        ("3 genus", LIME),
        ("4 family", ORANGE),
        ("5 unsure", VIOLET),
        ("6 no bird", None),
    ):
        draw_photo(folder / f"{name}.png", colour)
    return folder


def test_window_and_workflow_give_the_same_boxes_and_probabilities(
    make_program, tiny_pack, photos, qtbot
):
    program = make_program(paths=[photos])
    wait_for_results(qtbot, program, 6)
    expected = list(identify_photos(sorted(photos.iterdir()), Identifier(tiny_pack)))
    assert results_of(program) == expected
    assert [
        result.birds[0].claim.rank if result.birds else None for result in results_of(program)
    ] == [Rank.SPECIES, Rank.SPECIES, Rank.GENUS, Rank.FAMILY, Rank.NONE, None]


def test_window_and_command_line_give_the_same_boxes_and_probabilities(
    make_program, tiny_pack, photos, qtbot
):
    program = make_program(paths=[photos])
    wait_for_results(qtbot, program, 6)
    finished = subprocess.run(
        [
            *(sys.executable, "-m", "birdeye", "identify", str(photos)),
            *("--format", "json", "--pack", tiny_pack.id),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    by_command_line = {
        photo["photo"]: [
            (
                bird["box"],
                bird["rank"],
                [(one["scientific_name"], one["probability"]) for one in bird["species"]],
            )
            for bird in photo["birds"]
        ]
        for photo in json.loads(finished.stdout)["photos"]
    }
    for result in results_of(program):
        in_window = [
            (
                list(bird.box.as_tuple()),
                bird.claim.rank.value,
                [(c.species.scientific_name, c.probability) for c in bird.candidates],
            )
            for bird in result.birds
        ]
        told = by_command_line[str(result.path)]
        assert len(told) == len(in_window)
        for (box, rank, species), (box_shown, rank_shown, species_shown) in zip(
            told, in_window, strict=True
        ):
            # The JSON rounds for people; nothing else may differ.
            assert box == pytest.approx(box_shown, abs=0.06)
            assert rank == rank_shown
            assert [name for name, _ in species] == [name for name, _ in species_shown]
            assert [p for _, p in species] == pytest.approx([p for _, p in species_shown], abs=6e-5)


def test_from_the_command_line_to_the_species_by_keyboard_alone(
    make_program, tiny_pack, photos, qtbot
):
    program = make_program(paths=[photos / "2 kingfisher.png", photos])
    wait_for_results(qtbot, program, 6)
    window = program.window
    assert window.species_panel.details.title == "Common Kingfisher"
    titles = []
    for _ in range(4):
        qtbot.keyClick(window.photo_view, Qt.Key.Key_Right)
        wait_for_record(qtbot, program)
        titles.append(window.species_panel.details.title)
    assert titles == [
        "Common Rosefinch",
        "Some species of the genus Spinus",
        "Some species of the family Finches, Euphonias, and Allies",
        "Not sure",
    ]
    qtbot.keyClick(window.photo_view, Qt.Key.Key_Right)
    wait_for_record(qtbot, program)
    assert window.species_panel.outcome.startswith("No bird found")
    assert "6 photos  ·  5 birds  ·  2 species" in window.progress.text


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_second_start_opens_its_photos_in_the_first_window(
    qapp, qtbot, tiny_pack, photos, monkeypatch, tmp_path
):
    name = f"birdeye-journey-{os.getpid()}"
    instance = SingleInstance(name)
    on_show = app.start(qapp, instance, [])
    program = on_show.program
    qtbot.addWidget(program.window)
    qtbot.waitExposed(program.window).__enter__()
    other = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\nfrom birdeye.gui import app\n"
            f"app.server_name = lambda folder: {name!r}\n"
            "sys.exit(app.run(sys.argv[1:]))",
            "1 rosefinch.png",
        ],
        cwd=photos,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        wait_for_results(qtbot, program, 1)
        qtbot.waitUntil(lambda: other.poll() is not None)
        assert other.returncode == 0
        assert program.window.species_panel.details.title == "Common Rosefinch"
    finally:
        other.kill()
        other.wait()
        program.window.close()
        program.shut_down()
        instance.close()
        program.deleteLater()


def test_the_window_comes_back_where_and_how_it_was(make_program, tiny_pack, photos, qtbot):
    first = make_program(paths=[photos])
    first.window.menus.language_chosen.emit("zh")
    first.window.resize(1000, 650)
    first.window.close()
    second = make_program(paths=[photos])
    wait_for_results(qtbot, second, 6)
    # The screen that tests have is smaller than many: the window fits on it, no larger than before.
    assert second.window.width() <= 1000
    assert second.window.species_panel.details.title == "普通朱雀"


def test_real_photos_have_real_species(make_program, data_folder, qtbot):
    if not stand_in_is_possible():
        pytest.skip(STAND_IN_ABSENT)
    library = make_library(data_folder)
    library.install(stand_in_pack().folder)
    program = make_program(paths=[SHARED / "photos" / "common-kingfisher.jpg"])
    wait_for_results(qtbot, program, 1)
    assert program.window.species_panel.details.title == "Common Kingfisher"


def make_library(data_folder):
    from birdeye.packs.library import PackLibrary

    return PackLibrary(
        locations.builtin_packs_folder(), data_folder / "packs", data_folder / "settings.toml"
    )
