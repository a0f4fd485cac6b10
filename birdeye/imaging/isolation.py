"""Runs decoders that a damaged file can crash in separate processes.

libheif and LibRaw are large C++ libraries for intricate formats: a HEIC file with a few bytes
changed has taken the whole program down with it. Here it takes down one worker process, which costs
one photo. A worker starts when first needed, in a third of a second, and is reused; workers end
with the program. The operating system limits the memory of each, whatever its file makes the
library ask for.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from birdeye.imaging.undecodable import COPY_AGAIN, Undecodable, damaged

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection

MAX_SECONDS = 180.0
"""How long one call may take; the largest RAW photos take some ten seconds on a slow machine."""

MAX_WORKER_BYTES = 1_500_000_000
"""Memory that a worker may use, not counting shared libraries. Linux enforces it; macOS and Windows
do not."""

_MAX_IDLE = 2
_STOP_SECONDS = 1.0

_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)
_idle: list[_Worker] = []
_lock = threading.Lock()


@dataclass(frozen=True)
class _Worker:
    process: BaseProcess
    connection: Connection

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join(_STOP_SECONDS)


class _WorkerLost(Exception):
    """The process died, from a crash or for lack of memory."""


def run_isolated(function: Callable[..., _Result], *arguments: object) -> _Result:
    """``function(*arguments)``, run in a worker process; both and the result must pickle.

    `Undecodable` is passed on, lack of memory becomes one, and any other error means a damaged
    picture. May be called from any thread; each call has its own worker.
    """
    worker = _take_idle()
    if worker is not None:
        try:
            return _call(worker, function, arguments)
        except _WorkerLost:
            _log.info("a worker that was used before is lost; trying a fresh one")
    try:
        return _call(_start(), function, arguments)
    except _WorkerLost as error:
        raise Undecodable("it is damaged so badly that its decoder fails", COPY_AGAIN) from error


def stop_idle_workers() -> None:
    """End the idle processes; busy ones end when they are done."""
    while (worker := _take_idle()) is not None:
        worker.stop()


def _take_idle() -> _Worker | None:
    with _lock:
        return _idle.pop() if _idle else None


def _start() -> _Worker:
    context = multiprocessing.get_context("spawn")  # a fork would inherit locks of other threads
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), name="birdeye-decoder", daemon=True)
    with _interrupts_held():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl-C, which the program handles.

    A terminal sends it to all of them, and one that is still importing would print a traceback.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # its own start would let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _call(worker: _Worker, function: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
    try:
        worker.connection.send((function, arguments))
        if not worker.connection.poll(MAX_SECONDS):
            worker.stop()
            raise Undecodable("decoding it takes too long", COPY_AGAIN)
        succeeded, outcome = worker.connection.recv()
    except (EOFError, OSError) as error:
        worker.stop()
        raise _WorkerLost from error
    except BaseException:
        worker.stop()
        raise
    _give_back(worker)
    if succeeded:
        return outcome
    if isinstance(outcome, Undecodable):
        raise outcome
    _log.info("decoder: %s", outcome)
    raise damaged()


def _give_back(worker: _Worker) -> None:
    with _lock:
        if len(_idle) < _MAX_IDLE:
            _idle.append(worker)
            return
    worker.stop()


def _serve(connection: Connection) -> None:
    """The worker's life: answer calls until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # if it was not blocked from the start
    _limit_memory()
    while True:
        try:
            function, arguments = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (True, function(*arguments))
        except Undecodable as error:
            answer = (False, error)
        except MemoryError:
            answer = (False, _takes_too_much_memory())
        except Exception as error:
            answer = (False, repr(error))
        try:
            connection.send(answer)
        except MemoryError:  # for the copy that is sent
            connection.send((False, _takes_too_much_memory()))


def _limit_memory() -> None:
    """Limit this process to `MAX_WORKER_BYTES`; allocations beyond fail as if memory were full.

    Data is limited, not addresses: threads and allocators reserve many gigabytes of addresses that
    they never use.
    """
    if sys.platform == "win32":
        return
    import resource

    try:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = MAX_WORKER_BYTES if hard == resource.RLIM_INFINITY else min(MAX_WORKER_BYTES, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (OSError, ValueError) as error:
        _log.info("no memory limit could be set: %s", error)


def _takes_too_much_memory() -> Undecodable:
    return Undecodable(
        "decoding it takes more memory than any photo needs",
        "If it is a genuine photo, save it as JPEG and open that.",
    )
