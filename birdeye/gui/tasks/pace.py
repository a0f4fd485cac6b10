"""Guesses how long a batch will still take, from how fast it went lately."""

from __future__ import annotations

from collections import deque

_WINDOW_SECONDS = 20.0
_LEAST_SECONDS = 1.5


class Pace:
    """Counts what is done against a clock that the caller reads (seconds, monotonic)."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def restart(self, now: float) -> None:
        """Start over; the next photos determine the pace."""
        self._times.clear()
        self._times.append(now)

    def step(self, now: float) -> None:
        """One more is done."""
        self._times.append(now)
        while len(self._times) > 2 and now - self._times[0] > _WINDOW_SECONDS:
            self._times.popleft()

    def seconds_left(self, remaining: int) -> float | None:
        """A guess, or None while there is too little to go by."""
        if len(self._times) < 3:
            return None
        elapsed = self._times[-1] - self._times[0]
        if elapsed < _LEAST_SECONDS:
            return None
        return remaining * elapsed / (len(self._times) - 1)
