"""Identifies what is opened, in one batch at a time that photos can join while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.domain.records import PhotoRecord
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.task import Task
from birdeye.gui.tasks.model_in_use import ModelInUse
from birdeye.gui.tasks.pace import Pace
from birdeye.gui.tasks.photo_queue import PhotoQueue
from birdeye.workflows.right_of_way import RightOfWay

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` photos; ``seconds_left`` is None while unknown."""

    done: int
    total: int
    seconds_left: float | None


class Identification(QObject):
    """Runs the batch, whose results the catalogue remembers one by one.

    Signals:
        identified(record): what is known of one photo now.
        progressed(Progress): after each photo, and whenever photos join.
        ended(cancelled): the batch is over; what still waits was cancelled or failed.
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
        at_once: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        """``at_once`` runs what somebody is looking at, beside the batch of ``runner``."""
        super().__init__(parent)
        self._services = services
        self._model = model
        self._batch, self._one = Task(runner, self), Task(at_once, self)
        self._looked_at: Path | None = None
        self.right_of_way = RightOfWay()
        """Of the photo that somebody looks at, until it is identified."""
        self._queue = PhotoQueue()
        self._pace = Pace()
        self._done = 0
        self._total = 0

    @property
    def is_running(self) -> bool:
        """Whether a batch is under way."""
        return self._batch.is_busy or self._one.is_busy

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

        Without a model they are not queued: add them when there is one.
        """
        if not paths or self.pack is None:
            return
        added = self._queue.add(paths, again=again, as_of=as_of)
        if self._batch.is_busy:
            self._total += added
            self._tell_progress()
        elif len(self._queue):
            self._start(self.pack)

    def prefer(self, path: Path) -> None:
        """Identify ``path`` before all others, if it waits, since someone is looking at it.

        Those that are under way pause for it.
        The photo that was looked at before waits again, unless it is through.
        """
        pack = self.pack
        right = 0 if pack is None else self._queue.put_first(path, instead_of=self._looked_at)
        if right or self._queue.is_under_way(path):
            self.right_of_way.give(path)
        else:
            self.right_of_way.end()
        if pack is None or not right:
            return
        self._looked_at = path
        # What was looked at before may keep that thread for a moment: the batch may be sooner.
        self._run(self._one, pack, self._queue.claimed(path, right), workers=1)

    def forget(self, paths: Collection[Path]) -> None:
        """Do not identify these after all."""
        self._total -= self._queue.remove(paths)

    def cancel(self) -> None:
        """Stop now; what was found stays."""
        self._renew_queue()
        if self.is_running:
            self._drop()
            self.ended.emit(True)

    def _start(self, pack: Pack) -> None:
        self._done = 0
        self._total = self._queue.unfinished_count
        self._pace.restart(time.monotonic())
        self._run(self._batch, pack, self._queue)
        self._tell_progress()

    def _run(
        self, task: Task, pack: Pack, paths: Iterable[Path], workers: int | None = None
    ) -> None:
        task.run(
            self._records(pack, paths, self._queue.is_again, workers),
            self._on_yielded,
            finished=self._on_finished,
            failed=self._on_failed,
        )

    def _renew_queue(self) -> None:
        """Forget what waits, in a way that the batch that is given up takes nothing of the next."""
        self._queue.clear()
        self._queue = PhotoQueue()
        self.right_of_way.end()

    def _drop(self) -> None:
        self._batch.drop()
        self._one.drop()

    def _records(
        self,
        pack: Pack,
        paths: Iterable[Path],
        again: Callable[[Path], bool],
        workers: int | None,
    ) -> Generator[PhotoRecord | None, None, None]:
        """In the worker: load the model unless it is loaded, then one record a photo."""
        identifier = self._model.identifier(pack)
        yield None
        records = self._services.catalogue.identify(
            *(paths, identifier, again),
            open_photo=self._services.open_again,
            workers=workers,
            right_of_way=self.right_of_way,
        )
        try:
            yield from records
        finally:
            records.close()

    def _on_yielded(self, record: PhotoRecord | None) -> None:
        if record is None:
            self._pace.restart(time.monotonic())
            return
        self._queue.done(record.path)
        self.right_of_way.end(record.path)
        if record.path == self._looked_at:
            self._looked_at = None
        self._done += 1
        self._pace.step(time.monotonic())
        self.identified.emit(record)
        self._tell_progress()

    def _on_finished(self) -> None:
        if self._batch.is_busy:
            return
        if len(self._queue) and self.pack is not None:
            # Photos joined between the last look at the queue and this moment.
            self._start(self.pack)
        elif not self._one.is_busy:
            self.ended.emit(False)

    def _on_failed(self, sentence: str) -> None:
        self._renew_queue()
        self._drop()
        self.ended.emit(True)
        if sentence:
            self.failed.emit(sentence)

    def _tell_progress(self) -> None:
        left = self._pace.seconds_left(self._total - self._done)
        self.progressed.emit(Progress(self._done, self._total, left))
