"""What every part of the window has that asks for work in a worker and may be told it failed."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.services import Services
from birdeye.gui.task import Task, start

_translate = QCoreApplication.translate


class BackgroundWork(QObject):
    """Has one thing done at a time, by ``_task``: a new one takes the place of the last.

    ``failed(sentence)`` if the request could not be carried out.
    """

    failed = Signal(str)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._task = self._new_task()

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._task.is_busy

    def cancel(self) -> None:
        """Stop at the next report."""
        self._task.cancel()

    def _new_task(self) -> Task:
        """One that runs beside the others."""
        task = Task(self._runner, self, mistake=self._words_for_a_bug())
        task.failed.connect(self.failed)
        return task

    def _words_for_a_bug(self) -> str:
        """What ``failed`` says of a bug; nothing where nobody waits for an outcome."""
        return ""

    def _start(
        self,
        work: Generator[Any, None, Any],
        on_value: Callable[[Any], object],
        *,
        to_the_end: bool = False,
    ) -> Job:
        """Run ``work`` beside whatever else is under way."""
        return start(self._runner, work, on_value, self.failed.emit, to_the_end=to_the_end)


@dataclass
class Installed:
    """Written by the worker when no cancelling can undo the installation any more."""

    title: str = ""
    sentences: tuple[str, ...] = ()


class PackInstalling(BackgroundWork):
    """Brings a model in. ``stopped()`` when it was cancelled, and nothing was installed."""

    stopped = Signal()

    def _words_for_a_bug(self) -> str:
        # Not by `tr`, which would look for the sentence under the name of the subclass.
        return _translate("Tasks", "Something went wrong in Birdeye. Nothing was changed.")

    def _install(
        self,
        work: Callable[[Installed], Generator[Any, None, None]],
        on_value: Callable[[Any], object],
        done: Callable[[Installed], object],
    ) -> None:
        installed = Installed()

        def end() -> None:
            # Cancelling may come too late: then the model is there, and that is what is told.
            if installed.title:
                done(installed)
            else:
                self.stopped.emit()

        self._task.run(work(installed), on_value, finished=end, cancelled=end)
