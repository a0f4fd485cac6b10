"""The photos still to identify, handed out one by one, with the one on screen first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path


class PhotoQueue:
    """An iterator that a workflow reads in its thread while the window adds and reorders.

    It ends when it is empty; what is added later is handed out when it is asked again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Path, None] = OrderedDict()

    def add(self, paths: Iterable[Path]) -> None:
        """Queue ``paths`` behind what waits already."""
        with self._lock:
            self._waiting.update(dict.fromkeys(paths))

    def prefer(self, path: Path) -> None:
        """Hand out ``path`` next, if it still waits."""
        with self._lock:
            if path in self._waiting:
                self._waiting.move_to_end(path, last=False)

    def clear(self) -> None:
        """Forget all that waits."""
        with self._lock:
            self._waiting.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._waiting)

    def __iter__(self) -> Iterator[Path]:
        return self

    def __next__(self) -> Path:
        with self._lock:
            if not self._waiting:
                raise StopIteration
            return self._waiting.popitem(last=False)[0]
