"""Where results go: standard output, or a file that is replaced when the new one is complete."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from birdeye.domain.errors import CannotWrite
from birdeye.domain.terminal_text import printable_lines
from birdeye.export.whole_file import replacing_text


@contextmanager
def open_output(path: Path | None, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text stream to ``path``, or to standard output if that is None.

    The file appears when the ``with`` block ends well. Any other way out, Ctrl-C included, leaves
    the previous file, and what was written so far in the `part_of` the path. Raises `CannotWrite`.
    """
    target = Path("standard output") if path is None else path
    try:
        if path is None:
            yield cast(TextIO, _Terminal(sys.stdout)) if sys.stdout.isatty() else sys.stdout
            sys.stdout.flush()
        else:
            path.resolve().parent.stat()  # a misspelt folder is reported, not created
            if path.is_dir():  # told before hours of work, not after them
                raise CannotWrite(path, "it is a folder", "Give the name of a file in it.")
            with replacing_text(path, encoding=encoding, keeps_part=True) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error


class _Terminal:
    """A stream that removes control characters for a terminal; other output is unchanged."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(printable_lines(text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()
