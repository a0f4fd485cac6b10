"""Nothing is cut, covered, out of reach or faint: in any size, language and theme of the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSize
from PySide6.QtTest import QTest

from birdeye import locations
from birdeye.gui.services import Services
from birdeye.gui.text_lines import with_chinese
from birdeye.gui.theme import ThemeChoice
from birdeye.gui.translation import SOURCE_LANGUAGE, Translation
from tests.helpers.drawn_season import draw_season
from tests.helpers.layout_faults import lasting_faults_of
from tests.helpers.tiny_pack import make_tiny_pack
from tests.helpers.window import identified, is_at_rest
from tests.helpers.window_states import SIZES, State, states_of_dialogs, states_of_window

_PHOTOS = 5

_ROOT = Path(__file__).resolve().parents[2]
_DENSE_SIZES = (QSize(1280, 720),)
"""Of a display of 2560 x 1440 pixels, two by two of which make one of the window's."""


@pytest.fixture
def speak(qapp):
    """Has what is built from now on speak a language, until the test ends."""
    default, font = QLocale(), qapp.font()
    qapp.setFont(with_chinese(font))
    translation = Translation(qapp)
    yield translation.use
    translation.use(SOURCE_LANGUAGE)
    QLocale.setDefault(default)
    qapp.setFont(font)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_everything_is_readable_and_within_reach(
    language, speak, make_program, data_folder, tmp_path, qapp, qtbot
):
    speak(language)
    pack = make_tiny_pack(data_folder / "packs" / "tiny", title="Birdeye’s model of the world")
    sizes = SIZES if qapp.devicePixelRatio() == 1 else _DENSE_SIZES
    program = make_program()
    program.window.menus.language_chosen.emit(language.partition("_")[0])
    found: list[str] = []

    def settle() -> None:
        QTest.qWait(80)

    def look(state: State, theme: ThemeChoice) -> None:
        found.extend(
            f"{theme.value}: {state.name}: {fault}" for fault in lasting_faults_of(state.window)
        )

    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        program.theme.choose(theme)
        program.window.empty_state.show_recent([tmp_path / "Kenya"])
        for size in sizes:
            program.window.resize(size)
            settle()
            look(State(f"empty-{size.width()}", program.window), theme)
    _remember_photos(tmp_path / "photos", pack)
    program.open([tmp_path / "photos"])
    qtbot.waitUntil(
        lambda: (
            len(identified(program)) == _PHOTOS
            and is_at_rest(program)
            and not program.identification.is_running
        ),
        timeout=120_000,
    )
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        program.theme.choose(theme)
        for state in states_of_window(program, settle, sizes):
            look(state, theme)
        for state in states_of_dialogs(program, settle):
            look(state, theme)
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_the_same_on_a_display_of_twice_the_density(tmp_path):
    """In a process of its own, since Qt asks for screen and factor once."""
    screen = {"name": "dense", "x": 0, "y": 0, "width": 2560, "height": 1440, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    display = tmp_path / "display.json"
    display.write_text(json.dumps({"screens": [screen]}), "utf-8")
    test = f"{__file__}::{test_everything_is_readable_and_within_reach.__name__}[zh_CN]"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=_ROOT,
        env={
            **os.environ,
            "QT_SCALE_FACTOR": "2",
            "QT_QPA_PLATFORM": f"offscreen:configfile={display}",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _remember_photos(folder, pack) -> None:
    services = Services()
    with services.open_catalogue() as catalogue:
        version = services.open_library().default().pack_version
        draw_season(folder, catalogue, version, services.species_table(), _PHOTOS)
    assert pack.id == version.pack_id
    assert locations.catalogue_file().exists()
