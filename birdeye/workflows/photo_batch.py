"""Runs one task on many photos in several threads, and gives the outcomes in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from birdeye.workflows.right_of_way import RightOfWay

LOOK_AHEAD = 4
"""Photos in progress or waiting to be collected, per worker: enough that one slow photo does not
idle the others, few enough that memory does not grow with the number of photos."""

T = TypeVar("T")

Check = Callable[[], None]
"""Called between the steps of a task; raises `Abandoned` when the batch is over, and waits while
another photo has the right of way."""

PhotoTask = Callable[[Path, Check], T]
"""The task for one photo."""

OpenTask = Callable[[], AbstractContextManager[PhotoTask[T]]]
"""Called by each worker to get its task, with what that needs open while it works, such as a
connection that must stay in its thread."""


class Abandoned(Exception):
    """The batch was closed while a photo was half-way."""


def run_batch(
    paths: Iterable[Path],
    open_task: OpenTask[T],
    *,
    workers: int,
    in_order: bool = True,
    right_of_way: RightOfWay | None = None,
) -> Generator[T, None, None]:
    """What the task returns for each of ``paths``.

    A worker takes a path only when it is free, so that the caller can still change the order.
    Outcomes come in the order of ``paths``, or without ``in_order`` as soon as they are ready.
    Workers pause when they are far ahead of what is collected. What a task raises ends the batch.
    Closing the generator abandons photos between two steps and returns when no thread is left.
    Between two steps of a photo, a worker lets the one go first that has the ``right_of_way``.
    """
    batch: _Batch[T] = _Batch(paths, workers * LOOK_AHEAD, right_of_way or RightOfWay())
    threads: list[threading.Thread] = []
    try:
        for number in range(1, workers + 1):
            name = f"birdeye-identify-{number}"
            threads.append(
                threading.Thread(target=batch.work, args=(open_task,), name=name, daemon=True)
            )
            threads[-1].start()
        while (outcome := batch.collect(in_order=in_order)) is not None:
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
    finally:
        batch.close()
        for thread in threads:
            thread.join()


class _Batch(Generic[T]):
    """What workers and collector share: photos are handed out with numbers, and outcomes
    returned."""

    def __init__(self, paths: Iterable[Path], most_ahead: int, right_of_way: RightOfWay) -> None:
        self._paths = iter(paths)
        self._right_of_way = right_of_way
        self._most_ahead = most_ahead
        self._closing = threading.Event()
        self._changed = threading.Condition()
        self._begun = self._ended = self._collected = 0
        self._exhausted = False
        self._outcomes: dict[int, T | BaseException] = {}

    def work(self, open_task: OpenTask[T]) -> None:
        """A worker's life: one photo after the other, until there is none or the batch closes."""
        try:
            with open_task() as task:
                while (begun := self._begin()) is not None:
                    number, path = begun
                    try:
                        outcome: T | BaseException = task(path, partial(self._check, path))
                    except BaseException as error:  # raised when the outcomes are collected
                        outcome = error
                    self._end(number, outcome)
        except BaseException as error:  # of opening or leaving; no photo is to blame
            self._fail(error)

    def collect(self, *, in_order: bool) -> T | BaseException | None:
        """Wait for the next outcome; None when nothing is left to begin and nothing in progress.

        ``in_order``: that of the photo begun first, else that of the photo done first.
        """
        with self._changed:
            while True:
                number = self._collected if in_order else next(iter(self._outcomes), -1)
                if number in self._outcomes:
                    self._collected += 1
                    self._changed.notify_all()
                    return self._outcomes.pop(number)
                if self._exhausted and self._ended == self._begun:
                    return None
                self._changed.wait()

    def close(self) -> None:
        """Stop the workers; what they are doing is abandoned."""
        with self._changed:
            self._closing.set()
            self._changed.notify_all()

    def _begin(self) -> tuple[int, Path] | None:
        with self._changed:
            while not self._closing.is_set():
                if self._begun - self._collected < self._most_ahead:
                    try:
                        path = next(self._paths, None)
                    except BaseException as error:  # of the one who hands them out
                        self._fail(error)
                        return None
                    if path is not None:
                        self._begun += 1
                        return self._begun - 1, path
                    if self._ended == self._begun:
                        self._exhausted = True
                        self._changed.notify_all()
                        return None
                    # Until the last photo is done there may be others to hand out.
                self._changed.wait()
        return None

    def _fail(self, error: BaseException) -> None:
        """Raise ``error`` when the outcomes are collected, after those begun before."""
        with self._changed:
            self._begun += 1
            self._end(self._begun - 1, error)

    def _end(self, number: int, outcome: T | BaseException) -> None:
        with self._changed:
            self._ended += 1
            self._outcomes[number] = outcome
            self._changed.notify_all()

    def _check(self, path: Path) -> None:
        self._right_of_way.wait(path)
        if self._closing.is_set():
            raise Abandoned
