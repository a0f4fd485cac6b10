"""Runs any generator in a pool thread and reports by signals: the link to other threads.

A workflow is a generator: each ``yield`` is a report and a point where it can be stopped. It
never sees a thread or a signal; this module never sees what the values mean.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Generator
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, QThreadPool, QTimer, Signal, Slot
from shiboken6 import delete, isValid

BACKGROUND_NICENESS = 10
SOON_NICENESS = 5
"""Behind what is being drawn, before what nobody waits for."""


class _Report(Enum):
    STARTED = auto()
    YIELDED = auto()
    FINISHED = auto()
    CANCELLED = auto()
    FAILED = auto()


class Job(QObject):
    """One run of a generator. Every signal is emitted in the thread that created the job.

    Signals carry the job's ``tag`` first (the job itself where none was given), so that a receiver
    can drop what is stale:
    ``started(tag)``, ``yielded(tag, value)``, then exactly one of ``finished(tag)``,
    ``cancelled(tag)`` and ``failed(tag, exception)``, and after it ``ended(tag)``.
    After `cancel` nothing more is yielded, not even what was already on its way.
    """

    started = Signal(object)
    yielded = Signal(object, object)
    finished = Signal(object)
    cancelled = Signal(object)
    failed = Signal(object, object)
    ended = Signal(object)

    def __init__(
        self,
        generator: Generator[Any, None, Any],
        tag: object = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tag = tag
        self._generator = generator
        self._stop = threading.Event()
        self._over = False

    @property
    def tag(self) -> object:
        """What distinguishes it from others."""
        # Kept in a field it would be a cycle, which Python may clear in any thread.
        return self if self._tag is None else self._tag

    @property
    def is_over(self) -> bool:
        """Whether the end has been signalled."""
        return self._over

    def cancel(self) -> None:
        """Stop at the next ``yield``; the generator is closed in its own thread."""
        self._stop.set()

    def iterate(self, report: Callable[[Job, _Report, object], None]) -> None:
        """Run the generator to its end; called once, by a pool thread.

        ``report`` is to have `tell` called in the job's own thread.
        """
        try:
            try:
                if not self._stop.is_set():
                    report(self, _Report.STARTED, None)
                    for value in self._generator:
                        if self._stop.is_set():
                            break
                        report(self, _Report.YIELDED, value)
                        # The value may be large: it must not live on here until the next yield.
                        del value
            finally:
                self._generator.close()
        except BaseException as error:  # a thread has nobody above it to raise to
            report(self, _Report.FAILED, error)
        else:
            ending = _Report.CANCELLED if self._stop.is_set() else _Report.FINISHED
            report(self, ending, None)

    def tell(self, report: _Report, value: object) -> None:
        """Emit the signals that belong to ``report``."""
        match report:
            case _Report.STARTED:
                self.started.emit(self.tag)
                return
            case _Report.YIELDED:
                if not self._stop.is_set():
                    self.yielded.emit(self.tag, value)
                return
        self._over = True
        # An error while stopping is still an error; a late finish after cancel is a cancel.
        if report is _Report.FAILED:
            self.failed.emit(self.tag, value)
        elif self._stop.is_set():
            self.cancelled.emit(self.tag)
        else:
            self.finished.emit(self.tag)
        self.ended.emit(self.tag)


def step_back(niceness: int = BACKGROUND_NICENESS) -> None:
    """Let other threads go before the calling one, and before those that it starts from now on.

    Linux keeps a niceness for each thread and hands it on to the threads it starts, so that the
    workers and networks of a batch step back too. Elsewhere the pool's own priority has to do.
    """
    if sys.platform == "linux":
        own_thread = 0
        niceness = max(niceness, os.getpriority(os.PRIO_PROCESS, own_thread))
        os.setpriority(os.PRIO_PROCESS, own_thread, niceness)


class JobRunner(QObject):
    """A pool of ``threads`` threads for jobs. Belongs to the thread that created it.

    With a ``niceness`` its jobs leave the processor to the window when both want it. One
    that ``keeps_threads`` never replaces an idle thread, so that a connection can belong to it.
    """

    # Pool threads emit this signal of the runner, which outlives them, and none of a job, which may
    # be deleted once it has signalled its end, while its thread is still returning from that.
    _reported = Signal(object, object, object)

    def __init__(
        self,
        threads: int,
        name: str,
        parent: QObject | None = None,
        *,
        niceness: int = 0,
        keeps_threads: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._niceness = niceness
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        if keeps_threads:
            self._pool.setExpiryTimeout(-1)
        if niceness:
            self._pool.setThreadPriority(QThread.Priority.LowPriority)
        self._jobs: set[Job] = set()
        self._to_the_end: set[Job] = set()
        self._ended: list[Job] = []
        self._closed = False
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    @property
    def active_count(self) -> int:
        """Jobs that have not signalled their end yet, queued ones included."""
        return len(self._jobs)

    @property
    def is_shut_down(self) -> bool:
        """Whether jobs can no longer be started."""
        return self._closed

    def start(
        self, generator: Generator[Any, None, Any], tag: object = None, *, to_the_end: bool = False
    ) -> Job:
        """Queue ``generator``. Signals come later through the event loop, so connect at once.

        ``to_the_end``: it runs even when the runner is shut down before its turn, as it keeps
        something that the user did.
        """
        if self._closed:
            raise RuntimeError(f"The pool “{self.objectName()}” is shut down.")
        # With a parent it is deleted here, in the thread it belongs to, whoever releases it last.
        job = Job(generator, tag, self)
        self._jobs.add(job)
        if to_the_end:
            self._to_the_end.add(job)
        # Not a QRunnable: PySide never releases one that has run before `start` returns.
        self._pool.start(lambda: self._carry_out(job))
        return job

    def shut_down(self) -> None:
        """Cancel all jobs, save those that are to run to their end, and wait until every thread
        has left. The jobs tell nothing more."""
        self._closed = True
        for job in self._jobs - self._to_the_end:
            job.cancel()
        self._pool.waitForDone()
        self._ended += self._jobs
        self._delete_ended()
        self._jobs.clear()
        self._to_the_end.clear()

    def _carry_out(self, job: Job) -> None:
        """In the pool thread."""
        if self._niceness:
            step_back(self._niceness)
        job.iterate(self._reported.emit)

    @Slot(object, object, object)
    def _on_reported(self, job: Job, report: _Report, value: object) -> None:
        if self._closed:
            return
        is_ending = report not in (_Report.STARTED, _Report.YIELDED)
        if is_ending:
            self._jobs.remove(job)
            self._to_the_end.discard(job)
        job.tell(report, value)
        if is_ending:
            self._ended.append(job)
            QTimer.singleShot(0, self, self._delete_ended)

    @Slot()
    def _delete_ended(self) -> None:
        """Delete the jobs that have signalled their end.

        Not by `deleteLater`: what a job was connected to may hold the last reference to this
        runner, whose end would delete the job a second time while it is being deleted. Here the
        runner lives until all are gone.
        """
        ended, self._ended = self._ended, []
        for job in ended:
            if isValid(job):
                delete(job)
