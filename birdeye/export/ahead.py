"""Works ahead of the consumer, with several threads and in order: for tasks that decode."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_LOOK_AHEAD = 2


def worked_ahead(
    work: Callable[[Item], Result], items: Iterable[Item], workers: int
) -> Generator[Result, None, None]:
    """``work`` of each of ``items``, in order; what it raises is raised here.

    ``items`` is read only a little ahead of what is collected. Closing the generator waits for what
    is in progress and drops the rest.
    """
    remaining = iter(items)
    under_way: deque[Future[Result]] = deque()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="birdeye-export")
    try:
        while True:
            for item in islice(remaining, workers * _LOOK_AHEAD - len(under_way)):
                under_way.append(pool.submit(work, item))
            if not under_way:
                return
            yield under_way.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
