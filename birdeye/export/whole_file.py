"""Files that are complete at every moment: written beside their place, then moved there."""

from __future__ import annotations

import io
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from birdeye import locations
from birdeye.domain.errors import CannotWrite, or_cannot_write

_BLOCK_BYTES = 1 << 20
_SQLITE = b"SQLite format 3\0"
_BESIDE_A_CATALOGUE = ("wal", "shm", "journal", "decided")


def part_of(path: Path) -> Path:
    """Where `replacing` with ``keeps_part`` writes until the file is complete."""
    target = path.resolve()
    return target.with_name(f"{target.name}.part")


def is_stream(path: Path) -> bool:
    """Whether ``path`` is a device, a pipe, or a name such as ``/dev/stdout`` of what a program has
    open: it is written to, and never replaced. Raises `OSError`.
    """
    if not path.exists() or path.is_dir():
        return False
    if not path.is_file():
        return True
    while not _is_open_file(path):
        if not path.is_symlink():
            return False
        path = path.parent / path.readlink()
    return True


def _is_open_file(path: Path) -> bool:
    folder = path.absolute().parent.resolve()
    return folder.is_relative_to("/proc") or folder.is_relative_to("/dev/fd")


@contextmanager
def replacing(
    path: Path,
    check: Callable[[Path], None] | None = None,
    *,
    own: bool = False,
    keeps_part: bool = False,
) -> Iterator[BinaryIO]:
    """A file that replaces ``path`` when the ``with`` block ends without an error.

    Any other way out, including a full disk and a closed generator, leaves what was there before,
    and with ``keeps_part`` also what was written so far, as `part_of` the path. Parent folders are
    created; a link stays, and leads to the new content. ``check`` is called with the path at the
    last moment, and if it raises, everything stays unchanged, too. Only with ``own`` may it be one
    of Birdeye's own files. What `is_stream` is written to at once. Raises `CannotWrite`.
    """
    with or_cannot_write(path):
        writes_at_once = is_stream(path)
    if writes_at_once:
        with _appending(path) as file:
            yield file
        return
    target = path.resolve()
    if not own and _is_own(target):
        raise CannotWrite(
            path, "it belongs to Birdeye's catalogue or settings", "Choose another name."
        )
    temporary = part_of(path) if keeps_part else target.with_name(f".{uuid.uuid4().hex}.part")
    with or_cannot_write(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        if keeps_part:
            temporary.unlink(missing_ok=True)  # that of an earlier run, or a link to elsewhere
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, temporary)
            if check is not None:
                check(target)
            temporary.replace(target)
        except BaseException:
            if not keeps_part or _is_empty(temporary):
                temporary.unlink(missing_ok=True)
            raise


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


@contextmanager
def _appending(path: Path) -> Iterator[BinaryIO]:
    """A stream to write to, without emptying the file that it may lead to."""
    try:
        with path.open("ab") as file:
            yield file
    except BrokenPipeError:  # nobody reads it any longer
        raise
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


@contextmanager
def replacing_text(
    path: Path, *, encoding: str = "utf-8", newline: str = "\n", keeps_part: bool = False
) -> Iterator[TextIO]:
    """`replacing` for text; half characters of file names come out as ``\\udcff``."""
    with replacing(path, keeps_part=keeps_part) as file:
        buffer = cast(io.BufferedWriter, file)
        text = io.TextIOWrapper(buffer, encoding, errors="backslashreplace", newline=newline)
        try:
            yield text
        except BaseException:
            with suppress(OSError):  # the disk may be full, and the error be about that
                text.flush()
            raise
        text.flush()
        text.detach()


def write_whole(path: Path, content: bytes) -> None:
    """Replace ``path`` with ``content``; it may be one of Birdeye's own files."""
    with replacing(path, own=True) as file:
        file.write(content)


def write_instead_of(path: Path, before: bytes | None, content: bytes) -> None:
    """Replace ``path`` with ``content`` if it still contains ``before`` (None: does not exist), so
    that what another program wrote there meanwhile is not lost.

    Raises `CannotWrite`.
    """

    def check(target: Path) -> None:
        if not _holds(target, before):
            raise CannotWrite(
                path, "another program has changed it in the meantime", "Export it again."
            )

    with replacing(path, check) as file:
        file.write(content)


def _holds(path: Path, content: bytes | None) -> bool:
    try:
        with path.open("rb") as file:
            if content is None or os.fstat(file.fileno()).st_size != len(content):
                return False
            view = memoryview(content)
            at = 0
            while block := file.read(_BLOCK_BYTES):
                if block != view[at : at + len(block)]:
                    return False
                at += len(block)
            return at == len(content)
    except FileNotFoundError:
        return content is None


def _is_own(target: Path) -> bool:
    """Whether a catalogue, a file that belongs to one, or the settings would be overwritten."""
    stem, _, end = target.name.rpartition("-")
    if end in _BESIDE_A_CATALOGUE and _is_database(target.with_name(stem)):
        return True
    own_folders = {locations.data_folder().resolve(), locations.settings_file().resolve().parent}
    is_settings = target.suffix in (".toml", ".ini") and target.parent in own_folders
    return (is_settings and target.exists()) or _is_database(target)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
