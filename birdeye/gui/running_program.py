"""Keeps one program running, and rebuilds it when the user chooses another language.

Widgets keep the words that they were built with, so the window is taken down and comes back in the
other language where it was: with its place, its photos and what of them still waits.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread
from PySide6.QtWidgets import QApplication

from birdeye.gui.settings import WindowSettings
from birdeye.gui.translation import Translation, language_in_use
from birdeye.gui.windows.main_window import MainWindow

if TYPE_CHECKING:
    from birdeye.gui.program import Program
    from birdeye.gui.services import Services

_log = logging.getLogger(__name__)


def _services() -> Services:
    from birdeye.gui.services import Services

    return Services()


class RunningProgram(QObject):
    """Whoever brings photos or faults talks to this, and so to the program of the moment."""

    def __init__(
        self,
        application: QApplication,
        settings: WindowSettings,
        make_services: Callable[[], Services] = _services,
    ) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._make_services = make_services
        self._asked_meanwhile: list[Path] = []
        self._reports_meanwhile: list[str] = []
        self.is_between_programs = False
        self.translation = Translation(application)
        self.program = self._build()

    def start(self, paths: list[Path]) -> None:
        """Show the window, with ``paths`` beside the photos of the last time."""
        self.program.start(paths)

    def open(self, paths: list[Path]) -> None:
        """Add photos and folders to the window."""
        if self.is_between_programs:
            self._asked_meanwhile.extend(paths)
        else:
            self.program.open(paths)

    def take_over(self, paths: list[Path], activation_token: str) -> None:
        """Another start brought photos."""
        if self.is_between_programs:
            self._asked_meanwhile.extend(paths)
        else:
            self.program.take_over(paths, activation_token)

    def show_crash_report(self, report: str) -> None:
        """Tell about a fault."""
        if self.is_between_programs:
            self._reports_meanwhile.append(report)
        else:
            self.program.show_crash_report(report)

    def take_down(self) -> None:
        """Close the window and release everything that worked for it."""
        self.program.window.close()
        self.program.window.deleteLater()
        self.program.deleteLater()

    def _build(self) -> Program:
        self.translation.use(self._settings.window_language)
        window = MainWindow(self._application, self._settings)
        window.show_before_furnished()
        # Read by tests/benchmarks/startup.py, and by whoever wonders about a slow start.
        _log.info("The window is painted.")
        # Most of the program is loaded by this, while the user finds the window.
        from birdeye.gui.program import Program

        program = Program(self._application, self._make_services(), self._settings, window)
        # Queued, as the menu that this comes from is taken down with the rest of the window.
        program.window.menus.window_language_chosen.connect(
            self._choose_language, Qt.ConnectionType.QueuedConnection
        )
        return program

    def _choose_language(self, choice: str) -> None:
        self._settings.window_language = choice
        if language_in_use(choice) == self.translation.language:
            return
        # What runs a loop of its own, as the system's dialogs do, still needs the window.
        is_needed = QThread.currentThread().loopLevel() > 1
        if self.program.may_be_shut_down and not is_needed:
            self._rebuild()
        else:
            self.program.window.notice.tell(
                self.tr("The language changes the next time Birdeye starts.")
            )

    def _rebuild(self) -> None:
        quits = self._application.quitOnLastWindowClosed()
        self._application.setQuitOnLastWindowClosed(False)
        self.is_between_programs = True
        self.take_down()
        # While the new window is painted, nothing may reach the old program, which has no workers.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.program = self._build()
        self.is_between_programs = False
        asked, self._asked_meanwhile = self._asked_meanwhile, []
        reports, self._reports_meanwhile = self._reports_meanwhile, []
        self.program.start(asked)
        for report in reports:
            self.program.show_crash_report(report)
        self._application.setQuitOnLastWindowClosed(quits)
