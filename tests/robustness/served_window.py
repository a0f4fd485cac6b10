"""The real window, steered by lines on standard input: the other end of `remote_window`.

``python -m tests.robustness.served_window`` takes an order a line, a JSON list of words, and tells
what the user would see and what a report would say as JSON objects.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from birdeye import locations
from birdeye.domain.changes import AcceptClaims
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.records import PhotoRecord, PhotoState
from birdeye.export.options import ExportOptions
from birdeye.export.plan import ExportPlan
from birdeye.export.registry import format_by_id
from birdeye.export.request import ExportRequest
from birdeye.gui.app import make_application
from birdeye.gui.crash_reports import CrashReporter
from birdeye.gui.program import Program
from birdeye.gui.services import Services
from birdeye.gui.settings import WindowSettings

TICK_MS = 5


def tell(**facts: object) -> None:
    """A line to whoever steers."""
    print(json.dumps(facts), flush=True)


class Wire(QObject):
    """Hears commands and has the program carry them out."""

    came = Signal(object)

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._birds: dict[str, int] = {}
        self._chosen: ExportRequest | None = None
        self._ticks: list[float] = []
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(lambda: self._ticks.append(time.perf_counter()))
        self._ticking.start()
        self._listen()
        self.came.connect(self._obey)
        threading.Thread(target=self._read, daemon=True).start()

    def _listen(self) -> None:
        program = self._program
        for source in (*(program.identification, program.packs, program.summary),):
            source.failed.connect(lambda sentence: tell(notice=sentence))
        program.store.failed.connect(lambda sentence: tell(refused=sentence))
        program.store.carried_out.connect(lambda changed: tell(confirmed=list(changed.bird_ids)))
        program.store.undone.connect(lambda changed, _name: tell(undone=list(changed.photo_ids)))
        program.prepared.connect(lambda sentence: tell(prepared=sentence))
        program.restored.connect(self._on_ready)
        program.identification.identified.connect(self._on_identified)
        program.identification.ended.connect(lambda cancelled: tell(batch_ended=cancelled))
        program.exporting.planned.connect(self._on_planned)
        program.exporting.exported.connect(lambda done: tell(exported=done.photo_count))
        program.exporting.failed.connect(lambda sentence: tell(export_failed=sentence))

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(json.loads(line))
        os._exit(3)  # whoever steers is gone

    def _on_ready(self) -> None:
        with suppress(BirdeyeError), self._program.services.open_catalogue() as catalogue:
            for record in catalogue.records():
                self._note(record)
        tell(ready=[os.getpid()])

    def _on_identified(self, record: PhotoRecord) -> None:
        self._note(record)
        tell(photo=record.path.name)

    def _note(self, record: PhotoRecord) -> None:
        self._birds[record.path.stem] = record.birds[0].bird_id if record.birds else 0

    def _on_planned(self, plan: ExportPlan) -> None:
        if self._chosen is not None:
            self._program.exporting.start(self._chosen, plan)

    def _obey(self, words: list[str]) -> None:
        program = self._program
        match words:
            case ["open", *paths]:
                program.open([Path(path) for path in paths])
            case ["review", name] if name not in self._birds:
                tell(unknown=name)
            case ["review", name]:
                program.store.carry_out(AcceptClaims((self._birds[name],)))
            case ["undo"]:
                program.store.undo()
            case ["rest"]:
                program.window.all_actions.identify_rest.trigger()
            case ["boxes"]:
                program.window.all_actions.boxes.trigger()
            case ["export", format_id, destination]:
                options = ExportOptions(only_confirmed=False)
                kind = format_by_id(format_id)
                self._chosen = ExportRequest(kind, Path(destination), options)
                program.exporting.preview(self._chosen)
            case ["count"]:
                states = [photo.state for photo in program.store.overviews.values()]
                outcomes = [state for state in states if state is not PhotoState.WAITING]
                tell(count=[len(states), len(outcomes)])
            case ["pauses"]:
                pauses = [later - sooner for sooner, later in pairwise(self._ticks)]
                tell(pauses=pauses)
                self._ticks.clear()
            case ["close"]:
                program.window.close()


def main() -> int:
    """Serve until the window is closed."""
    application = make_application()
    reporter = CrashReporter(locations.log_file())
    reporter.install()
    reporter.reported.connect(lambda report: tell(fault=report))
    program = Program(
        application, Services(), WindowSettings(locations.settings_file().with_name("window.ini"))
    )
    wire = Wire(program)
    program.start([])
    code = application.exec()
    reporter.uninstall()
    del wire
    return code


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    sys.exit(main())
