"""Tells what was read before the batch told more of a photo from what was read after it.

The batch and the catalogue tell the window from different threads. What the catalogue read first
may arrive last, and would put an identified photo back among those that wait.
"""

from __future__ import annotations


class Heard:
    """Counts what the batch has told. ``now`` is the moment at which something is asked for."""

    def __init__(self) -> None:
        self.now = 0
        self._heard_at: dict[int, int] = {}

    def note(self, photo_id: int) -> None:
        """The batch has told of this photo."""
        self.now += 1
        self._heard_at[photo_id] = self.now

    def since(self, asked: int, photo_id: int) -> bool:
        """Whether the batch has told of this photo since ``asked``."""
        return self._heard_at.get(photo_id, 0) > asked
