"""One line on standard error with the progress of a batch, its speed, and the time left."""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

from birdeye.cli.display import columns_of, shortened
from birdeye.domain.terminal_text import printable

_REPAINT_SECONDS = 0.1
_RATE_WINDOW = 100
"""Photos over which the rate is averaged: it follows changes in size, but does not jump."""


class Progress:
    """Silent unless ``stream`` is a terminal; ``clock`` gives seconds that never go back."""

    def __init__(
        self,
        stream: TextIO,
        total: int,
        *,
        done_before: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._total = total
        self._clock = clock
        self._visible = stream.isatty()
        self._done = self._done_before = done_before
        self._began_at = clock()
        self._finished_at = deque([clock()], maxlen=_RATE_WINDOW + 1)
        self._painted_at = float("-inf")

    def advance(self, name: str) -> None:
        """One more photo is done; ``name`` is shown."""
        self._done += 1
        now = self._clock()
        self._finished_at.append(now)
        if self._visible and now - self._painted_at >= _REPAINT_SECONDS:
            self._painted_at = now
            self._paint(f"{self.summary()}  {printable(name)}")

    def reach(self, done: int, name: str) -> None:
        """So many photos are done, for a batch that finishes many at a time."""
        self._done = done
        if self._visible:
            self._painted_at = self._clock()
            seconds = self._painted_at - self._began_at
            rate = (done - self._done_before) / seconds if seconds > 0 else 0.0
            self._paint(f"{self.summary(rate)}  {printable(name)}")

    def summary(self, rate: float | None = None) -> str:
        """Such as ``12 of 200 photos, 3.4 a second, 0:55 left``; the recent ``rate`` if None."""
        text = f"{self._done} of {self._total} photos"
        rate = self.rate() if rate is None else rate
        if rate > 0:
            left = _minutes((self._total - self._done) / rate)
            text += f", {rate:.1f} a second, {left} left"
        return text

    def rate(self) -> float:
        """Photos per second recently, 0 before the first."""
        seconds = self._finished_at[-1] - self._finished_at[0]
        return (len(self._finished_at) - 1) / seconds if seconds > 0 else 0.0

    def clear(self) -> None:
        """Remove the line, before something else is written to the same terminal."""
        if self._painted_at > float("-inf"):
            self._painted_at = float("-inf")
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _paint(self, line: str) -> None:
        columns = shutil.get_terminal_size().columns - 1
        line = shortened(line, columns)
        self._stream.write("\r" + line + " " * max(0, columns - columns_of(line)))
        self._stream.flush()


def _minutes(seconds: float) -> str:
    """Such as 0:55 or 1:02:03."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
