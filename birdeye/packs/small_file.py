"""Reads and writes the small files of a pack: never more than allowed, never half a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from birdeye.domain.errors import PackInvalid
from birdeye.replacing import replacing_file

if TYPE_CHECKING:
    from _csv import Reader  # what csv.reader() makes, for which csv has no name


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


@contextmanager
def table_rows(content: bytes, name: str, most_bytes: int, subject: str) -> Iterator[Reader]:
    """The rows in ``content``, a whole CSV file of at most ``most_bytes``.

    Raises `PackInvalid` about ``subject``, in the block as well, for what is not a table in UTF-8.
    """
    if len(content) > most_bytes:
        raise PackInvalid(subject, [f"{name} is larger than {most_bytes} bytes"])
    try:
        yield csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    except UnicodeDecodeError:
        raise PackInvalid(subject, [f"{name} is not UTF-8 text"]) from None
    except csv.Error as error:
        raise PackInvalid(subject, [f"{name} is not a CSV table: {error}"]) from None


def write_small_file(folder: Path, name: str, content: bytes) -> None:
    """Replace ``name`` with ``content``; the file is complete at every moment."""
    with replacing_file(folder / name) as file:
        file.write(content)
