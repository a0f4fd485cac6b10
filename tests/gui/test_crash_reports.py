from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from birdeye.gui.crash_reports import CrashReporter
from birdeye.gui.dialogs.crash_report import CrashReportDialog


@pytest.fixture
def no_unexpected_warning():
    """Here warnings are what is tested."""


@pytest.fixture
def reporter(tmp_path, qapp):
    hooks = (sys.excepthook, threading.excepthook)
    reporter = CrashReporter(tmp_path / "log" / "birdeye.log")
    reporter.install()
    yield reporter
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == hooks


def fail_with(message):
    try:
        raise RuntimeError(message)
    except RuntimeError:
        sys.excepthook(*sys.exc_info())


def test_a_fault_is_logged_and_told_once(reporter, tmp_path):
    told = []
    reporter.reported.connect(told.append)
    for _ in range(2):
        fail_with("the wing fell off")
    assert len(told) == 1
    assert "RuntimeError: the wing fell off" in told[0]
    assert "Birdeye 0" in told[0] and "Qt 6" in told[0]
    assert "the wing fell off" in (tmp_path / "log" / "birdeye.log").read_text()


def test_the_report_names_files_but_no_folder_and_the_log_has_both(reporter, tmp_path):
    told = []
    reporter.reported.connect(told.append)
    fail_with("cannot open '/home/ann-secret/Family Photos/heron.jpg'")
    assert "cannot open '…/heron.jpg'" in told[0]
    assert "tests/gui/test_crash_reports.py" in told[0]
    assert "secret" not in told[0] and str(Path.home()) not in told[0]
    assert "ann-secret/Family Photos" in (tmp_path / "log" / "birdeye.log").read_text()


def test_a_fault_in_a_thread_is_told_in_the_window_thread(reporter, qtbot):
    heard_in = []

    def fail():
        raise RuntimeError("in a thread")

    reporter.reported.connect(lambda _report: heard_in.append(threading.get_ident()))
    thread = threading.Thread(target=fail)
    with qtbot.waitSignal(reporter.reported):
        thread.start()
    thread.join()
    assert heard_in == [threading.get_ident()]


def test_warnings_of_qt_go_to_the_log(reporter, tmp_path):
    from PySide6.QtCore import qWarning

    qWarning("a warning of Qt")
    logging.getLogger("birdeye").warning("one of ours")
    text = (tmp_path / "log" / "birdeye.log").read_text()
    assert "a warning of Qt" in text and "one of ours" in text


def test_a_large_log_starts_anew(tmp_path, qapp):
    file = tmp_path / "birdeye.log"
    file.write_text("x" * 1_100_000)
    reporter = CrashReporter(file)
    reporter.install()
    fail_with("later")
    reporter.uninstall()
    assert file.stat().st_size < 100_000
    assert (tmp_path / "birdeye.old.log").stat().st_size == 1_100_000


def test_without_a_place_for_a_log_faults_are_still_told(tmp_path, qapp):
    (tmp_path / "file").write_text("")
    reporter = CrashReporter(tmp_path / "file" / "birdeye.log")
    told = []
    reporter.reported.connect(told.append)
    reporter.install()
    fail_with("no log")
    reporter.uninstall()
    assert len(told) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_log_on_a_full_disk_says_nothing_and_ends_nothing(tmp_path, qapp, capsys):
    (tmp_path / "birdeye.log").symlink_to("/dev/full")
    reporter = CrashReporter(tmp_path / "birdeye.log")
    told = []
    reporter.reported.connect(told.append)
    reporter.install()
    logging.getLogger("birdeye").warning("a line that is lost")
    assert capsys.readouterr().err == ""
    fail_with("no room")
    reporter.uninstall()
    assert len(told) == 1
    assert "Logging error" not in capsys.readouterr().err


def test_the_report_can_be_copied(qtbot):
    dialog = CrashReportDialog("the whole report")
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, dialog.open)
    copy = next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text())
    copy.click()
    assert QGuiApplication.clipboard().text() == "the whole report"
