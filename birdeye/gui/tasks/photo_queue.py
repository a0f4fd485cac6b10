"""The photos still to identify, handed out one by one, and the one on screen out of turn."""

from __future__ import annotations

import threading
import time
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
        self._again: set[Path] = set()
        self._under_way: set[Path] = set()
        self._claimed: Path | None = None
        self._right_to_claim = 0
        self._done_at: dict[Path, float] = {}

    def add(self, paths: Iterable[Path], *, again: bool = False, as_of: float | None = None) -> int:
        """Queue ``paths`` behind what waits already; how many were neither waiting nor under way.

        ``again``: they are to be identified although the answer is known, or under way. ``as_of``
        is when it was looked up (`time.monotonic`) that they are not identified; those that were
        done since then are left out.
        """
        with self._lock:
            paths = [path for path in paths if again or self._is_open(path, as_of)]
            before = len(self._waiting)
            self._waiting.update(dict.fromkeys(paths))
            if again:
                self._again.update(paths)
            return len(self._waiting) - before

    def is_again(self, path: Path) -> bool:
        """Whether ``path`` was last queued to be identified again; True only once."""
        with self._lock:
            if path not in self._again:
                return False
            self._again.remove(path)
            return True

    def done(self, path: Path) -> None:
        """It is no longer under way."""
        with self._lock:
            self._under_way.discard(path)
            if self._claimed == path:
                self._claimed = None
            self._done_at[path] = time.monotonic()

    def put_first(self, path: Path, instead_of: Path | None = None) -> int:
        """Hand out ``path`` next; 0 where it does not wait, or else the right to claim it.

        ``instead_of`` was `claimed` and is given up for it: that one comes after it. A right from
        before is void, as nobody hears any more what comes of it.
        """
        with self._lock:
            if path not in self._waiting:
                return 0
            if instead_of is not None and self._claimed == instead_of:
                self._claimed = None
                self._under_way.discard(instead_of)
                self._waiting[instead_of] = None
                self._waiting.move_to_end(instead_of, last=False)
            self._waiting.move_to_end(path, last=False)
            self._right_to_claim += 1
            return self._right_to_claim

    def claimed(self, path: Path, right: int) -> Iterator[Path]:
        """Hands out ``path`` alone, to whoever works beside the others and has the ``right``;
        nothing if one of the others was free sooner and has it, or another photo went first."""
        with self._lock:
            if right != self._right_to_claim or path not in self._waiting:
                return
            self._claimed = path
            del self._waiting[path]
            self._under_way.add(path)
        yield path

    def is_under_way(self, path: Path) -> bool:
        """Whether ``path`` was handed out and is not done."""
        with self._lock:
            return path in self._under_way

    def remove(self, paths: Iterable[Path]) -> int:
        """Forget these; how many of them waited."""
        with self._lock:
            waited = [path for path in paths if path in self._waiting]
            for path in waited:
                del self._waiting[path]
            self._again.difference_update(waited)
            return len(waited)

    def clear(self) -> None:
        """Forget all that waits or is under way."""
        with self._lock:
            self._under_way.clear()
            self._claimed = None
            self._done_at.clear()
            self._waiting.clear()
            self._again.clear()

    def _is_open(self, path: Path, as_of: float | None) -> bool:
        if path in self._under_way:
            return False
        return as_of is None or self._done_at.get(path, as_of) <= as_of

    @property
    def unfinished_count(self) -> int:
        """The photos that wait or are under way."""
        with self._lock:
            return len(self._waiting) + len(self._under_way)

    def __len__(self) -> int:
        with self._lock:
            return len(self._waiting)

    def __iter__(self) -> Iterator[Path]:
        return self

    def __next__(self) -> Path:
        with self._lock:
            if not self._waiting:
                raise StopIteration
            path = self._waiting.popitem(last=False)[0]
            self._under_way.add(path)
            return path
