"""The person changes the language of the window while it is at work."""

from __future__ import annotations

import gc
import os
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from birdeye.gui.program import Program
from birdeye.gui.running_program import RunningProgram
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings
from birdeye.gui.translation import SYSTEM
from birdeye.gui.windows.main_window import MainWindow
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, ORANGE, RED
from tests.helpers.window import ScriptedIdentifier, a_bird, identified, wait_for_results

CHINESE_MENUS = ["文件(&F)", "编辑(&E)", "视图(&V)"]


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    for number, colour in enumerate((RED, BLUE, LIME, ORANGE)):
        photo = draw_photo(folder / f"{number}.png", colour)
        # A file of this very moment would be read again, in case that it is still being written.
        os.utime(photo, (1_700_000_000, 1_700_000_000))
    return folder


@pytest.fixture
def settings(data_folder):
    settings = WindowSettings(data_folder / "window.ini")
    settings.window_language = "en"
    return settings


@pytest.fixture
def put_on_show(qapp, qtbot, settings):
    """Makes the program as the running one is made, and takes it down after the test."""
    made: list[RunningProgram] = []

    def make(paths, make_services=Services) -> RunningProgram:
        on_show = RunningProgram(qapp, settings, make_services)
        made.append(on_show)
        on_show.start(paths)
        return on_show

    before = QLocale()
    yield make
    for on_show in made:
        on_show.take_down()
        on_show.translation.use("en")
    QLocale.setDefault(before)


def menu_titles(on_show: RunningProgram) -> list[str]:
    return [action.text() for action in on_show.program.window.menuBar().actions()]


def choose_language(on_show: RunningProgram, label: str) -> None:
    """Pick an entry of the language menu, as a click does."""
    menus = on_show.program.window.menus
    next(one for one in menus.window_languages.actions() if one.text() == label).trigger()


def switch(qtbot, on_show: RunningProgram, label: str) -> None:
    before = on_show.program
    choose_language(on_show, label)
    qtbot.waitUntil(lambda: on_show.program is not before)


def test_the_window_changes_its_language_and_keeps_its_photos(
    put_on_show, tiny_pack, photos, qtbot, settings
):
    on_show = put_on_show([photos])
    wait_for_results(qtbot, on_show.program, 4)
    english = menu_titles(on_show)
    on_show.program.window.setGeometry(20, 30, 760, 640)
    on_show.program.navigation.go_to_row(2)
    switch(qtbot, on_show, "简体中文")
    wait_for_results(qtbot, on_show.program, 4)
    assert menu_titles(on_show)[:3] == CHINESE_MENUS
    assert on_show.program.window.geometry().getRect() == (20, 30, 760, 640)
    assert [photo.path.name for photo in identified(on_show.program)] == [
        f"{number}.png" for number in range(4)
    ]
    assert on_show.program.store.record.path.name == "2.png"
    assert settings.window_language == "zh_CN"
    switch(qtbot, on_show, "English")
    wait_for_results(qtbot, on_show.program, 4)
    assert menu_titles(on_show) == english
    visible = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert visible == [on_show.program.window]


def test_photos_that_come_during_the_change_are_opened_in_the_new_window(
    put_on_show, tiny_pack, photos, qtbot, monkeypatch
):
    on_show = put_on_show([photos / "0.png"])
    wait_for_results(qtbot, on_show.program, 1)
    before = on_show.program
    show = MainWindow.show_before_furnished

    def show_while_others_ask(window):
        # The event loop in there hears of other starts, and of files to open.
        show(window)
        on_show.take_over([photos / "1.png"], "")
        on_show.open([photos / "2.png"])

    monkeypatch.setattr(MainWindow, "show_before_furnished", show_while_others_ask)
    choose_language(on_show, "简体中文")
    qtbot.waitUntil(lambda: on_show.program is not before)
    wait_for_results(qtbot, on_show.program, 3)
    names = {photo.path.name for photo in identified(on_show.program)}
    assert names == {"0.png", "1.png", "2.png"}


def test_nothing_reaches_the_old_window_while_the_new_one_is_painted(
    put_on_show, tiny_pack, photos, qtbot, monkeypatch
):
    on_show = put_on_show([photos])
    before = on_show.program
    wait_for_results(qtbot, before, 4)
    show = MainWindow.show_before_furnished
    stale: list[bool] = []

    def note_what_is_left(window):
        stale.extend(isValid(one) for one in (before, before.window, before.store))
        on_show.show_crash_report("of another thread")
        show(window)

    monkeypatch.setattr(MainWindow, "show_before_furnished", note_what_is_left)
    told: list[str] = []
    monkeypatch.setattr(Program, "show_crash_report", lambda _program, report: told.append(report))
    switch(qtbot, on_show, "简体中文")
    assert stale == [False, False, False]
    qtbot.waitUntil(lambda: told == ["of another thread"])


