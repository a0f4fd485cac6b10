"""The work that one part of the window has done in another thread: the newest of it, and no other.

Whoever asks again no longer wants what was asked before. Here that is settled once: what was asked
before is cancelled, and whatever it still tells is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui import error_wording
from birdeye.gui.jobs import Job, JobRunner


class Task(QObject):
    """Runs one generator at a time.

    ``failed(sentence)`` for what the user can act on, unless `run` was given a function for that.
    Anything else that goes wrong is a bug, which is raised in the GUI thread; it is told as
    ``mistake`` as well where that is not empty, so that nobody waits for an outcome.
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
        told: Callable[[Any], object] | None = None,
        *,
        finished: Callable[[], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Run ``work`` in place of what is under way.

        ``told`` hears each value that it yields; then one of the others hears how it ended.
        """
        self.cancel()
        self._generation += 1
        generation = self._generation
        job = self._job = self._runner.start(work)

        def hear(call: Callable[..., object] | None, *values: object, is_end: bool = True) -> None:
            if generation != self._generation:
                return
            if is_end:
                self._job = None
            if call is not None:
                call(*values)

        def hear_failure(_tag: object, error: BaseException) -> None:
            is_sentence = isinstance(error, BirdeyeError)
            sentence = error_wording.in_words(str(error)) if is_sentence else self._mistake
            hear(failed or self._tell_failure, sentence)
            if not is_sentence:
                raise error

        job.yielded.connect(lambda _tag, value: hear(told, value, is_end=False))
        job.finished.connect(lambda _tag: hear(finished))
        job.cancelled.connect(lambda _tag: hear(cancelled))
        job.failed.connect(hear_failure)

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
    told: Callable[[Any], object],
    failed: Callable[[str], object],
    *,
    to_the_end: bool = False,
) -> Job:
    """Run ``work`` beside whatever else is under way; what each value and a failure are told to."""

    def on_failed(_tag: object, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        failed(error_wording.in_words(str(error)))

    job = runner.start(work, to_the_end=to_the_end)
    job.yielded.connect(lambda _tag, value: told(value))
    job.failed.connect(on_failed)
    return job
