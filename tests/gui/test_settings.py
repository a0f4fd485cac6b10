from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, QSettings

from birdeye.export.whole_file import write_whole
from birdeye.gui import settings_file
from birdeye.gui.settings import WindowSettings, place_on_screens
from birdeye.gui.settings_file import SettingsFile
from birdeye.gui.theme import ThemeChoice
from birdeye.gui.translation import SYSTEM

LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (QRect(100, 100, 800, 600), QRect(100, 100, 800, 600)),
        (QRect(2500, 100, 800, 600), QRect(2500, 100, 800, 600)),
        # Half over the lower edge: it comes up.
        (QRect(100, 900, 800, 600), QRect(100, 440, 800, 600)),
        # Its title bar above the screen, where it cannot be grasped: it comes down.
        (QRect(100, -300, 800, 600), QRect(100, 0, 800, 600)),
        # Larger than any screen: it shrinks.
        (QRect(-50, -50, 5000, 3000), QRect(0, 0, 1920, 1040)),
    ],
)
def test_a_window_lies_whole_on_the_screen_that_shows_most_of_it(wanted, expected):
    assert place_on_screens(wanted, [LEFT, RIGHT]) == expected


def test_a_window_whose_screen_is_gone_comes_to_the_primary_one():
    place = place_on_screens(QRect(9000, 9000, 800, 600), [LEFT, RIGHT])
    assert LEFT.contains(place)
    assert abs(place.center().x() - LEFT.center().x()) <= 1


def test_settings_survive_a_restart(tmp_path, qapp):
    file = tmp_path / "window.ini"
    first = WindowSettings(file)
    first.language = "de"
    first.window_language = "zh_CN"
    first.theme = ThemeChoice.DARK
    first.last_folder = str(tmp_path)
    first.boxes_shown = False
    first.window_place = QRect(10, 20, 900, 700)
    first.window_maximised = True
    first.save()
    second = WindowSettings(file)
    assert second.language == "de"
    assert second.window_language == "zh_CN"
    assert second.theme is ThemeChoice.DARK
    assert second.last_folder == str(tmp_path)
    assert second.boxes_shown is False
    assert second.window_place == QRect(10, 20, 900, 700)
    assert second.window_maximised is True


def test_nonsense_counts_as_absent(tmp_path, qapp):
    file = tmp_path / "window.ini"
    file.write_text(
        "[names]\nlanguage=klingon\n[window]\nlanguage=klingon\ntheme=pink\nplace=7\n[files]\nlast_folder=/gone\n"
    )
    settings = WindowSettings(file)
    assert settings.window_language == SYSTEM
    assert settings.language in ("en", "zh", "ja", "es", "fr", "de", "pt", "ru", "ko")
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.window_place is None
    assert settings.last_folder != "/gone"


@pytest.mark.parametrize("name", ["last_folder", "last_checkpoint_folder", "last_export_folder"])
def test_a_folder_of_an_impossible_name_counts_as_gone(tmp_path, qapp, name):
    settings = WindowSettings(tmp_path / "window.ini")
    setattr(settings, name, "x" * 300)
    assert getattr(settings, name) == str(Path.home())
    settings.save()


def test_no_choice_waits_for_the_disk(tmp_path, qapp, monkeypatch):
    """The file is written by another thread, and all of it is there when it was waited for."""
    file, threads, go_on = tmp_path / "window.ini", set(), threading.Event()

    def write_slowly(path, content):
        threads.add(threading.current_thread())
        assert go_on.wait(30)
        write_whole(path, content)

    monkeypatch.setattr(settings_file, "write_whole", write_slowly)
    settings = WindowSettings(file)
    for width in range(100, 200):
        settings.thumbnail_width = width
    settings.theme = ThemeChoice.DARK
    assert settings.thumbnail_width == 199
    go_on.set()
    settings.save()
    assert threads and threading.current_thread() not in threads
    again = WindowSettings(file)
    assert (again.thumbnail_width, again.theme) == (199, ThemeChoice.DARK)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "plain",
            "",
            "a b",
            " led ",
            "a, b; c = d",
            'say "no"',
            "back\\slash\\x41",
            "50 %",
            "true",
        ),
        *("/Fotos é/照片", "two\nlines\rand\ttab", "@ByteArray(no)", "@", "[group]", "#no", "🐦"),
        *(["a", "b, c"], ["/é", 'q"', "\\n"], ["x", ""]),
        *(QRect(-10, 20, 900, 700), QByteArray(bytes(range(256))), QByteArray(b"\xffabc0")),
    ],
)
def test_qt_reads_what_is_written(tmp_path, qapp, value):
    file = tmp_path / "window.ini"
    settings = SettingsFile(file)
    settings.set_value("group/a name", "before")
    settings.set_value("group/name", value)
    settings.set_value("other/number", 7)
    settings.wait_until_written()
    store = QSettings(str(file), QSettings.Format.IniFormat)
    assert store.value("group/name") == value
    assert store.value("other/number") == "7"
    again = SettingsFile(file)
    again.set_value("other/number", 8)
    again.wait_until_written()
    assert SettingsFile(file).value("group/name") == value


def test_a_file_that_cannot_be_written_holds_nobody_up(tmp_path, qapp):
    (tmp_path / "file").write_text("in the way")
    settings = WindowSettings(tmp_path / "file" / "window.ini")
    settings.boxes_shown = False
    settings.save()
    assert settings.boxes_shown is False
    assert not list(tmp_path.glob("*.ini"))
