"""Where results go: standard output, or a file that is complete at every moment."""

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

    The file appears when the ``with`` block ends, or with what was written so far on Ctrl-C; any
    other way out leaves the previous file. Raises `CannotWrite`.
    """
    target = Path("standard output") if path is None else path
    try:
        if path is None:
            yield cast(TextIO, _Terminal(sys.stdout)) if sys.stdout.isatty() else sys.stdout
            sys.stdout.flush()
        elif path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            with path.open("w", encoding=encoding, errors="backslashreplace") as stream:
                yield stream
        else:
            with _replacing(path.resolve(), encoding) as stream:
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


@contextmanager
def _replacing(path: Path, encoding: str) -> Iterator[TextIO]:
    path.parent.stat()  # a misspelt folder is reported, not created
    interrupted: KeyboardInterrupt | None = None
    with replacing_text(path, encoding=encoding) as stream:
        try:
            yield stream
        except KeyboardInterrupt as interrupt:
            interrupted = interrupt
    if interrupted is not None:
        raise interrupted
