"""Asks two models about the same photos in a worker, to show where they differ."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack


class SecondOpinion(QObject):
    """One comparison at a time; a new one cancels what is under way.

    Signals:
        compared(PhotoComparison, done, total): a photo is through.
        ended(): all are.
        failed(sentence): a model cannot be used.
    """

    compared = Signal(object, int, int)
    ended = Signal()
    failed = Signal(str)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._job: Job | None = None
        self._done = self._total = 0

    def ask(self, paths: Sequence[Path], first: Pack, second: Pack) -> None:
        """Identify ``paths`` with both."""
        self.cancel()
        self._done, self._total = 0, len(paths)
        job = self._job = self._runner.start(self._compare(paths, first, second))
        job.yielded.connect(self._on_yielded)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)

    def cancel(self) -> None:
        """Stop; what was compared stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _compare(
        self, paths: Sequence[Path], first: Pack, second: Pack
    ) -> Generator[Any, None, None]:
        """In the worker."""
        from birdeye.vision.session import available_cores
        from birdeye.workflows.compare_packs import compare_packs

        identifiers = [self._services.open_identifier(pack) for pack in (first, second)]
        workers = min(available_cores(), len(paths))
        comparisons = compare_packs(paths, *identifiers, workers=workers)
        try:
            yield from comparisons
        finally:
            comparisons.close()

    def _on_yielded(self, job: Job, comparison: Any) -> None:
        if job is self._job:
            self._done += 1
            self.compared.emit(comparison, self._done, self._total)

    def _on_finished(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.ended.emit()

    def _on_failed(self, job: Job, error: BaseException) -> None:
        if job is self._job:
            self._job = None
            if isinstance(error, BirdeyeError):
                self.failed.emit(str(error))
        if not isinstance(error, BirdeyeError):
            raise error
