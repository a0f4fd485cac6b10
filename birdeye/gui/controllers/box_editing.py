"""Carries out what the mouse does to boxes: a new one is named, a moved one is looked at again."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.domain.boxes import Box
from birdeye.domain.changes import AddBird, Changed, MoveBox
from birdeye.domain.identification import DRAWN_BY_HAND, NOT_SURE, Bird
from birdeye.domain.records import PhotoRecord
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.photo_view.box_tool import BoxTool
from birdeye.gui.services import Services
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.task import start
from birdeye.gui.tasks.model_in_use import ModelInUse

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack


class BoxEditing(QObject):
    """Listens to a `BoxTool`.

    Signals:
        waiting_changed(): other boxes wait for their names (see `waiting_boxes`).
        failed(sentence): the classifier cannot process the box, which is kept without its result.
    """

    waiting_changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        tool: BoxTool,
        store: PhotoStore,
        model: ModelInUse,
        services: Services,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._model = model
        self._services = services
        self._runner = runner
        self._waiting: list[tuple[int, Box]] = []
        self._moves: dict[int, tuple[int, Job]] = {}
        tool.drawn.connect(self._on_drawn)
        tool.reshaped.connect(self._on_reshaped)
        store.carried_out.connect(self._on_carried_out)
        store.failed.connect(self._on_refused)
        store.on_screen_changed.connect(self._forget_deleted)

    def waiting_boxes(self, photo_id: int) -> list[Box]:
        """The boxes that were drawn in this photo and are not in its record yet."""
        return [box for waiting_id, box in self._waiting if waiting_id == photo_id]

    def _on_drawn(self, box: Box) -> None:
        record = self._store.record
        if record is None:
            return
        bird = Bird(box, DRAWN_BY_HAND, NOT_SURE, ())
        self._waiting.append((record.photo_id, box))
        self.waiting_changed.emit()
        self._look(record, bird, AddBird(record.photo_id, bird))

    def _on_reshaped(self, index: int, box: Box) -> None:
        record, moved = self._store.record, self._store.bird_at(index)
        if record is None or moved is None:
            return
        bird = replace(moved.bird, box=box)
        # What the classifier says of a place that was left again is of no use.
        self._cancel_move(moved.bird_id)
        job = self._look(record, bird, MoveBox(moved.bird_id, bird))
        self._moves[moved.bird_id] = (record.photo_id, job)
        # The box stays where the mouse left it while the classifier looks.
        self._store.preview(MoveBox(moved.bird_id, bird))

    def _cancel_move(self, bird_id: int) -> None:
        if bird_id in self._moves:
            self._moves.pop(bird_id)[1].cancel()

    def _forget_deleted(self, record: PhotoRecord | None) -> None:
        """A bird that is gone need not be looked at, and cannot be moved."""
        if record is None:
            return
        there = {bird.bird_id for bird in record.birds}
        for bird_id, (photo_id, _job) in list(self._moves.items()):
            if photo_id == record.photo_id and bird_id not in there:
                self._cancel_move(bird_id)

    def _look(self, record: PhotoRecord, bird: Bird, chosen: AddBird | MoveBox) -> Job:
        """Have the classifier look at ``bird.box``; ``chosen`` says what is to be done with it."""

        def on_failed(sentence: str) -> None:
            self.failed.emit(sentence)
            self._carry_out(chosen)

        work = self._named(record, bird, self._model.pack)
        return start(
            self._runner,
            work,
            lambda named: self._carry_out(replace(chosen, bird=named)),
            on_failed,
        )

    def _named(
        self, record: PhotoRecord, bird: Bird, pack: Pack | None
    ) -> Generator[Bird, None, None]:
        """In the worker."""
        if pack is None:
            yield bird
        else:
            identifier = self._model.identifier(pack)
            named = self._services.name_box(record, bird.box, identifier)
            yield replace(named, score=bird.score)

    def _carry_out(self, change: AddBird | MoveBox) -> None:
        if isinstance(change, MoveBox):
            self._moves.pop(change.bird_id, None)
        self._store.carry_out(change)

    def _on_carried_out(self, changed: Changed) -> None:
        change = changed.change
        if isinstance(change, AddBird) and (change.photo_id, change.bird.box) in self._waiting:
            self._waiting.remove((change.photo_id, change.bird.box))
            self.waiting_changed.emit()

    def _on_refused(self) -> None:
        self._waiting.clear()
        self.waiting_changed.emit()
