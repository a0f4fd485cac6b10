"""Identifies what is opened, in one batch at a time that photos can join while it runs."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.domain.records import PhotoRecord
from birdeye.gui.controllers.model_in_use import ModelInUse
from birdeye.gui.controllers.pace import Pace
from birdeye.gui.controllers.photo_queue import PhotoQueue
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` photos; ``seconds_left`` is None while nobody can tell."""

    done: int
    total: int
    seconds_left: float | None


class Identification(QObject):
    """Runs the batch, whose results the catalogue remembers one by one.

    Signals:
        identified(record): what is known of one photo now.
        progressed(Progress): after each photo, and whenever photos join.
        ended(cancelled): no batch runs any more; what still waits was cancelled or failed.
        failed(sentence): the model or the catalogue cannot be used; the batch is over.
    """

    identified = Signal(object)
    progressed = Signal(object)
    ended = Signal(bool)
    failed = Signal(str)

    def __init__(
        self,
        services: Services,
        model: ModelInUse,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._model = model
        self._runner = runner
        self._queue = PhotoQueue()
        self._pace = Pace()
        self._job: Job | None = None
        self._done = 0
        self._total = 0

    @property
    def is_running(self) -> bool:
        """Whether a batch is under way."""
        return self._job is not None

    @property
    def pack(self) -> Pack | None:
        """The model in use."""
        return self._model.pack

    def use_pack(self, pack: Pack | None) -> None:
        """Identify with ``pack`` from now on. A running batch is given up and its rest forgotten:
        add again whatever should be identified with the new model."""
        self.cancel()
        self._model.pack = pack

    def add(
        self, paths: Sequence[Path], *, again: bool = False, as_of: float | None = None
    ) -> None:
        """Identify these too; ``again`` also where the answer is known, ``as_of`` unless they were
        identified since that moment (`time.monotonic`).

        Without a model they are not kept: add them when there is one.
        """
        if not paths or self.pack is None:
            return
        added = self._queue.add(paths, again=again, as_of=as_of)
        if self._job is None:
            if len(self._queue):
                self._start(self.pack)
        else:
            self._total += added
            self._tell_progress()

    def prefer(self, path: Path) -> None:
        """Identify ``path`` before the others, since someone is looking at it."""
        self._queue.prefer(path)

    def forget(self, paths: Collection[Path]) -> None:
        """Do not identify these after all."""
        self._total -= self._queue.remove(paths)

    def cancel(self) -> None:
        """Stop now; what was found stays."""
        self._queue.clear()
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()
            self.ended.emit(True)

    def _start(self, pack: Pack) -> None:
        self._done = 0
        self._total = len(self._queue)
        self._pace.restart(time.monotonic())
        job = self._runner.start(self._batch(pack))
        job.yielded.connect(self._on_yielded)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        self._job = job
        self._tell_progress()

    def _batch(self, pack: Pack) -> Generator[PhotoRecord | None, None, None]:
        """In the worker: load the model unless it is loaded, then one record a photo."""
        identifier = self._model.identifier(pack)
        yield None
        records = self._services.catalogue.identify(self._queue, identifier, self._queue.is_again)
        try:
            yield from records
        finally:
            records.close()

    def _on_yielded(self, job: Job, record: PhotoRecord | None) -> None:
        if job is not self._job:
            return
        if record is None:
            self._pace.restart(time.monotonic())
            return
        self._queue.done(record.path)
        self._done += 1
        self._pace.step(time.monotonic())
        self.identified.emit(record)
        self._tell_progress()

    def _on_finished(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if len(self._queue) and self.pack is not None:
            # Photos joined between the last look at the queue and this moment.
            self._start(self.pack)
        else:
            self.ended.emit(False)

    def _on_failed(self, job: Job, error: BaseException) -> None:
        if job is not self._job:
            return
        self._job = None
        self._queue.clear()
        self.ended.emit(True)
        if not isinstance(error, BirdeyeError):
            raise error
        self.failed.emit(str(error))

    def _tell_progress(self) -> None:
        left = self._pace.seconds_left(self._total - self._done)
        self.progressed.emit(Progress(self._done, self._total, left))
