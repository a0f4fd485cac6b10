"""Identifies the birds in many photos, with all cores at work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterable
from pathlib import Path

from birdeye.domain.errors import BirdeyeError, PhotoUnreadable
from birdeye.domain.identification import PhotoResult
from birdeye.imaging.photo_file import open_photo
from birdeye.vision.identifier import Identifier
from birdeye.vision.session import available_cores
from birdeye.workflows.find_photos import is_folder

LOOK_AHEAD = 4
"""Photos under way or waiting to be collected, for each worker: enough that one slow photo does
not idle the others, few enough that memory does not grow with the number of photos."""

_log = logging.getLogger(__name__)


class _Abandoned(Exception):
    """The batch was closed while this photo was half-way."""


def identify_photos(
    paths: Iterable[Path],
    identifier: Identifier,
    *,
    workers: int | None = None,
    in_order: bool = True,
) -> Generator[PhotoResult, None, None]:
    """One result for each of ``paths``, whatever happens to a photo.

    Each of ``workers`` threads (None for one a core) takes a photo from file to species; while one
    decodes another infers, because decoders and networks let go of Python's lock. A worker asks
    for a path when it is free to begin, and no sooner, so that whoever hands them out can still
    put another first. Results come in the order of ``paths``, or without ``in_order`` as soon as
    they are there. Workers pause when they are far ahead of what is collected.

    A photo that cannot be read becomes a result whose error says so, and so does one on which
    Birdeye itself fails, with the traceback in the log. A `ModelFailed` ends the batch, because
    every other photo would meet it too. Closing the generator abandons photos between two steps
    and returns when no thread is left.
    """
    workers = workers or available_cores()
    batch = _Batch(paths, identifier, workers * LOOK_AHEAD)
    threads: list[threading.Thread] = []
    try:
        for number in range(1, workers + 1):
            name = f"birdeye-identify-{number}"
            threads.append(threading.Thread(target=batch.work, name=name, daemon=True))
            threads[-1].start()
        while (outcome := batch.collect(in_order=in_order)) is not None:
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
    finally:
        batch.close()
        for thread in threads:
            thread.join()


class _Batch:
    """What workers and collector share: photos go out numbered, and their outcomes come in."""

    def __init__(self, paths: Iterable[Path], identifier: Identifier, most_ahead: int) -> None:
        self._paths = iter(paths)
        self._identifier = identifier
        self._most_ahead = most_ahead
        self._closing = threading.Event()
        self._changed = threading.Condition()
        self._begun = self._ended = self._collected = 0
        self._exhausted = False
        self._outcomes: dict[int, PhotoResult | BaseException] = {}

    def work(self) -> None:
        """A worker's life: one photo after the other, until there is none or the batch closes."""
        while (begun := self._begin()) is not None:
            number, path = begun
            try:
                result = _identify(path, self._identifier, self._closing)
            except BaseException as error:  # raised where the results are collected
                self._end(number, error)
            else:
                self._end(number, result)

    def collect(self, *, in_order: bool) -> PhotoResult | BaseException | None:
        """The next outcome, waited for; None when nothing is left to begin and nothing under way.

        ``in_order``: that of the photo begun first, else that of the photo done first.
        """
        with self._changed:
            while True:
                number = self._collected if in_order else next(iter(self._outcomes), -1)
                if number in self._outcomes:
                    self._collected += 1
                    self._changed.notify_all()
                    return self._outcomes.pop(number)
                if self._exhausted and self._ended == self._begun:
                    return None
                self._changed.wait()

    def close(self) -> None:
        """Send the workers away; what they are at is abandoned."""
        with self._changed:
            self._closing.set()
            self._changed.notify_all()

    def _begin(self) -> tuple[int, Path] | None:
        with self._changed:
            while not self._closing.is_set():
                if self._begun - self._collected < self._most_ahead:
                    try:
                        path = next(self._paths, None)
                    except BaseException as error:  # of the one who hands them out
                        self._begun += 1
                        self._end(self._begun - 1, error)
                        return None
                    if path is not None:
                        self._begun += 1
                        return self._begun - 1, path
                    if self._ended == self._begun:
                        self._exhausted = True
                        self._changed.notify_all()
                        return None
                    # Until the last photo is done there may be others to hand out.
                self._changed.wait()
        return None

    def _end(self, number: int, outcome: PhotoResult | BaseException) -> None:
        with self._changed:
            self._ended += 1
            self._outcomes[number] = outcome
            self._changed.notify_all()


def _identify(path: Path, identifier: Identifier, closing: threading.Event) -> PhotoResult:
    """The result for one photo; raises `_Abandoned`, which nobody collects, when closing."""

    def check() -> None:
        if closing.is_set():
            raise _Abandoned

    check()
    try:
        if is_folder(path):
            raise PhotoUnreadable(path, _why_no_photos(path))
        photo = open_photo(path)
        check()
        birds = identifier.identify(photo, check=check)
    except PhotoUnreadable as error:
        return PhotoResult(path, 0, 0, error=str(error))
    except (_Abandoned, BirdeyeError):
        raise
    except MemoryError:
        reason = "there is not enough memory to decode it"
        error = PhotoUnreadable(path, reason, "Close other programs, or shrink the photo.")
        return PhotoResult(path, 0, 0, error=str(error))
    except Exception as bug:
        _log.exception("A fault in Birdeye while identifying %s", path)
        reason = f"Birdeye made a mistake ({type(bug).__name__})"
        error = PhotoUnreadable(path, reason, "Please report it, with what “birdeye doctor” says.")
        return PhotoResult(path, 0, 0, error=str(error))
    return PhotoResult(path, photo.width, photo.height, birds, metadata=photo.metadata)


def _why_no_photos(folder: Path) -> str:
    """Why `find_photos` passed on a folder itself instead of what lies in it."""
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        return f"the folder cannot be opened ({error.strerror})"
    return "it is a folder"
