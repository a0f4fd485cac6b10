"""Identifies the birds in many photos, with all cores at work."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable
from contextlib import nullcontext
from pathlib import Path

from birdeye.domain.errors import BirdeyeError, PhotoUnreadable
from birdeye.domain.identification import PhotoResult
from birdeye.imaging.photo_file import PhotoFile, open_photo
from birdeye.vision.identifier import Identifier
from birdeye.vision.session import available_cores
from birdeye.workflows.find_photos import is_folder
from birdeye.workflows.photo_batch import Abandoned, Check, run_batch

_log = logging.getLogger(__name__)


def identify_photos(
    paths: Iterable[Path],
    identifier: Identifier,
    *,
    workers: int | None = None,
    in_order: bool = True,
) -> Generator[PhotoResult, None, None]:
    """One result for each of ``paths``, whatever happens to a photo.

    Each of ``workers`` threads (None for one per core) takes a photo from file to species; while
    one decodes another infers, because decoders and networks release Python's lock. Paths are taken
    and results yielded in the order of `run_batch`.

    A photo that cannot be read becomes a result whose error says so, and so does one on which
    Birdeye has a bug, with the traceback in the log. A `ModelFailed` ends the batch, because every
    other photo would meet it too. Closing the generator abandons photos between two steps and
    returns when no thread is left.
    """

    def identify(path: Path, check: Check) -> PhotoResult:
        return identify_photo(path, identifier, check)

    return run_batch(
        paths,
        lambda: nullcontext(identify),
        workers=workers or available_cores(),
        in_order=in_order,
    )


def identify_photo(
    path: Path,
    identifier: Identifier,
    check: Check,
    open_as: Callable[[Path], PhotoFile] | None = None,
) -> PhotoResult:
    """The result for one photo, as in `identify_photos`; ``check`` may raise `Abandoned`."""
    check()
    try:
        if is_folder(path):
            raise PhotoUnreadable(path, _why_no_photos(path))
        photo = (open_as or open_photo)(path)
        check()
        birds = identifier.identify(photo, check=check)
    except PhotoUnreadable as error:
        return PhotoResult(path, 0, 0, error=str(error))
    except (Abandoned, BirdeyeError):
        raise
    except MemoryError:
        reason = "there is not enough memory to decode it"
        unreadable = PhotoUnreadable(path, reason, "Close other programs, or shrink the photo.")
        return PhotoResult(path, 0, 0, error=str(unreadable))
    except Exception as bug:
        _log.exception("A bug in Birdeye while identifying %s", path)
        reason = f"something went wrong in Birdeye ({type(bug).__name__})"
        next_step = "Please report it, with the output of “birdeye doctor”."
        return PhotoResult(path, 0, 0, error=str(PhotoUnreadable(path, reason, next_step)))
    return PhotoResult(path, photo.width, photo.height, birds, metadata=photo.metadata)


def _why_no_photos(folder: Path) -> str:
    """Why `find_photos` yielded a folder itself instead of its contents."""
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        return f"the folder cannot be opened ({error.strerror})"
    return "it is a folder"
