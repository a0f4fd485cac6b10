"""The work that one part of the window has done in another thread: the newest of it, and no other.

Whoever asks again no longer wants what was asked before: that is cancelled, and whatever it still
yields is dropped. So is what comes after the task itself is gone: one that works for a dialog is
the dialog's child.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from birdeye.domain.errors import BirdeyeError
from birdeye.gui import error_wording
from birdeye.gui.jobs import Job, JobRunner


class Task(QObject):
    """Runs one generator at a time.

    ``failed(sentence)`` for what the user can act on, unless `run` was given a function for that.
    Anything else that goes wrong is a bug, which is raised in the GUI thread. Then ``failed`` says
    ``mistake`` as well, unless that is empty, so that nobody waits for an outcome.
    """

    failed = Signal(str)

    def __init__(
        self, runner: JobRunner, parent: QObject | None = None, *, mistake: str = ""
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._mistake = mistake
        self._generation = 0
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is under way, be it cancelled or not."""
        return self._job is not None

    def run(
        self,
        work: Generator[Any, None, Any],
        on_value: Callable[[Any], object] | None = None,
        *,
        finished: Callable[[], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Run ``work`` in place of what is under way.

        ``on_value`` is called with each value that it yields, then one of the others at its end.
        """
        self.cancel()
        self._generation += 1
        generation = self._generation
        job = self._job = self._runner.start(work)

        def call(
            function: Callable[..., object] | None, *values: object, is_end: bool = True
        ) -> None:
            if generation != self._generation or not isValid(self):
                return
            if is_end:
                self._job = None
            if function is not None:
                function(*values)

        def on_failed(_tag: object, error: BaseException) -> None:
            is_sentence = isinstance(error, BirdeyeError)
            sentence = error_wording.in_words(str(error)) if is_sentence else self._mistake
            call(failed or self._tell_failure, sentence)
            if not is_sentence:
                raise error

        job.yielded.connect(lambda _tag, value: call(on_value, value, is_end=False))
        job.finished.connect(lambda _tag: call(finished))
        job.cancelled.connect(lambda _tag: call(cancelled))
        job.failed.connect(on_failed)

    def _tell_failure(self, sentence: str) -> None:
        if sentence:
            self.failed.emit(sentence)

    def cancel(self) -> None:
        """Stop at the next report; nothing more is told but that it was cancelled."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Stop, and hear nothing more of it, not even that."""
        self.cancel()
        self._generation += 1
        self._job = None


def start(
    runner: JobRunner,
    work: Generator[Any, None, Any],
    on_value: Callable[[Any], object],
    failed: Callable[[str], object],
    *,
    to_the_end: bool = False,
) -> Job:
    """Run ``work`` beside whatever else is under way.

    ``on_value`` is called with each value, ``failed`` with a sentence for the user.
    """

    def on_failed(_tag: object, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        failed(error_wording.in_words(str(error)))

    job = runner.start(work, to_the_end=to_the_end)
    job.yielded.connect(lambda _tag, value: on_value(value))
    job.failed.connect(on_failed)
    return job
