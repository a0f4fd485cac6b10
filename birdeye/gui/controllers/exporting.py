"""Previews and carries out an export in a worker, for the dialog that asks what to export."""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.export.options import ExportTools
    from birdeye.export.outcome import Exported
    from birdeye.export.plan import ExportPlan
    from birdeye.export.registry import ExportRequest

_KEPT_PROBLEMS = 100


class ExportServices(Protocol):
    """What an export asks of `birdeye.gui.services.Services`, in a worker thread only."""

    def open_catalogue(self) -> Catalogue:
        """A connection to the catalogue."""
        ...

    def export_tools(self) -> ExportTools:
        """Names, countries and pictures."""
        ...


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person asks for; ``photo_ids`` None means every photo of the catalogue."""

    photo_ids: tuple[int, ...] | None
    request: ExportRequest


@dataclass(frozen=True, slots=True)
class ExportDone:
    """What came of an export: the photos written, and a sentence for each of the first others."""

    plan: ExportPlan
    destination: Path
    photo_count: int
    problem_count: int
    problems: tuple[str, ...]


class _Stopped(Exception):
    """Nobody wants the preview any more."""


class Exporting(QObject):
    """One preview and one export at a time; a new preview takes the place of the last.

    Signals:
        planned(ExportPlan): what the last wish would write.
        progressed(done, total): so many of the photos are done.
        exported(ExportDone): all is written that could be.
        failed(sentence): nothing, or not all, could be written; old files are unharmed.
        stopped(): the export was cancelled.
    """

    planned = Signal(object)
    progressed = Signal(int, int)
    exported = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(
        self, services: ExportServices, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._previewing: Job | None = None
        self._stop_preview = threading.Event()
        self._exporting: Job | None = None

    @property
    def is_exporting(self) -> bool:
        """Whether an export is under way."""
        return self._exporting is not None and not self._exporting.is_over

    def preview(self, wish: ExportWish) -> None:
        """Find out what ``wish`` would write."""
        self.cancel_preview()
        self._stop_preview = threading.Event()
        job = self._previewing = self._runner.start(self._preview(wish, self._stop_preview))
        job.yielded.connect(self._on_planned)
        job.failed.connect(self._on_failed)

    def cancel_preview(self) -> None:
        """Nobody waits for the preview any more."""
        if self._previewing is not None:
            self._previewing.cancel()
            self._previewing = None
        self._stop_preview.set()

    def start(self, wish: ExportWish, plan: ExportPlan) -> None:
        """Write what was planned."""
        self.cancel_preview()
        job = self._exporting = self._runner.start(self._export(wish, plan))
        job.yielded.connect(self._on_yielded)
        job.cancelled.connect(self._on_cancelled)
        job.failed.connect(self._on_failed)

    def cancel(self) -> None:
        """Stop after the photo under way; a file that is not complete is not left behind."""
        self.cancel_preview()
        if self._exporting is not None:
            self._exporting.cancel()

    def _on_planned(self, job: Job, plan: ExportPlan) -> None:
        if job is self._previewing:
            self.planned.emit(plan)

    def _on_yielded(self, _job: Job, value: tuple[int, int] | ExportDone) -> None:
        if isinstance(value, tuple):
            self.progressed.emit(*value)
        else:
            self.exported.emit(value)

    def _on_cancelled(self, _job: Job) -> None:
        self.stopped.emit()

    def _on_failed(self, job: Job, error: BaseException) -> None:
        if isinstance(error, _Stopped):
            return
        is_sentence = isinstance(error, BirdeyeError)
        if job in (self._previewing, self._exporting):
            mistake = self.tr("Birdeye made a mistake. What was there before is unharmed.")
            self.failed.emit(str(error) if is_sentence else mistake)
        if not is_sentence:
            raise error

    # --- in the worker ---------------------------------------------------------------------------

    def _preview(
        self, wish: ExportWish, stop: threading.Event
    ) -> Generator[ExportPlan, None, None]:
        from birdeye.workflows.export_records import preview_export

        def check() -> None:
            if stop.is_set():
                raise _Stopped

        tools = self._services.export_tools()
        with self._services.open_catalogue() as catalogue:
            plan = preview_export(catalogue, wish.photo_ids, wish.request, tools, check=check)
        yield plan

    def _export(
        self, wish: ExportWish, plan: ExportPlan
    ) -> Generator[tuple[int, int] | ExportDone, None, None]:
        from birdeye.workflows.export_records import export_photos

        tools = self._services.export_tools()
        outcome = _Outcome()
        with self._services.open_catalogue() as catalogue:
            exporting = export_photos(catalogue, wish.photo_ids, wish.request, tools)
            try:
                for exported in exporting:
                    outcome.note(exported)
                    yield outcome.done, plan.record_count
            finally:
                exporting.close()
        yield ExportDone(
            plan,
            wish.request.destination,
            outcome.written,
            outcome.problem_count,
            tuple(outcome.problems),
        )


class _Outcome:
    """Counts what an export tells."""

    def __init__(self) -> None:
        self.done = self.written = self.problem_count = 0
        self.problems: list[str] = []

    def note(self, exported: Exported) -> None:
        self.done += 1
        self.written += exported.is_written
        if exported.problem:
            self.problem_count += 1
            if len(self.problems) < _KEPT_PROBLEMS:
                self.problems.append(exported.problem)