def test_a_window_that_runs_a_loop_of_its_own_keeps_its_language(put_on_show, qtbot, settings):
    on_show = put_on_show([])
    program = on_show.program
    qtbot.waitUntil(lambda: program.window.notice.isVisible())  # that there is no model
    loop = QEventLoop()

    def choose_in_a_loop() -> None:
        choose_language(on_show, "简体中文")
        QTimer.singleShot(0, loop.quit)  # after what was queued by the choice
        loop.exec()

    QTimer.singleShot(0, choose_in_a_loop)
    qtbot.waitUntil(lambda: "language changes" in program.window.notice.text)
    assert on_show.program is program
    assert settings.window_language == "zh_CN"


def test_a_batch_goes_on_where_it_was(put_on_show, tiny_pack, photos, qtbot):
    may_go_on = threading.Semaphore(0)
    script = ScriptedIdentifier({"0.png": (a_bird(),)}, may_go_on)
    on_show = put_on_show([photos], script.services)
    may_go_on.release()
    qtbot.waitUntil(lambda: len(identified(on_show.program)) == 1)
    (batch,) = (one for one in on_show.program.runners if one.objectName() == "batch")
    switched = threading.Event()

    def finish_what_was_begun() -> None:
        """A photo is never left half-way, and the switch waits for it."""
        while not switched.wait(0.05):
            if batch.is_shut_down:
                may_go_on.release()

    finishing = threading.Thread(target=finish_what_was_begun)
    finishing.start()
    switch(qtbot, on_show, "简体中文")
    switched.set()
    finishing.join()
    may_go_on.release(10)
    wait_for_results(qtbot, on_show.program, 4)
    assert sorted(script.seen) == ["0.png", "1.png", "2.png", "3.png"]


def test_the_language_that_is_spoken_already_leaves_the_window_alone(
    put_on_show, qtbot, settings, monkeypatch
):
    monkeypatch.setattr("birdeye.gui.translation.system_languages", lambda: ["en-AU"])
    on_show = put_on_show([])
    program = on_show.program
    choose_language(on_show, "System default")
    qtbot.waitUntil(lambda: settings.window_language == SYSTEM)
    assert on_show.program is program


def test_what_is_on_its_way_is_not_cut_off(put_on_show, qtbot, settings):
    on_show = put_on_show([])
    program = on_show.program
    qtbot.waitUntil(lambda: program.window.notice.isVisible())  # that there is no model
    go_on = threading.Event()

    def convert():
        yield go_on.wait(60)

    (conversion,) = (one for one in program.runners if one.objectName() == "conversion")
    job = conversion.start(convert())
    choose_language(on_show, "简体中文")
    qtbot.waitUntil(lambda: "language changes" in program.window.notice.text)
    assert on_show.program is program
    assert settings.window_language == "zh_CN"
    with qtbot.waitSignal(job.ended):
        go_on.set()


def test_photos_that_are_being_looked_for_are_not_lost(put_on_show, tiny_pack, photos, qtbot):
    may_find, looking = threading.Semaphore(0), threading.Event()

    def find_slowly(paths, left_out):
        looking.set()
        for path in sorted(photos.iterdir()):
            may_find.acquire(timeout=10)
            yield path

    on_show = put_on_show([photos], lambda: Services(find_photos=find_slowly))
    program = on_show.program
    qtbot.waitUntil(looking.is_set)
    choose_language(on_show, "简体中文")
    qtbot.waitUntil(lambda: program.window.notice.isVisible())
    assert on_show.program is program
    may_find.release(4)
    wait_for_results(qtbot, program, 4)


def test_a_window_that_goes_before_it_was_painted_begins_nothing(put_on_show, qtbot):
    painted = []
    window = put_on_show([]).program.window
    window.first_painted.connect(lambda: painted.append(True))
    window.grab()  # paints it, and what follows from that waits for its turn
    window.close()
    qtbot.wait(1)
    assert painted == []


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
def test_nothing_waits_for_a_pause_any_more_when_the_program_is_shut_down(
    put_on_show, tiny_pack, photos, qtbot
):
    on_show = put_on_show([photos])
    program = on_show.program
    wait_for_results(qtbot, program, 4)
    program.window.all_actions.export.trigger()
    qtbot.keyClicks(program.window.species_panel.chooser.field, "finch")
    qtbot.keyClicks(program.window.filter_bar.search, "finch")
    timers = [*program.findChildren(QTimer), *program.window.findChildren(QTimer)]
    assert sum(timer.isActive() for timer in timers) >= 3
    program.shut_down()
    assert not any(timer.isActive() for timer in timers)


def test_programs_that_were_taken_down_leave_nothing_behind(put_on_show, qtbot, qapp):
    on_show = put_on_show([])
    windows, programs = [], []
    for label in ("简体中文", "English", "简体中文", "English"):
        programs.append(weakref.ref(on_show.program))
        windows.append(weakref.ref(on_show.program.window))
        with qtbot.waitSignal(on_show.program.restored):
            pass
        switch(qtbot, on_show, label)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in (*programs, *windows) if one() is not None] == []
    assert len(qapp.findChildren(QTranslator)) == 0
