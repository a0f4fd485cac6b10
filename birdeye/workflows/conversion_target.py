"""Where a conversion goes: nothing is half written, and nothing existing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from birdeye.domain.errors import CannotWrite, or_cannot_write


def check_target(destination: Path, *, is_pack: bool) -> None:
    """Raise `CannotWrite` if a pack would share its folder, or a file would replace a folder."""
    # A name may be too long, or a folder without read permission.
    with or_cannot_write(destination):
        is_folder = destination.is_dir()
        is_taken = any(destination.iterdir()) if is_folder else destination.exists()
    if is_pack and is_taken:
        raise CannotWrite(destination, "there is something already")
    if not is_pack and is_folder:
        raise CannotWrite(destination, "it is a folder")


@contextmanager
def working_folder(destination: Path) -> Iterator[Path]:
    """A folder beside ``destination``, so that moving into place is one step; gone afterwards."""
    parent, prefix = destination.absolute().parent, f".{destination.name}."
    with or_cannot_write(destination):
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=prefix, dir=parent, ignore_cleanup_errors=True
        ) as name:
            yield Path(name)


def put_in_place(result: Path, destination: Path) -> None:
    """Move a file or a folder to ``destination``, which may be an empty folder."""
    if result.is_dir() and destination.is_dir():
        destination.rmdir()
    result.replace(destination)
