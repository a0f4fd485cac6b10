"""Stores identical files once: two packs of models may share a network of many megabytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

_WORTH_IT = 100_000


def link_equal_files(folder: Path) -> None:
    """Turn identical large files below ``folder`` into one file with several names."""
    first: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size < _WORTH_IT:
            continue
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        original = first.setdefault(content, path)
        if original is not path:
            path.unlink()
            path.hardlink_to(original)


def bytes_on_disk(folder: Path) -> int:
    """The bytes of all files below ``folder``, each file once whatever the number of its names."""
    sizes = {}
    for path in folder.rglob("*"):
        if path.is_file():
            status = path.lstat()
            sizes[status.st_dev, status.st_ino] = status.st_size
    return sum(sizes.values())
