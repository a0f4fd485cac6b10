"""Lets a monkey at the window: random keys, clicks, drags, wheels, drops and resizes.

From the project's root:

    python -m tests.robustness.monkey [--events 50000] [--seed 1]

The window is the real one, without a screen unless DISPLAY is set, with a tiny pack and photos that
are drawn for it, in a home folder of its own. Fails if an exception reaches the top, in whatever
thread, or if Qt complains. The same seed gives the same events; what they meet differs a little
from run to run, since workers take their time.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import resource
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from birdeye import locations
from birdeye.gui import app
from birdeye.packs.default_choice import write_default_choice
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, ORANGE, RED, VIOLET, make_tiny_pack

_PLAIN = Qt.KeyboardModifier.NoModifier
_KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Escape),
    *(
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Space,
    ),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Question, Qt.Key.Key_F11, Qt.Key.Key_Slash),
    *(Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_0),
    *(Qt.Key.Key_X, Qt.Key.Key_U, Qt.Key.Key_D, Qt.Key.Key_G, Qt.Key.Key_L, Qt.Key.Key_B),
    *(Qt.Key.Key_R, Qt.Key.Key_O, Qt.Key.Key_I, Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_A),
)
_WITH_CONTROL = (
    *(Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_0, Qt.Key.Key_1),
    *(Qt.Key.Key_R, Qt.Key.Key_B, Qt.Key.Key_G, Qt.Key.Key_E, Qt.Key.Key_Return),
)
_DIALOG_PATIENCE = 12
"""Events after which a dialog is closed, so that the monkey does not spend its life in one."""


class Monkey:
    """Does one thing after the other, and writes down what goes wrong."""

    def __init__(self, window: QWidget, photos: list[Path], seed: int) -> None:
        self._window = window
        self._photos = photos
        self._dice = random.Random(seed)
        self._in_dialog = 0
        self.done: Counter[str] = Counter()
        self.faults: list[str] = []

    def act(self) -> None:
        """One random deed."""
        dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        self._in_dialog = self._in_dialog + 1 if dialog is not None else 0
        if dialog is not None and self._in_dialog > _DIALOG_PATIENCE:
            self._in_dialog = 0
            dialog.reject() if isinstance(dialog, QDialog) else dialog.close()
            return
        target = dialog or self._window
        deeds = (self._key, self._key, self._key, self._control, self._click, self._click)
        deeds += (self._double_click, self._drag, self._wheel, self._menu, self._resize, self._drop)
        deed = self._dice.choice(deeds)
        self.done[deed.__name__.lstrip("_")] += 1
        deed(target)

    def _key(self, target: QWidget) -> None:
        modifier = self._dice.choice((_PLAIN, _PLAIN, Qt.KeyboardModifier.ShiftModifier))
        QTest.keyClick(self._focus(target), self._dice.choice(_KEYS), modifier)

    def _control(self, target: QWidget) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier
        if self._dice.random() < 0.3:
            modifier |= Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(self._focus(target), self._dice.choice(_WITH_CONTROL), modifier)

    def _click(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        modifier = self._dice.choice(
            (_PLAIN, _PLAIN, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
        )
        button = self._dice.choice((Qt.MouseButton.LeftButton,) * 5 + (Qt.MouseButton.RightButton,))
        QTest.mouseClick(widget, button, modifier, at)

    def _double_click(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, _PLAIN, at)

    def _drag(self, target: QWidget) -> None:
        widget, start = self._somewhere(target)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, _PLAIN, start)
        for _ in range(3):
            # Shorter than what begins to drag a file out, which would wait for a real mouse.
            step = QPoint(self._dice.randint(-4, 4), self._dice.randint(-4, 4))
            QTest.mouseMove(widget, start + step)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, _PLAIN, start)

    def _wheel(self, target: QWidget) -> None:
        widget, at = self._somewhere(target)
        turn = QPoint(0, self._dice.choice((-120, 120, 15, -15)))
        event = QWheelEvent(
            QPointF(at),
            QPointF(widget.mapToGlobal(at)),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            self._dice.choice((_PLAIN, Qt.KeyboardModifier.ControlModifier)),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def _menu(self, target: QWidget) -> None:
        """Any order that may be given now, save those that end the program or leave it."""
        if target is not self._window:
            return
        actions = [action for action in self._window.actions() if action.isEnabled()]
        orders = [action for action in actions if not _leaves(action.text())]
        if orders:
            self._dice.choice(orders).trigger()

    def _resize(self, _target: QWidget) -> None:
        self._window.resize(self._dice.randint(500, 1900), self._dice.randint(360, 1200))

    def _drop(self, _target: QWidget) -> None:
        mime = QMimeData()
        chosen = self._dice.sample(self._photos, k=min(3, len(self._photos)))
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in chosen])
        at = QPointF(self._window.rect().center())
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        entering = QDragEnterEvent(at.toPoint(), action, mime, button, _PLAIN)
        QApplication.sendEvent(self._window, entering)
        QApplication.sendEvent(self._window, QDropEvent(at, action, mime, button, _PLAIN))

    def _focus(self, target: QWidget) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.isVisible() else target

    def _somewhere(self, target: QWidget) -> tuple[QWidget, QPoint]:
        at = QPoint(
            self._dice.randrange(max(1, target.width())),
            self._dice.randrange(max(1, target.height())),
        )
        child = target.childAt(at) or target
        return child, child.mapFrom(target, at) if child is not target else at


def _leaves(text: str) -> bool:
    plain = text.replace("&", "")
    return any(word in plain for word in ("Quit", "退出", "Show in folder", "文件夹中显示"))


def run(events: int, seed: int, folder: Path) -> int:
    """Let the monkey do ``events`` things; 0 where nothing went wrong."""
    os.environ["BIRDEYE_DATA"] = str(folder / "data")
    os.environ["HOME"] = str(folder)
    os.chdir(folder)
    make_tiny_pack(folder / "data" / "packs" / "tiny")
    write_default_choice(locations.settings_file(), "tiny")
    photos = [
        draw_photo(folder / "photos" / f"{number:03}.png", colour)
        for number, colour in enumerate((RED, BLUE, LIME, ORANGE, VIOLET, None) * 20)
    ]
    (folder / "photos" / "broken.jpg").write_bytes(b"no photo")
    application = app.make_application()
    instance = app.SingleInstance(app.server_name(locations.data_folder()))
    on_show = app.start(application, instance, [folder / "photos"])
    program = on_show.program
    monkey = Monkey(program.window, photos, seed)

    def note(text: str) -> None:
        monkey.faults.append(text)

    sys.excepthook = lambda *error: note("".join(traceback.format_exception(*error)))
    threading.excepthook = lambda args: note(
        "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
    )

    def note_message(kind: QtMsgType, _context: object, text: str) -> None:
        # The screen that is none cannot raise windows or grab keys, and says so each time.
        if kind is not QtMsgType.QtDebugMsg and "plugin does not support" not in text:
            note(f"Qt: {text}")

    qInstallMessageHandler(note_message)
    logging.getLogger().addHandler(_NotingHandler(note))
    started = time.monotonic()

    def act() -> None:
        if sum(monkey.done.values()) >= events or len(monkey.faults) >= 20:
            for dialog in QApplication.topLevelWidgets():
                dialog.close()
            application.quit()
        else:
            # Asked for beforehand, as a deed may open a dialog that runs a loop of its own.
            QTimer.singleShot(0, act)
            monkey.act()

    program.window.first_painted.connect(act)
    application.exec()
    program.shut_down()
    instance.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{sum(monkey.done.values())} events, seed {seed}, {time.monotonic() - started:.0f} s")
    print("  " + ", ".join(f"{deed} {count}" for deed, count in sorted(monkey.done.items())))
    print(f"  peak memory {peak:.0f} MB, faults: {len(monkey.faults)}")
    for fault, count in Counter(monkey.faults).items():
        print(f"{count} times:\n{fault}")
    return 1 if monkey.faults else 0


class _NotingHandler(logging.Handler):
    """Takes what the program logs as a bug of its own."""

    def __init__(self, note: object) -> None:
        super().__init__(logging.ERROR)
        self._note = note

    def emit(self, record: logging.LogRecord) -> None:
        self._note(f"log: {record.getMessage()}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        return run(options.events, options.seed, Path(name))


if __name__ == "__main__":
    sys.exit(main())
