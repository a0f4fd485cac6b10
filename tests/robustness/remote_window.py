"""The real window in a process of its own, which a test or a command steers line by line.

What the window says (notices, faults, photos identified, reviews confirmed) comes back as JSON, a
line each, so that whatever is done to its disk meanwhile is seen as a person would see it.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120.0
"""How long to wait for an answer before the window counts as hung."""


class RemoteWindow:
    """Starts the window over ``data_folder`` and talks to it; a context manager.

    ``before`` is what the command line begins with: ``setpriv ...``, say.
    """

    def __init__(self, data_folder: Path, before: list[str] | None = None, **others: str) -> None:
        environment = os.environ | {
            "BIRDEYE_DATA": str(data_folder),
            "QT_QPA_PLATFORM": "offscreen",
            **others,
        }
        clock = "tests.robustness.moved_clock"
        command = [sys.executable, "-m", clock, "tests.robustness.remote_window"]
        self.process = subprocess.Popen(
            [*(before or []), *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.heard: list[dict[str, Any]] = []
        self.stderr = ""
        self._readers = [
            threading.Thread(target=each, daemon=True) for each in (self._read, self._read_errors)
        ]
        for reader in self._readers:
            reader.start()
        (self.pid,) = self.wait_for("ready")["ready"]

    def _read(self) -> None:
        for line in self.process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def _read_errors(self) -> None:
        self.stderr = self.process.stderr.read()

    def __enter__(self) -> RemoteWindow:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.stderr.close()

    def say(self, *words: str) -> None:
        """Give an order: see `_Wire.obey`."""
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def wait_for(self, *kinds: str, patience_s: float = PATIENCE_S) -> dict[str, Any]:
        """The next thing of one of ``kinds`` that it tells; raises `AssertionError` at its end."""
        end = time.monotonic() + patience_s
        while True:
            try:
                told = self._lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {kinds} within {patience_s} s: {self.heard}") from None
            if told is None:
                self.process.wait()
                self._readers[1].join()
                raise AssertionError(f"ended ({self.process.returncode}): {self.stderr[-2000:]}")
            self.heard.append(told)
            if not kinds or any(kind in told for kind in kinds):
                return told

    def ask(self, *words: str, kinds: tuple[str, ...]) -> dict[str, Any]:
        """Give an order and wait for what follows."""
        self.say(*words)
        return self.wait_for(*kinds)

    def review(self, name: str) -> dict[str, Any]:
        """Confirm the bird of the photo ``name``; tells ``confirmed`` or ``refused``."""
        return self.ask("review", name, kinds=("confirmed", "refused"))

    def wait_until_identified(self, count: int) -> bool:
        """Whether ``count`` photos are on show and have an outcome, False as soon as it says that
        its catalogue is damaged."""
        end = time.monotonic() + PATIENCE_S
        while self.ask("count", kinds=("count",))["count"] != [count, count]:
            told = [each for each in self.heard if "count" not in each]
            if any("is damaged" in each.get("notice", "") for each in told):
                return False
            assert time.monotonic() < end, told[-5:]
            time.sleep(0.1)
        return True

    @property
    def faults(self) -> list[str]:
        """What it called its own mistakes so far."""
        return [told["fault"] for told in self.heard if "fault" in told]

    def close(self) -> str:
        """Close it as a person would, and wait for its end; what went to standard error."""
        self.say("close")
        try:
            while True:
                self.wait_for()
        except AssertionError:
            self.process.wait(PATIENCE_S)
        return self.stderr


def _tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def _serve() -> int:
    from PySide6.QtCore import QObject, QTimer, Signal

    from birdeye import locations
    from birdeye.domain.changes import AcceptClaims
    from birdeye.domain.errors import BirdeyeError
    from birdeye.domain.records import PhotoState
    from birdeye.export.options import ExportOptions
    from birdeye.export.registry import ExportRequest, format_by_id
    from birdeye.gui.app import make_application
    from birdeye.gui.controllers.exporting import ExportWish
    from birdeye.gui.crash_reports import CrashReporter
    from birdeye.gui.program import Program
    from birdeye.gui.services import Services
    from birdeye.gui.settings import WindowSettings

    application = make_application()
    reporter = CrashReporter(locations.log_file())
    reporter.install()
    reporter.reported.connect(lambda report: _tell(fault=report))
    program = Program(
        application, Services(), WindowSettings(locations.settings_file().with_name("window.ini"))
    )
    birds: dict[str, int] = {}

    notice, say = program.window.notice, program.window.notice.tell

    def tell(sentence: str, *others: object) -> None:
        _tell(notice=sentence)
        say(sentence, *others)

    # Each notice is told, also two of the same words; those who are connected already keep theirs.
    for source in (
        program.open_set,
        program.opening,
        program.identification,
        program.current_record,
        program.packs,
        program.summary,
    ):
        source.failed.connect(lambda sentence: _tell(notice=sentence))
    notice.tell = tell

    def identified(record: Any) -> None:
        birds[record.path.name] = record.birds[0].bird_id if record.birds else 0
        _tell(photo=record.path.name)

    def restored(overviews: Any) -> None:
        _tell(restored=len(overviews))

    def ready() -> None:
        with suppress(BirdeyeError), program.services.open_catalogue() as catalogue:
            for record in catalogue.records():
                birds[record.path.name] = record.birds[0].bird_id if record.birds else 0
        _tell(ready=[os.getpid()])

    class Orders(QObject):
        came = Signal(object)

    orders = Orders()

    def read_orders() -> None:
        for line in sys.stdin:
            orders.came.emit(json.loads(line))
        os._exit(3)  # whoever steers is gone

    def export(format_id: str, destination: str) -> None:
        options = ExportOptions(only_confirmed=False)
        request = ExportRequest(format_by_id(format_id), Path(destination), options)
        wish = ExportWish(None, request)
        program.exporting.planned.connect(
            lambda plan: program.exporting.start(wish, plan),
            type=program_single_shot,
        )
        program.exporting.preview(wish)

    from PySide6.QtCore import Qt

    program_single_shot = Qt.ConnectionType(
        Qt.ConnectionType.AutoConnection.value | Qt.ConnectionType.SingleShotConnection.value
    )

    ticks: list[float] = []

    def obey(words: list[str]) -> None:
        match words:
            case ["open", *paths]:
                program.open([Path(path) for path in paths])
            case ["review", name]:
                bird = birds[next(each for each in birds if Path(each).stem == name)]
                program.changes.carry_out(AcceptClaims((bird,)))
            case ["undo"]:
                program.changes.undo()
            case ["rest"]:
                program.window.orders.identify_rest.trigger()
            case ["boxes"]:
                program.window.orders.boxes.trigger()
            case ["count"]:
                states = [photo.state for photo in program.photos.overviews.values()]
                outcomes = [state for state in states if state is not PhotoState.WAITING]
                _tell(count=[len(states), len(outcomes)])
            case ["export", format_id, destination]:
                export(format_id, destination)
            case ["stalls"]:
                gaps = [later - sooner for sooner, later in pairwise(ticks)]
                _tell(stalls=[len(ticks), max(gaps, default=0.0)])
                ticks.clear()
            case ["close"]:
                program.window.close()

    orders.came.connect(obey)
    program.identification.identified.connect(identified)
    program.identification.ended.connect(lambda cancelled: _tell(batch_ended=cancelled))
    program.open_set.restored.connect(restored)
    program.open_set.prepared.connect(lambda sentence: _tell(prepared=sentence))
    program.changes.changed.connect(lambda changed: _tell(confirmed=list(changed.bird_ids)))
    program.exporting.exported.connect(lambda done: _tell(exported=done.photo_count))
    program.exporting.failed.connect(lambda sentence: _tell(export_failed=sentence))
    program.changes.failed.connect(lambda sentence: _tell(refused=sentence))
    program.open_set.ended.connect(ready)
    ticking = QTimer(interval=5)
    ticking.timeout.connect(lambda: ticks.append(time.perf_counter()))
    ticking.start()
    threading.Thread(target=read_orders, daemon=True).start()
    program.start([])
    code = application.exec()
    reporter.uninstall()
    return code


if __name__ == "__main__":
    sys.exit(_serve())
