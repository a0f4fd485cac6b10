"""Where a window comes up: whole on a screen, with its title bar where it can be grasped."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from birdeye.gui.settings import place_on_screens


def first_place(kept: QRect | None, size: QSize) -> QRect:
    """Where the window was when it was last closed, else ``size`` in the middle of the screen.

    Its frame has no size before it is shown: see to that with `keep_frame_on_screen` afterwards.
    """
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
