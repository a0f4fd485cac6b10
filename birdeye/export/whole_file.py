"""Files that are complete at every moment: written beside their place, then moved there."""

from __future__ import annotations

import io
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from birdeye import locations
from birdeye.domain.errors import CannotWrite, or_cannot_write

_BLOCK_BYTES = 1 << 20
_SQLITE = b"SQLite format 3\0"
_BESIDE_A_CATALOGUE = ("wal", "shm", "journal", "decided")


@contextmanager
def replacing(
    path: Path, check: Callable[[Path], None] | None = None, *, own: bool = False
) -> Iterator[BinaryIO]:
    """A file that replaces ``path`` when the ``with`` block ends without an error.

    Any other way out, including a full disk and a closed generator, leaves what was there before.
    Parent folders are created; a link stays, and leads to the new content. ``check`` is called with
    the path at the last moment, and if it raises, everything stays unchanged, too. Only with
    ``own`` may it be one of Birdeye's own files. Raises `CannotWrite`.
    """
    target = path.resolve()
    if not own and _is_own(target):
        raise CannotWrite(
            path, "it belongs to Birdeye's catalogue or settings", "Choose another name."
        )
    temporary = target.with_name(f".{uuid.uuid4().hex}.part")
    with or_cannot_write(path):
        target.parent.mkdir(parents=True, exist_ok=True)
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
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def replacing_text(path: Path, *, encoding: str = "utf-8", newline: str = "\n") -> Iterator[TextIO]:
    """`replacing` for text; half characters of file names come out as ``\\udcff``."""
    with replacing(path) as file:
        buffer = cast(io.BufferedWriter, file)
        text = io.TextIOWrapper(buffer, encoding, errors="backslashreplace", newline=newline)
        yield text
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
