"""Carries out what the mouse does to boxes: a new one is named, a moved one is looked at again."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.domain.boxes import Box
from birdeye.domain.changes import AddBird, Changed, MoveBox
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.identification import NOT_SURE, Bird
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui.controllers.model_in_use import ModelInUse
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.photo_view.box_tool import BoxTool
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.gui.controllers.catalogue_changes import CatalogueChanges
    from birdeye.packs.pack import Pack

_DRAWN_BY_HAND = 1.0
"""The score of a box that no detector found."""


class BoxEditing(QObject):
    """Listens to a `BoxTool`.

    Signals:
        waiting_changed(): other boxes wait for their names (see `waiting_boxes`).
        failed(sentence): the classifier cannot look at the box; the box is kept without its word.
    """

    waiting_changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        tool: BoxTool,
        on_screen: RecordOnScreen,
        changes: CatalogueChanges,
        model: ModelInUse,
        services: Services,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_screen = on_screen
        self._changes = changes
        self._model = model
        self._services = services
        self._runner = runner
        self._waiting: list[tuple[int, Box]] = []
        self._moves: dict[int, tuple[int, Job]] = {}
        tool.drawn.connect(self._on_drawn)
        tool.reshaped.connect(self._on_reshaped)
        changes.changed.connect(self._on_changed)
        changes.failed.connect(self._on_change_failed)
        on_screen.changed.connect(self._forget_deleted)

    def waiting_boxes(self, photo_id: int) -> list[Box]:
        """The boxes that were drawn in this photo and are not in its record yet."""
        return [box for waiting_id, box in self._waiting if waiting_id == photo_id]

    def _on_drawn(self, box: Box) -> None:
        record = self._on_screen.record
        if record is None:
            return
        bird = Bird(box, _DRAWN_BY_HAND, NOT_SURE, ())
        self._waiting.append((record.photo_id, box))
        self.waiting_changed.emit()
        self._look(record, bird, AddBird(record.photo_id, bird))

    def _on_reshaped(self, index: int, box: Box) -> None:
        record, moved = self._on_screen.record, self._on_screen.bird_at(index)
        if record is None or moved is None:
            return
        bird = replace(moved.bird, box=box)
        # What the classifier says of a place that was left again is of no use.
        self._cancel_move(moved.bird_id)
        job = self._look(record, bird, MoveBox(moved.bird_id, bird))
        self._moves[moved.bird_id] = (record.photo_id, job)
        # The box stays where the mouse left it while the classifier looks.
        self._on_screen.show(_with_bird(record, replace(moved, bird=bird)))

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

    def _look(self, record: PhotoRecord, bird: Bird, wish: AddBird | MoveBox) -> Job:
        """Have the classifier look at ``bird.box``; ``wish`` says what is to be done with it."""
        job = self._runner.start(self._named(record, bird, self._model.pack), wish)
        job.yielded.connect(self._on_named)
        job.failed.connect(self._on_not_named)
        return job

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

    def _on_named(self, wish: AddBird | MoveBox, bird: Bird) -> None:
        self._carry_out(replace(wish, bird=bird))

    def _on_not_named(self, wish: AddBird | MoveBox, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        self.failed.emit(str(error))
        self._carry_out(wish)

    def _carry_out(self, change: AddBird | MoveBox) -> None:
        if isinstance(change, MoveBox):
            self._moves.pop(change.bird_id, None)
        self._changes.carry_out(change)

    def _on_changed(self, changed: Changed) -> None:
        change = changed.change
        if not isinstance(change, AddBird):
            return
        drawn = (change.photo_id, change.bird.box)
        if drawn in self._waiting:
            self._waiting.remove(drawn)
            # Its record is on the way; then the new bird is the one to decide about.
            for bird_id in changed.bird_ids:
                self._on_screen.select_when_there(bird_id)

    def _on_change_failed(self) -> None:
        self._waiting.clear()
        self.waiting_changed.emit()


def _with_bird(record: PhotoRecord, bird: BirdRecord) -> PhotoRecord:
    birds = (bird if other.bird_id == bird.bird_id else other for other in record.birds)
    return replace(record, birds=tuple(birds))
