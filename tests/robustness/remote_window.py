"""The real window in a process of its own, which a test or a command steers line by line.

What the window says (notices, faults, photos identified, reviews confirmed) comes back as JSON, a
line each, so that whatever is done to its disk meanwhile is seen as the user would see it.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
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
        command = [sys.executable, "-m", clock, "tests.robustness.served_window"]
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
        """Give an order of those that `served_window` knows."""
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
        """Confirm the bird of a photo; tells ``confirmed``, ``refused`` or ``unknown``."""
        return self.ask("review", name, kinds=("confirmed", "refused", "unknown"))

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
        """Close it as the user would, and wait for its end; what went to standard error."""
        self.say("close")
        try:
            while True:
                self.wait_for()
        except AssertionError:
            self.process.wait(PATIENCE_S)
        return self.stderr
