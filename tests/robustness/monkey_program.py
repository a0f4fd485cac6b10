"""The process that the monkey plays with: the real program, started and watched by `monkey`.

Writes a line about each task before it is done, so that a process that dies leaves behind what it
died of. The dice are seeded: the same seed gives the same acts, as far as the window that they
meet is the same, since workers take their time.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from birdeye import locations
from birdeye.gui import app
from birdeye.gui.dialogs import ask
from birdeye.gui.running_program import RunningProgram
from birdeye.packs.default_choice import write_default_choice
from birdeye.vision.identifier import Identifier
from tests.helpers.tiny_pack import make_tiny_pack
from tests.robustness.monkey_events import Monkey
from tests.robustness.monkey_material import Material

JOURNAL, STATES, OUTCOME = "journal.txt", "states.jsonl", "outcome.json"

_SECONDS_A_PHOTO = 0.1
"""What the tiny packs are held up by, so that most of the time a batch is under way, as with a
large model, though this one leaves the processor to others."""

_STATE_EVERY = 25
_FAULTS_ENOUGH = 20
_PAUSE_MS = 5


class MonkeyRun(QObject):
    """Has the monkey act ``events`` times, spread over ``seconds`` or as fast as it goes."""

    def __init__(
        self, on_show: RunningProgram, folder: Path, events: int, seconds: float, seed: int
    ) -> None:
        super().__init__()
        dice = random.Random(seed)
        self._on_show = on_show
        self._folder = folder
        self._events = events
        self._interval = seconds / max(1, events)
        self._material = Material(folder, dice)
        self._dice = dice
        self._journal = (folder / JOURNAL).open("a", encoding="utf-8", buffering=1)
        self._states = (folder / STATES).open("a", encoding="utf-8", buffering=1)
        self._begun = time.monotonic()
        self._acted = 0
        self.monkey = Monkey(on_show, self._material, dice, self._write)
        self.faults: list[str] = []

    def prepare(self, photos: int) -> Path:
        """Write the material and answer the system's dialogs; the folder to begin with."""
        self._material.prepare(photos)
        some = self._some
        material = self._material
        ask.for_photos = lambda *_: material.some_photos() if self._dice.random() < 0.7 else []
        ask.for_folder = lambda *_: some(material.some_folder())
        ask.for_pack_folder = lambda *_: some(self._dice.choice(material.packs))
        ask.for_pack_file = lambda *_: some(self._dice.choice(material.broken))
        ask.for_model_files = ask.for_checkpoint = ask.for_label_file = ask.for_pack_file
        ask.for_export_file = lambda _parent, suggested: some(material.exports / suggested.name)
        ask.for_export_folder = lambda *_: some(material.exports)
        picture = material.exports / "chart.png"
        QFileDialog.getSaveFileName = lambda *_, **__: (str(some(picture) or ""), "")
        QDesktopServices.openUrl = lambda _url: True
        return material.first

    def begin(self) -> None:
        """The window is there."""
        self._begun = time.monotonic()
        self._act()

    def note_fault(self, text: str) -> None:
        """Something went wrong, in whatever thread."""
        self.faults.append(text)
        self._write(f"FAULT {text}")

    def _act(self) -> None:
        if self._on_show.is_between_programs:  # a window that was closed is out of reach
            QTimer.singleShot(_PAUSE_MS, self._act)
            return
        if self._acted % _STATE_EVERY == 0:
            self._write_state()
        if self._acted >= self._events or len(self.faults) >= _FAULTS_ENOUGH:
            self._end()
            return
        self._acted += 1
        # Asked for beforehand, as a task may open a dialog that runs a loop of its own.
        due = self._begun + self._acted * self._interval
        QTimer.singleShot(max(0, round(1000 * (due - time.monotonic()))), self._act)
        # The window may come to be without the order that ends everything, but not for long.
        self._on_show.program.window.all_actions.quit.setEnabled(False)
        self.monkey.act()

    def _end(self) -> None:
        for widget in QApplication.topLevelWidgets():
            widget.close()
        QApplication.quit()

    def _write(self, line: str) -> None:
        indented = line.rstrip().replace("\n", "\n  ")
        self._journal.write(f"{self._acted} {indented}\n")

    def _write_state(self) -> None:
        program = self._on_show.program
        state = {
            "events": self._acted,
            "photos": len(program.store),
            "in_batch": program.identification.is_running,
            "widgets": len(QApplication.allWidgets()),
            # Not gc.get_objects(): that takes hold of tuples which another thread is still
            # filling, and Python refuses to go on with those.
            "objects": sys.getallocatedblocks(),
        }
        self._states.write(json.dumps(state) + "\n")

    def _some(self, answer: Path) -> Path | None:
        return answer if self._dice.random() < 0.7 else None


class _NotingHandler(logging.Handler):
    """Takes what the program logs as a bug of its own."""

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._note = note

    def emit(self, record: logging.LogRecord) -> None:
        self._note(f"log: {record.getMessage()}")


def _note_all_faults(note: Callable[[str], None]) -> None:
    def note_error(kind: type, error: BaseException | None, trace: object) -> None:
        note("".join(traceback.format_exception(kind, error, trace)))

    def note_message(kind: QtMsgType, _context: object, text: str) -> None:
        # The screen that is none cannot raise windows or grab keys, and says so each time.
        if kind is not QtMsgType.QtDebugMsg and "plugin does not support" not in text:
            note(f"Qt: {text}")

    sys.excepthook = note_error
    threading.excepthook = lambda it: note_error(it.exc_type, it.exc_value, it.exc_traceback)
    sys.unraisablehook = threading.excepthook
    qInstallMessageHandler(note_message)
    logging.getLogger().addHandler(_NotingHandler(note))


def _take_time_for_each_photo() -> None:
    identify = Identifier.identify

    def identify_slowly(self: Identifier, *photo: object, **options: object) -> object:
        time.sleep(_SECONDS_A_PHOTO)
        return identify(self, *photo, **options)

    Identifier.identify = identify_slowly


def main(folder: Path, events: int, seconds: float, seed: int, photos: int) -> None:
    """Play in ``folder``, which the environment names as home and data folder."""
    os.chdir(folder)
    # The tiny packs alone, so that all depends on the window and little on the network.
    locations.builtin_packs_folder = lambda: folder / "no built-in packs"
    for name in ("tiny", "other"):
        make_tiny_pack(folder / "data" / "packs" / name, pack_id=name, title=f"Tiny {name}")
    write_default_choice(locations.settings_file(), "tiny")
    if seconds:
        _take_time_for_each_photo()
    application = app.make_application()
    instance = app.SingleInstance(app.server_name(locations.data_folder()))
    on_show = app.start(application, instance, [])
    run = MonkeyRun(on_show, folder, events, seconds, seed)
    _note_all_faults(run.note_fault)
    first = run.prepare(photos)
    on_show.open([first])
    on_show.program.window.first_painted.connect(run.begin)
    application.exec()
    on_show.program.shut_down()
    instance.close()
    outcome = {"done": run.monkey.done, "faults": run.faults}
    (folder / OUTCOME).write_text(json.dumps(outcome), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="home and data folder")
    parser.add_argument("events", type=int)
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int)
    parser.add_argument("photos", type=int)
    main(**vars(parser.parse_args()))
