"""Identifies the birds in many photos, with all cores at work and the results in order."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
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
    paths: Iterable[Path], identifier: Identifier, *, workers: int | None = None
) -> Generator[PhotoResult, None, None]:
    """One result for each of ``paths``, in their order, whatever happens to a photo.

    Each of ``workers`` threads (None for one a core) takes a photo from file to species; while one
    decodes another infers, because decoders and networks let go of Python's lock. ``paths`` is
    read only a little ahead of what is collected.

    A photo that cannot be read becomes a result whose error says so, and so does one on which
    Birdeye itself fails, with the traceback in the log. A `ModelFailed` ends the batch, because
    every other photo would meet it too. Closing the generator abandons photos between two steps
    and returns when no thread is left.
    """
    closing = threading.Event()
    workers = workers or available_cores()
    remaining = iter(paths)
    under_way: deque[Future[PhotoResult]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="birdeye-identify")
    try:
        while True:
            for path in islice(remaining, workers * LOOK_AHEAD - len(under_way)):
                under_way.append(pool.submit(_identify, path, identifier, closing))
            if not under_way:
                return
            yield under_way.popleft().result()
    finally:
        closing.set()
        pool.shutdown(wait=True, cancel_futures=True)


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
