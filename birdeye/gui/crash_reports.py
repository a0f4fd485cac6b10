"""Catches the program's own bugs: each goes to the log, and is shown once.

What the user can act on (`BirdeyeError`) never comes here; it is shown where it happened.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from birdeye import __version__
from birdeye.domain.terminal_text import printable_lines
from birdeye.domain.without_folders import without_folders
from birdeye.private_files import make_private_file, make_private_folder

_LARGEST_LOG = 1_000_000

_log = logging.getLogger("birdeye")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _LogFile(logging.FileHandler):
    """A log that loses its lines while the disk accepts none, and troubles nobody with that."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Let `OSError` pass in silence; anything else is a mistake in our code."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def close(self) -> None:
        """Close the file, whether or not it accepts its last lines."""
        with contextlib.suppress(OSError):
            super().close()


class CrashReporter(QObject):
    """Replaces the hooks for what nobody caught. ``reported(text)`` once for each fault.

    The text, which the user may pass on, names files but no folders; the log, which stays on this
    computer, has the whole paths.

    May be called from any thread; the signal comes in the thread that made this object, because
    its receivers are bound methods of objects of that thread.
    """

    reported = Signal(str)

    def __init__(self, log_file: Path) -> None:
        super().__init__()
        self._log_file = log_file
        self._told: set[str] = set()
        self._handler: logging.Handler | None = None
        self._fault_file: TextIO | None = None
        self._hooks = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Write to the log from now on, and catch what nobody caught."""
        self._open_log()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def uninstall(self) -> None:
        """Put back what `install` replaced."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(None)
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def _open_log(self) -> None:
        try:
            make_private_folder(self._log_file.parent)
            if self._log_file.exists() and self._log_file.stat().st_size > _LARGEST_LOG:
                self._log_file.replace(self._log_file.with_suffix(".old.log"))
            make_private_file(self._log_file)
            self._handler = _LogFile(self._log_file, encoding="utf-8")
            self._fault_file = self._log_file.open("a", encoding="utf-8")
        except OSError:
            # Without a place for a log the program still has to run, and reports are still shown.
            return
        self._handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
        )
        logging.getLogger().addHandler(self._handler)
        _log.setLevel(logging.INFO)
        faulthandler.enable(self._fault_file)

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
            return
        _log.error("A fault in Birdeye", exc_info=(kind, error, trace))
        lines = "".join(traceback.format_exception(kind, error, trace))
        if sys.stderr is not None:
            sys.stderr.write(printable_lines(lines))
        if lines not in self._told:
            self._told.add(lines)
            self.reported.emit(without_folders(f"{environment()}\n\n{lines}"))

    def _on_thread_exception(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            self._on_exception(what.exc_type, what.exc_value, what.exc_traceback)

    def _on_qt_message(
        self, kind: QtMsgType, _context: QMessageLogContext, message: str | None
    ) -> None:
        level = _LEVELS.get(kind, logging.WARNING)
        logging.getLogger("qt").log(level, "%s", message)
        if level >= logging.WARNING and sys.stderr is not None:
            sys.stderr.write(printable_lines(message or "") + "\n")


def environment() -> str:
    """The versions that a report needs."""
    return "\n".join(
        (
            f"Birdeye {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, PySide {pyside_version}",
            platform.platform(),
        )
    )
