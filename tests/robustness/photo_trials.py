"""Opens one damaged photo after the other in a process that may die of it."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

MAX_SECONDS = 5.0
_GIVE_UP_SECONDS = 30.0


@dataclass(frozen=True)
class Outcome:
    """What came of one file: ``kind`` is opened, refused, FAULT, DIED or HUNG."""

    kind: str
    seconds: float
    detail: str = ""


def try_photo(path: Path) -> Outcome:
    """All that the program does with a photo: header, metadata, thumbnail, scaled and whole."""
    from birdeye.domain.errors import PhotoUnreadable
    from birdeye.imaging.photo_file import open_photo
    from birdeye.imaging.thumbnails import thumbnail

    begun = time.monotonic()
    kind, detail = "opened", ""
    try:
        photo = open_photo(path)
        _ = photo.metadata
        thumbnail(path, 256)
        for scale in (0.25, 1.0):
            photo.decode(scale)
    except PhotoUnreadable as error:
        kind, detail = "refused", str(error)
    except Exception:
        kind, detail = "FAULT", traceback.format_exc(limit=-4)
    return Outcome(kind, time.monotonic() - begun, detail)


def _serve(connection: Connection) -> None:
    # The C libraries of the decoders complain there about every damaged file.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    while True:
        try:
            path = connection.recv()
        except EOFError:
            return
        outcome = try_photo(path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        connection.send((outcome, peak if sys.platform == "darwin" else peak * 1024))


class Trials:
    """Runs `try_photo` in a child that is replaced when it dies or hangs."""

    def __init__(self) -> None:
        self.peak_bytes = 0
        self._start()

    def run(self, path: Path) -> Outcome:
        """The outcome for the photo at ``path``; that of a child that is gone is DIED or HUNG."""
        try:
            self._connection.send(path)
            if not self._connection.poll(_GIVE_UP_SECONDS):
                self._replace()
                return Outcome("HUNG", _GIVE_UP_SECONDS)
            outcome, peak = self._connection.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode
            self._replace()
            return Outcome("DIED", 0.0, f"exit code {code}")
        self.peak_bytes = max(self.peak_bytes, peak)
        if outcome.seconds > MAX_SECONDS:
            return Outcome("HUNG", outcome.seconds, outcome.detail)
        return outcome

    def stop(self) -> None:
        """End the child."""
        self._connection.close()
        self._process.join(5)
        self._process.kill()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,))
        self._process.start()
        theirs.close()

    def _replace(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()
        self._start()


@contextmanager
def trials() -> Iterator[Trials]:
    """A child for the time of a ``with`` block."""
    running = Trials()
    try:
        yield running
    finally:
        running.stop()
