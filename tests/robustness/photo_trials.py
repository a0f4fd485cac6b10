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
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from tests.robustness.memory_watch import peak_bytes
from tests.robustness.process_watch import busy_seconds

MAX_SECONDS = 5.0
_STALLED_S = 60.0
"""Who takes no processor time for so long waits for something that will not come."""


@dataclass(frozen=True)
class Outcome:
    """What came of one file: ``kind`` is opened, refused, FAULT, DIED or HUNG.

    ``seconds`` is the processor time of all that the program does with a photo together, in its
    decoders, too; ``longest_call_s`` is the most that one call of it kept this process busy.
    """

    kind: str
    seconds: float
    detail: str = ""
    longest_call_s: float = 0.0


def try_photo(path: Path) -> Outcome:
    """All that the program does with a photo: header, metadata, thumbnails, pixels, copies."""
    from birdeye.domain.errors import PhotoUnreadable
    from birdeye.imaging.copied_metadata import metadata_for_copy, metadata_for_crop
    from birdeye.imaging.heif_grid import read_grid
    from birdeye.imaging.photo_file import open_photo
    from birdeye.imaging.thumbnails import thumbnail

    begun = busy_seconds(os.getpid())
    kind, detail, longest = "opened", "", 0.0
    calls = (
        lambda: open_photo(path).metadata,
        lambda: thumbnail(path, 256),
        lambda: thumbnail(path, 40),  # for which the one in EXIF has pixels enough
        lambda: open_photo(path).decode(0.25),
        lambda: open_photo(path).decode(1.0),
        lambda: metadata_for_copy(open_photo(path), (9, 9), fits_jpeg=True),
        lambda: metadata_for_copy(open_photo(path), (9, 9), fits_jpeg=True, with_position=False),
        lambda: metadata_for_crop(open_photo(path), with_position=True),
        lambda: read_grid(path.read_bytes()),
    )
    try:
        for call in calls:
            busy_before = time.process_time()
            call()
            longest = max(longest, time.process_time() - busy_before)
    except PhotoUnreadable as error:
        kind, detail = "refused", str(error)
    except Exception:
        kind, detail = "FAULT", traceback.format_exc(limit=-4)
    return Outcome(kind, busy_seconds(os.getpid()) - begun, detail, longest)


def _serve(connection: Connection) -> None:
    # The C libraries of the decoders complain there about every damaged file.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    while True:
        try:
            path = connection.recv()
        except EOFError:
            return
        outcome = try_photo(path)
        connection.send((outcome, _peak_bytes()))


def _peak_bytes() -> int:
    """The most memory that this process ever had, and beside it one of its decoders."""
    unit = 1 if sys.platform == "darwin" else 1024
    gone = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    living = (peak_bytes(child.pid) for child in multiprocessing.active_children())
    return peak_bytes() + max((gone, *living))


class Trials:
    """Runs `try_photo` in a child that is replaced when it dies or hangs."""

    def __init__(self, max_seconds: float) -> None:
        self.peak_bytes = 0
        self._max_seconds = max_seconds
        self._start()

    @property
    def process_id(self) -> int:
        """Of the child that is at work."""
        return self._process.pid or 0

    def run(self, path: Path) -> Outcome:
        """The outcome for the photo at ``path``; that of a child that is gone is DIED or HUNG."""
        try:
            self._connection.send(path)
            if not self._answers():
                self._replace()
                return Outcome("HUNG", self._max_seconds, "it was given up")
            outcome, peak = self._connection.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode
            self._replace()
            return Outcome("DIED", 0.0, f"exit code {code}")
        self.peak_bytes = max(self.peak_bytes, peak)
        if outcome.seconds > self._max_seconds:
            return replace(outcome, kind="HUNG")
        return outcome

    def _answers(self) -> bool:
        """Wait for the child; False where it has stalled, or took more than its time twice over."""
        begun = busy = busy_seconds(self.process_id)
        stalled_since = time.monotonic()
        while not self._connection.poll(1.0):
            before, busy = busy, busy_seconds(self.process_id)
            if busy > before:
                stalled_since = time.monotonic()
            if busy - begun > 2 * self._max_seconds:
                return False
            if time.monotonic() - stalled_since > _STALLED_S:
                return False
        return True

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
def trials(max_seconds: float = MAX_SECONDS) -> Iterator[Trials]:
    """A child for the time of a ``with`` block; a photo that takes more processor time has hung."""
    running = Trials(max_seconds)
    try:
        yield running
    finally:
        running.stop()
