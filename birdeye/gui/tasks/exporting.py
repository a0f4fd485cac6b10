"""Previews and carries out an export in a worker, for the dialog that asks what to export."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork

if TYPE_CHECKING:
    from birdeye.export.plan import ExportPlan
    from birdeye.export.request import ExportRequest

_TOLD_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class ExportDone:
    """What came of an export: the photos written, and a sentence for each of the first others."""

    plan: ExportPlan
    destination: Path
    photo_count: int
    problem_count: int
    problems: tuple[str, ...]


class _Stopped(BirdeyeError):
    """The preview is no longer needed, and that is not reported."""


class Exporting(BackgroundWork):
    """One preview and one export at a time; a new preview takes the place of the last.

    Signals:
        planned(ExportPlan): what the last chosen would write.
        sampled(rows): the first rows of the table that it would write, where it is one.
        progressed(done, total): so many of the photos are done.
        exported(ExportDone): all is written that could be.
        failed(sentence): nothing, or not all, could be written; old files are unharmed.
        stopped(): the export was cancelled.
    """

    planned = Signal(object)
    sampled = Signal(object)
    progressed = Signal(int, int)
    exported = Signal(object)
    stopped = Signal()

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(services, runner, parent)
        self._previewing = self._new_task()
        self._stop_preview = threading.Event()

    def preview(self, chosen: ExportRequest) -> None:
        """Find out what ``chosen`` would write."""
        self.cancel_preview()
        self._stop_preview = threading.Event()
        self._previewing.run(self._preview(chosen, self._stop_preview), self._on_previewed)

    def cancel_preview(self) -> None:
        """The preview is no longer awaited."""
        self._previewing.drop()
        self._stop_preview.set()

    def start(self, chosen: ExportRequest, plan: ExportPlan) -> None:
        """Write what was planned."""
        self.cancel_preview()
        work = self._export(chosen, plan)
        self._task.run(work, self._on_told, cancelled=self.stopped.emit)

    def cancel(self) -> None:
        """Stop after the photo under way; a file that is not complete is not left behind."""
        self.cancel_preview()
        self._task.cancel()

    def _on_previewed(self, told: ExportPlan | list[list[str]]) -> None:
        (self.sampled if isinstance(told, list) else self.planned).emit(told)

    def _on_told(self, value: tuple[int, int] | ExportDone) -> None:
        if isinstance(value, tuple):
            self.progressed.emit(*value)
        else:
            self.exported.emit(value)

    def _words_for_a_bug(self) -> str:
        return self.tr("Something went wrong in Birdeye. Existing files are unharmed.")

    # --- in the worker ---------------------------------------------------------------------------

    def _preview(
        self, chosen: ExportRequest, stop: threading.Event
    ) -> Generator[ExportPlan | list[list[str]], None, None]:
        from birdeye.workflows.export_records import preview_export
        from birdeye.workflows.export_rows import first_rows

        def check() -> None:
            if stop.is_set():
                raise _Stopped

        tools = self._services.export_tools()
        with self._services.open_catalogue() as catalogue:
            plan = preview_export(catalogue, chosen, tools, check=check)
            yield plan
            yield first_rows(catalogue, chosen, tools)

    def _export(
        self, chosen: ExportRequest, plan: ExportPlan
    ) -> Generator[tuple[int, int] | ExportDone, None, None]:
        from birdeye.workflows.export_records import export_photos

        tools = self._services.export_tools()
        written = 0
        problems: list[str] = []
        with (
            self._services.open_catalogue() as catalogue,
            closing(export_photos(catalogue, chosen, tools)) as exporting,
        ):
            for done, exported in enumerate(exporting, 1):
                written += exported.is_written
                if exported.problem:
                    problems.append(exported.problem)
                yield done, plan.record_count
        told = tuple(problems[:_TOLD_PROBLEMS])
        yield ExportDone(plan, chosen.destination, written, len(problems), told)
