"""Lets the photo on screen go before the batch, which pauses between two steps for it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

LONGEST_SECONDS = 2.0
"""How long the batch stands aside for one photo: a slow one must not stop it altogether."""


class RightOfWay:
    """At most one photo has it at a time. Safe to use from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._path: Path | None = None
        self._until = 0.0

    def give(self, path: Path) -> None:
        """``path`` goes first from now on, whoever works on it."""
        with self._changed:
            self._path = path
            self._until = time.monotonic() + LONGEST_SECONDS
            self._changed.notify_all()

    def end(self, path: Path | None = None) -> None:
        """It needs no more; None ends the right of any photo, a path only its own."""
        with self._changed:
            if path is None or path == self._path:
                self._path = None
                self._changed.notify_all()

    def wait(self, path: Path | None = None) -> None:
        """Return when no other photo than ``path`` goes first, or has done so for long enough.

        None is for work that comes after any of them, a thumbnail of the same photo included.
        """
        with self._changed:
            while self._path is not None and self._path != path:
                left = self._until - time.monotonic()
                if left <= 0:
                    return
                self._changed.wait(left)
