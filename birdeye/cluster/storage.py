"""Photos and results wherever they are: in folders, or wherever fsspec reaches (S3, SMB, SFTP ...).

An address is a path of this computer, or a URL such as ``s3://bucket/folder/photo.jpg``.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import fsspec
from fsspec.core import url_to_fs

from birdeye.domain.errors import ClusterFailed
from birdeye.imaging.formats import is_photo_name
from birdeye.imaging.own_pictures import is_own_picture
from birdeye.workflows.find_photos import find_photos, is_folder, natural_key

_LIST_SUFFIXES = frozenset({".txt", ".lst", ".list"})
_GLOB_SIGNS = "*?["


@dataclass(frozen=True, slots=True)
class Found:
    """A photo of a source; ``size`` in bytes, 0 where the server does not say."""

    address: str
    size: int


def is_remote(address: str) -> bool:
    """Whether ``address`` is a URL and not a path of this computer."""
    return "://" in address


def full_address(word: str) -> str:
    """``word`` as it means the same in every folder and on every machine that reaches it.

    A path begins at the root, with ``~/`` for the user's folder; ``file://`` is a path, too.
    """
    if word.startswith("file://"):
        return str(url_to_fs(word)[1])
    if is_remote(word):
        return word
    return str((Path(word).expanduser() if word.startswith("~/") else Path(word)).absolute())


def find(sources: Sequence[str]) -> Iterator[Found]:
    """Every photo of ``sources``, in their order and within a folder in natural order.

    A source is a photo, a folder, a pattern (``**/*.jpg``), or a text file with an address a line.
    Raises `ClusterFailed` for what cannot be reached.
    """
    for source in map(full_address, sources):
        name = urlsplit(source).path if is_remote(source) else source
        if PurePosixPath(name).suffix.lower() in _LIST_SUFFIXES:
            yield from _listed_in(source)
        else:
            yield from _below(source)


def _listed_in(list_file: str) -> Iterator[Found]:
    with reaching(list_file), fsspec.open(list_file, "rt", encoding="utf-8-sig") as lines:
        for line in lines:
            address = line.strip()
            if address and not address.startswith("#"):
                yield Found(full_address(address), 0)


def _below(source: str) -> Iterator[Found]:
    if not is_remote(source) and is_folder(Path(source)):
        for photo in find_photos([Path(source)]):  # as “birdeye identify” would
            yield Found(str(photo), _size_of(photo))
        return
    with reaching(source):
        files, root = url_to_fs(source)
        before = prefix_of(root, source) if is_remote(source) else ""
        if any(sign in source for sign in _GLOB_SIGNS) and not files.exists(root):
            found = iter(_photos(files.glob(root, detail=True).values(), root))
            if not is_remote(source):  # on a server, the worker that fetches them looks
                found = (each for each in found if not is_own_picture(Path(each[0])))
        elif files.isfile(root):
            yield Found(source, int(files.size(root) or 0))
            return
        elif not files.exists(root):
            raise FileNotFoundError("there is no such file or folder")
        else:
            found = _walk(files, root)
        for path, size in found:
            yield Found(f"{before}{path}", size)


def prefix_of(root: str, source: str) -> str:
    """What an address of ``source`` has before the path of the file system: with SFTP and SMB that
    is the server's name, too."""
    whole = source.rstrip("/")
    if whole.endswith(root.rstrip("/")):
        return whole[: len(whole) - len(root.rstrip("/"))]
    protocol = source.split("://", 1)[0]
    return f"{protocol}:/" if root.startswith("/") else f"{protocol}://"


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # to identify it says why
        return 0


def _walk(files: Any, root: str) -> Iterator[tuple[str, int]]:
    """(path, bytes) of the photos below ``root``, one folder after the other: all at once would
    fill the memory."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        listed = files.ls(folder, detail=True)
        files.invalidate_cache(folder)
        yield from _photos(listed, root)
        folders = {str(info["name"]).rstrip("/") for info in listed if info["type"] == "directory"}
        folders -= {folder.rstrip("/")}
        visible = [each for each in folders if not _is_hidden(each, root)]
        waiting += sorted(visible, key=_natural, reverse=True)


def _photos(listed: Iterable[dict[str, Any]], root: str) -> list[tuple[str, int]]:
    """(path, bytes) of the photos among what a file system lists, in natural order."""
    found = [
        (str(info["name"]), int(info.get("size") or 0))
        for info in listed
        if info.get("type") == "file"
        and is_photo_name(Path(info["name"]))
        and not _is_hidden(info["name"], root)
    ]
    return sorted(found, key=lambda each: _natural(each[0]))


def _natural(path: str) -> tuple[Any, ...]:
    folder, _, name = path.rpartition("/")
    return [natural_key(part) for part in folder.split("/")], natural_key(name)


def _is_hidden(path: str, root: str) -> bool:
    below = path[len(root) :] if path.startswith(root) else path
    return any(part.startswith(".") for part in below.split("/") if part)


class ResultFolder:
    """The folder that results go to, here or elsewhere."""

    def __init__(self, address: str) -> None:
        with reaching(address):
            self.address = full_address(address)
            self._files, self._root = url_to_fs(self.address)

    def path_of(self, name: str) -> str:
        """The path of a file in the folder, as the file system itself writes it."""
        return f"{self._root.rstrip('/')}/{name}"

    def make(self) -> None:
        """Make the folder where there is none. Raises `ClusterFailed`."""
        with reaching(self.address):
            self._files.makedirs(self._root, exist_ok=True)

    def names(self) -> frozenset[str]:
        """The files in the folder, by name."""
        with reaching(self.address):
            if not self._files.exists(self._root):
                return frozenset()
            self._files.invalidate_cache()
            listed = self._files.ls(self._root, detail=False)
        return frozenset(str(path).rstrip("/").rpartition("/")[2] for path in listed)

    def put(self, file: Path, name: str) -> None:
        """Copy ``file`` there whole or not at all: under another name first, then renamed."""
        part = self.path_of(f".{name}.{uuid.uuid4().hex[:8]}.part")
        with reaching(self.address):
            try:
                self._files.put_file(str(file), part)
                self._files.mv(part, self.path_of(name))
            except BaseException:
                with contextlib.suppress(Exception):
                    self._files.rm(part)
                raise

    def open(self, name: str) -> Any:
        """A file of the folder, to be read."""
        return self._files.open(self.path_of(name), "rb")


@contextlib.contextmanager
def reaching(address: str) -> Iterator[None]:
    """What storage libraries raise becomes `ClusterFailed`, with what to do about it."""
    try:
        yield
    except ImportError as error:
        raise ClusterFailed(
            f"“{address}” cannot be reached: {error}. Install what is missing and try again."
        ) from error
    except ClusterFailed:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterFailed(
            f"“{address}” cannot be reached: {str(error).rstrip('.') or type(error).__name__}. "
            "Check the address and your access to it."
        ) from error
    except Exception as error:  # clients of object stores have error types of their own
        if type(error).__module__.split(".")[0] not in _STORAGE_CLIENTS:
            raise
        raise ClusterFailed(
            f"“{address}” cannot be reached: {str(error).rstrip('.')}. "
            "Check the address and your access to it."
        ) from error


_STORAGE_CLIENTS = frozenset({"botocore", "aiobotocore", "s3fs", "gcsfs", "aiohttp", "smbprotocol"})
