"""Starts the window: one process a user, a log, a theme, and the program wired together."""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

if sys.platform == "win32":
    # On Windows, PySide6 brings an older C++ runtime than onnxruntime needs, and whichever is
    # loaded first serves both: onnxruntime then fails to load (onnxruntime issue 26127). There the
    # first window waits for this import; everywhere else it happens after the first paint.
    importlib.import_module("birdeye.vision.session")

from PySide6.QtCore import QCoreApplication, QFileInfo
from PySide6.QtWidgets import QApplication

from birdeye import __version__, locations
from birdeye.domain.terminal_text import printable
from birdeye.gui.application import Application
from birdeye.gui.crash_reports import CrashReporter
from birdeye.gui.icons import application_icon
from birdeye.gui.running_program import RunningProgram
from birdeye.gui.settings import WindowSettings
from birdeye.gui.single_instance import SingleInstance, server_name
from birdeye.gui.text_lines import with_chinese

_log = logging.getLogger(__name__)


def run(words: Sequence[str]) -> int:
    """Open the window with the photos and folders that ``words`` name, until it is closed.

    Returns the exit code of the process: 0, also when a running window took the photos; 2 for an
    option, or without a screen a path, that there is none of.
    """
    unknown = [word for word in words if word.startswith("-") and not QFileInfo.exists(word)]
    if unknown:
        option = printable(unknown[0])
        sys.stderr.write(f"birdeye: unknown option {option}; see birdeye --help\n")
        return 2
    if not _has_screen():
        missing = next((word for word in words if not QFileInfo.exists(word)), None)
        if missing is not None:
            sys.stderr.write(
                f"birdeye: there is no command or file “{printable(missing)}”; see birdeye --help\n"
            )
            return 2
        sys.stderr.write(
            "birdeye: there is no screen here for a window; "
            "birdeye identify FOLDER works without one\n"
        )
        return 2
    paths = [Path(word).absolute() for word in words]
    # Qt's event loop never lets Python handle Ctrl-C; nothing is being written that it could harm.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = make_application()
    instance = SingleInstance(server_name(locations.data_folder()))
    if instance.hand_over(paths):
        return 0
    reporter = CrashReporter(locations.log_file())
    reporter.install()
    try:
        on_show = start(application, instance, paths)
        reporter.reported.connect(on_show.show_crash_report)
        return application.exec()
    finally:
        instance.close()
        reporter.uninstall()


def _has_screen() -> bool:
    """Whether there is something to show a window on; Qt would end the process where not."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> Application:
    """The one QApplication, with the names that desktops show and look for."""
    # Workers hand Python's lock to the window within a millisecond when it wants it, not within 5.
    sys.setswitchinterval(0.001)
    QCoreApplication.setApplicationName("Birdeye")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("birdeye")
    application = Application(sys.argv[:1])
    application.setWindowIcon(application_icon())
    application.setFont(with_chinese(application.font()))
    return application


def start(application: Application, instance: SingleInstance, paths: list[Path]) -> RunningProgram:
    """The program with its window open, taking photos from later starts."""
    settings = WindowSettings(locations.settings_file().with_name("window.ini"))
    asked_early: list[Path] = []

    def keep(paths: list[Path], _activation_token: str = "") -> None:
        asked_early.extend(paths)

    # Before the program is loaded: a file manager may start one process for each of several photos.
    application.open_asked.connect(keep)
    instance.handed_over.connect(keep)
    instance.listen()
    on_show = RunningProgram(application, settings)
    application.open_asked.disconnect(keep)
    instance.handed_over.disconnect(keep)
    instance.handed_over.connect(on_show.take_over)
    application.open_asked.connect(on_show.open)
    on_show.start([*paths, *asked_early])
    _log.info("The window can be used.")
    return on_show
