"""Files that are whole at every moment: written beside the place they take when all is well."""

from __future__ import annotations

import io
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from birdeye.domain.errors import CannotWrite


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` when the ``with`` block ends as it should.

    Any other way out, a full disk and a generator that is closed included, leaves what was there
    before. Folders on the way are made; a link stays, and leads to the new content. Raises
    `CannotWrite`.
    """
    target = path.resolve()
    temporary = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, temporary)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error


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
    """Put ``content`` in the place of ``path``."""
    with replacing(path) as file:
        file.write(content)
