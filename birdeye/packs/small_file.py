"""Reads and writes the two tables of a pack: never more than allowed, never half a file."""

from __future__ import annotations

import uuid
from pathlib import Path

from birdeye.domain.errors import PackInvalid


def read_small_file(folder: Path, name: str, most_bytes: int) -> bytes:
    """The file ``name`` of the pack in ``folder``, one byte more than allowed if it is larger.

    Raises `PackInvalid` if it is missing, not a regular file, or cannot be read.
    """
    path = folder / name
    try:
        if path.exists() and not path.is_file():  # a pipe would block forever
            raise PackInvalid(folder.name, [f"{name} cannot be read: it is not a file"])
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except FileNotFoundError:
        raise PackInvalid(folder.name, [f"{name} is missing"]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise PackInvalid(folder.name, [f"{name} cannot be read: {reason}"]) from None


def write_small_file(folder: Path, name: str, content: bytes) -> None:
    """Replace ``name`` with ``content``; the file is complete at every moment."""
    temporary = folder / f".{uuid.uuid4().hex}.part"
    try:
        with temporary.open("xb") as file:  # never through something that somebody has put there
            file.write(content)
        temporary.replace(folder / name)
    finally:
        temporary.unlink(missing_ok=True)
