"""Opens an alleged pack, a folder or a .birdpack file, and refuses hostile ones.

A source cannot choose where it will be written, how much will be written, or that anything but a
plain file is read: its names and sizes are checked before any content.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from birdeye.domain.errors import PackInvalid
from birdeye.domain.file_names import is_windows_device, looks_like_another
from birdeye.packs.grid import GRID_NAME, MAX_GRID_BYTES
from birdeye.packs.labels import LABELS_NAME, MAX_LABELS_BYTES
from birdeye.packs.manifest_file import MANIFEST_NAME, MAX_MANIFEST_BYTES
from birdeye.packs.pack import MAX_MODEL_BYTES
from birdeye.packs.ranges import MAX_RANGES_BYTES, RANGES_NAME

PACK_SUFFIX = ".birdpack"

MAX_ENTRIES = 200
MAX_DOCUMENT_BYTES = 16 << 20
MAX_TOTAL_BYTES = 4 << 30
MAX_RATIO = 100
"""Weights hardly shrink; a file that grows a hundredfold was made to fill the disk."""

_DIRECTORY_BYTES = 1 << 20
# Windows has no O_NOFOLLOW and other systems have no O_BINARY.
_READ_NO_LINKS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_DOCUMENT = re.compile(r"(?i:[\w .-]+\.(md|txt|png|svg)|licen[cs]e|notice)")
_TABLES = {
    MANIFEST_NAME: MAX_MANIFEST_BYTES,
    LABELS_NAME: MAX_LABELS_BYTES,
    RANGES_NAME: MAX_RANGES_BYTES,
    GRID_NAME: MAX_GRID_BYTES,
}
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class Entry:
    """A plain file of a source: its name, without a folder, and its size in bytes."""

    name: str
    size: int


class PackSource(Protocol):
    """What a pack is taken from."""

    entries: dict[str, Entry]

    def open(self, name: str) -> IO[bytes]:
        """The content of an entry."""


@contextmanager
def open_source(path: Path) -> Iterator[PackSource]:
    """The folder or .birdpack file at ``path``, after checking all its names and sizes.

    Raises `PackInvalid` if they are not harmless, if it is neither, and if it is damaged.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PackInvalid(path.name, [f"it cannot be opened: {reason}"]) from None
    if stat.S_ISDIR(mode):
        yield FolderSource(path)
    elif not stat.S_ISREG(mode):
        raise PackInvalid(path.name, ["it is neither a folder nor a file"])
    else:
        try:
            with path.open("rb") as file:
                _refuse_huge_directory(file, path.name)
                with zipfile.ZipFile(file) as archive:
                    yield _ZipSource(archive, path)
        except OSError as error:
            raise PackInvalid(path.name, [f"it cannot be read: {error.strerror}"]) from None
        except _DAMAGE as error:
            raise PackInvalid(
                path.name, [f"it is no {PACK_SUFFIX} file, or damaged: {_brief(error)}"]
            ) from None


class FolderSource:
    """The plain files at the top of a folder; links and everything in subfolders are left out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.entries: dict[str, Entry] = {}
        problems: list[str] = []
        try:
            with os.scandir(folder) as found:
                for item in found:
                    if item.is_symlink() and belongs(item.name):
                        problems.append(
                            f"{item.name} is a link; a pack must contain the file itself"
                        )
                    elif item.is_file(follow_symlinks=False):
                        reason = name_problem(item.name) if belongs(item.name) else ""
                        if reason:
                            problems.append(f"the file “{_shown(item.name)}” {reason}")
                            continue
                        size = item.stat(follow_symlinks=False).st_size
                        self.entries[item.name] = Entry(item.name, size)
        except OSError as error:
            reason = error.strerror or str(error)
            raise PackInvalid(folder.name, [f"it cannot be read: {reason}"]) from None
        taken = [entry for name, entry in self.entries.items() if belongs(name)]
        problems += _size_problems(taken)
        if problems:
            raise PackInvalid(folder.name, problems)

    def open(self, name: str) -> IO[bytes]:
        """The content of ``name``, which is not followed if it has become a link by now."""
        try:
            return os.fdopen(os.open(self._folder / name, _READ_NO_LINKS), "rb")
        except OSError as error:
            reason = error.strerror or str(error)
            raise PackInvalid(self._folder.name, [f"{name} cannot be read: {reason}"]) from None


class _ZipSource:
    """The files of an archive beside its manifest, which is at the top or in the only folder."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        infos = archive.infolist()
        problems = _archive_problems(infos, path.stat().st_size)
        if problems:
            raise PackInvalid(path.name, problems)
        files = {PurePosixPath(info.filename): info for info in infos if not info.is_dir()}
        tops = [
            name.parent for name in files if name.name == MANIFEST_NAME and len(name.parts) <= 2
        ]
        top = min(tops, key=lambda folder: len(folder.parts), default=PurePosixPath("."))
        self._infos = {name.name: info for name, info in files.items() if name.parent == top}
        self.entries = {name: Entry(name, info.file_size) for name, info in self._infos.items()}
        problems = _size_problems([entry for entry in self.entries.values() if belongs(entry.name)])
        if problems:
            raise PackInvalid(path.name, problems)

    def open(self, name: str) -> IO[bytes]:
        """The content of ``name``; zipfile checks its checksum at the end."""
        return self._archive.open(self._infos[name])


