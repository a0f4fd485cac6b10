"""Where a window comes up: where it was, but whole on a screen and with its title bar in reach."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from birdeye.gui.settings import WindowSettings, place_on_screens


def restore_place(window: QMainWindow, settings: WindowSettings, size: QSize) -> None:
    """Put the window where it was when it was last closed, else ``size`` in the middle of the
    screen.

    Its frame has no size before it is shown: see to that with `keep_frame_on_screen` afterwards.
    """
    window.setGeometry(_first_place(settings.window_place, size))
    if settings.window_maximised:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def keep_place(window: QMainWindow, settings: WindowSettings) -> None:
    """Have the settings say where the window is."""
    if not window.isFullScreen():
        settings.window_maximised = window.isMaximized()
    settings.window_place = window.normalGeometry()


def _first_place(kept: QRect | None, size: QSize) -> QRect:
    screens = _rooms(QMargins())
    if kept is None:
        kept = QRect(screens[0].topLeft(), size)
        kept.moveCenter(screens[0].center())
    return place_on_screens(kept, screens)


def keep_frame_on_screen(window: QMainWindow) -> None:
    """Move and shrink a visible window until its title bar and its edges can be reached."""
    if window.isFullScreen() or window.isMaximized():
        return
    inner, outer = window.geometry(), window.frameGeometry()
    frame = QMargins(
        inner.left() - outer.left(),
        inner.top() - outer.top(),
        outer.right() - inner.right(),
        outer.bottom() - inner.bottom(),
    )
    wanted = place_on_screens(inner, _rooms(frame))
    if wanted != inner:
        window.setGeometry(wanted)


def _rooms(frame: QMargins) -> list[QRect]:
    """Where the inside of a window with this ``frame`` may be on each screen."""
    return [
        screen.availableGeometry().marginsRemoved(frame) for screen in QGuiApplication.screens()
    ]
