"""Finds the photos in the files and folders that the user gives."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path

from birdeye.imaging.formats import is_photo_name
from birdeye.imaging.own_pictures import is_own_picture

_COMPANIONS = frozenset(
    {".aae", ".dop", ".ini", ".lrv", ".on1", ".original", ".pp3", ".thm", ".wav", ".xmp"}
)
"""Suffixes of files that cameras and programs put beside photos, which need no mention."""

OWN_PICTURES = "made by Birdeye"

_MOST_KINDS_NAMED = 4


def find_photos(
    paths: Iterable[Path], left_out: MutableMapping[str, int] | None = None
) -> Iterator[Path]:
    """Every photo below ``paths``, in the order given and within a folder in natural order.

    Files are yielded as given, whatever their names. Folders are searched to any depth for names of
    photos, a folder's own files before those of the folders in it; what is hidden is left out, and
    a folder that links lead to more than once is searched once. What cannot be read (a vanished
    path, a folder without permission, a broken link) is yielded like a photo, so that identifying
    it says why. How many files of other kinds were skipped is added to ``left_out`` by their
    suffixes (lower case with the dot, empty for none), and how many pictures that Birdeye made of
    photos by `OWN_PICTURES`.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if is_folder(path):
            yield from _photos_below(path, seen, {} if left_out is None else left_out)
        else:
            yield path


def natural_key(name: str) -> tuple[list[str | int], str]:
    """Sorts img2 before img10 and A beside a; the name itself settles ties."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [int(part) if part.isdecimal() else part for part in parts], name


def is_folder(path: Path) -> bool:
    """Whether ``path`` is known to be a folder; unreadable ones are not."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def kinds_in_words(left_out: Mapping[str, int]) -> str:
    """The kinds of file that were left out, the most common first: ``3 .psd, 2 .doc``."""
    kinds = sorted(left_out.items(), key=lambda each: (-each[1], each[0]))
    named = [f"{count} {suffix or '…'}" for suffix, count in kinds[:_MOST_KINDS_NAMED]]
    return ", ".join([*named, *(["…"] if len(kinds) > len(named) else [])])


def _photos_below(
    top: Path, seen: set[tuple[int, int]], left_out: MutableMapping[str, int]
) -> Iterator[Path]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            status = folder.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in seen and identity != (0, 0):
                continue
            seen.add(identity)
            with os.scandir(folder) as entries:
                visible = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            yield folder
            continue
        visible.sort(key=lambda entry: natural_key(entry.name))
        for entry in visible:
            if _may_be_photo(entry):
                if is_own_picture(folder / entry.name):
                    left_out[OWN_PICTURES] = left_out.get(OWN_PICTURES, 0) + 1
                else:
                    yield folder / entry.name
            elif _is_of_another_kind(entry):
                suffix = Path(entry.name).suffix.lower()
                left_out[suffix] = left_out.get(suffix, 0) + 1
        inside = (folder / entry.name for entry in visible)
        waiting.extend(reversed([path for path in inside if is_folder(path)]))


def _is_of_another_kind(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file() and Path(entry.name).suffix.lower() not in _COMPANIONS
    except OSError:
        return False


def _may_be_photo(entry: os.DirEntry[str]) -> bool:
    """A file with the name of a photo, or a broken link with such a name."""
    if not is_photo_name(Path(entry.name)):
        return False
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry.path).exists())
    except OSError:
        return True