def is_document(name: str) -> bool:
    """Whether a file is documentation: a model card and its pictures, a licence, a notice."""
    return _DOCUMENT.fullmatch(name) is not None


def belongs(name: str) -> bool:
    """Whether a file of that name is part of a pack; all others are left behind."""
    return name in _TABLES or name.endswith(".onnx") or is_document(name)


def _size_problems(entries: list[Entry]) -> list[str]:
    problems = []
    for entry in entries:
        limit = MAX_MODEL_BYTES if entry.name.endswith(".onnx") else MAX_DOCUMENT_BYTES
        limit = _TABLES.get(entry.name, limit)
        if entry.size > limit:
            problems.append(
                f"{entry.name} is larger than the limit of {limit} bytes ({entry.size})"
            )
    if len(entries) > MAX_ENTRIES:
        problems.append(f"it holds {len(entries)} files, more than the limit of {MAX_ENTRIES}")
    if sum(entry.size for entry in entries) > MAX_TOTAL_BYTES:
        problems.append(f"it is larger than the limit of {MAX_TOTAL_BYTES} bytes")
    return problems


def _archive_problems(infos: list[zipfile.ZipInfo], archive_bytes: int) -> list[str]:
    """All that is wrong with the names and sizes of an archive, including those of unwanted
    files."""
    if len(infos) > MAX_ENTRIES:
        return [f"it holds {len(infos)} files, more than the limit of {MAX_ENTRIES}"]
    problems = []
    seen: dict[str, str] = {}
    for info in infos:
        shown = _shown(info.orig_filename)
        reason = name_problem(info.orig_filename) or _kind_problem(info)
        if reason:
            problems.append(f"the entry “{shown}” {reason}")
            continue
        folded = unicodedata.normalize("NFKC", info.filename.rstrip("/").casefold()).casefold()
        if folded in seen:
            problems.append(
                f"the entry “{shown}” and “{seen[folded]}” would be the same file on some computers"
            )
        seen[folded] = shown
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL_BYTES:
        problems.append(
            f"it would grow to {total} bytes, larger than the limit of {MAX_TOTAL_BYTES}"
        )
    elif total > MAX_RATIO * archive_bytes:
        problems.append(f"it looks like a zip bomb: {archive_bytes} bytes would grow to {total}")
    return problems[:10]


def _shown(name: str) -> str:
    return re.sub(r"[^\w ./\\:-]", "\N{REPLACEMENT CHARACTER}", name[:80])


def name_problem(name: str) -> str:
    """Why a file of a pack cannot be called ``name``, as a clause; empty if it can."""
    parts = name.rstrip("/").split("/")
    if "\0" in name or any(unicodedata.category(c) == "Cc" for c in name):
        return "has control characters in its name"
    if "\\" in name or ":" in name:
        return "has a backslash or a colon in its name"
    if name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        return "points out of the pack"
    if looks_like_another(name):
        return "has characters in its name that are invisible or stand for others"
    devices = any(map(is_windows_device, parts))
    if len(name) > 250 or devices or any(part.endswith((".", " ")) for part in parts):
        return "has a name that not every computer can write"
    return ""


def _kind_problem(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, not a file"
    if info.flag_bits & 0x1:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is compressed in a way that packs do not use"
    return ""


def _refuse_huge_directory(file: IO[bytes], subject: str) -> None:
    """Refuse an archive whose table of contents alone would fill the memory, before it is read."""
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - (1 << 16) - 22 - 20))
    tail = file.read()
    file.seek(0)
    # The end record: signature, 8 bytes of counts, then the size of the directory in 4 bytes.
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise PackInvalid(subject, [f"it is no {PACK_SUFFIX} file, or it is truncated"])
    directory_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    has_zip64_record = tail[max(0, end - 20) : end].startswith(b"PK\x06\x07")
    if directory_bytes > _DIRECTORY_BYTES or has_zip64_record:
        raise PackInvalid(subject, ["its table of contents is too large for a pack"])


def _brief(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]
