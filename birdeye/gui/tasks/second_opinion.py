"""Asks two models about the same photos in a worker, to show where they differ."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack


class SecondOpinion(BackgroundWork):
    """One comparison at a time; a new one cancels what is under way.

    Signals:
        compared(PhotoComparison, done, total): a photo is through.
        ended(): all are.
        failed(sentence): a model cannot be used.
    """

    compared = Signal(object, int, int)
    ended = Signal()

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(services, runner, parent)
        self._done = self._total = 0

    def ask(self, paths: Sequence[Path], first: Pack, second: Pack) -> None:
        """Identify ``paths`` with both."""
        self._done, self._total = 0, len(paths)
        work = self._compare(paths, first, second)
        self._task.run(work, self._on_compared, finished=self.ended.emit)

    def cancel(self) -> None:
        """Stop; what was compared stays."""
        self._task.drop()

    def _compare(
        self, paths: Sequence[Path], first: Pack, second: Pack
    ) -> Generator[Any, None, None]:
        """In the worker."""
        from birdeye.vision.session import available_cores
        from birdeye.workflows.compare_packs import compare_packs
        from birdeye.workflows.reweigh import circumstances_of

        identifiers = [self._services.open_identifier(pack) for pack in (first, second)]
        workers = min(available_cores(), len(paths))
        with self._services.open_catalogue() as catalogue:
            circumstances = circumstances_of(catalogue, paths)
        comparisons = compare_packs(
            paths, *identifiers, workers=workers, circumstances=circumstances
        )
        try:
            yield from comparisons
        finally:
            comparisons.close()

    def _on_compared(self, comparison: Any) -> None:
        self._done += 1
        self.compared.emit(comparison, self._done, self._total)
