"""Has the catalogue carry out, undo and redo what a person does, and every view follow."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.domain.changes import Change, Changed
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.photos_on_show import PhotosOnShow
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is different after one order; ``changed`` is None where there was nothing to do."""

    changed: Changed | None
    overviews: tuple[PhotoOverview, ...]
    undo: Change | None
    redo: Change | None


class CatalogueChanges(QObject):
    """One order after the other, in a worker.

    Signals:
        changed(Changed): the overviews of its photos are up to date; records are to be read anew.
        history_changed(undo, redo): the changes that would be undone and redone next, or None.
        failed(sentence): an order could not be carried out; nothing changed.
    """

    changed = Signal(object)
    history_changed = Signal(object, object)
    failed = Signal(str)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        photos: PhotosOnShow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._photos = photos

    def carry_out(self, change: Change) -> None:
        """Change what the catalogue remembers; it can be undone."""
        self._start(lambda catalogue: catalogue.carry_out(change))

    def undo(self) -> None:
        """Take the last change back, also one of an earlier day."""
        self._start(lambda catalogue: catalogue.undo())

    def redo(self) -> None:
        """Carry out again what was undone last."""
        self._start(lambda catalogue: catalogue.redo())

    def read_history(self) -> None:
        """Tell what could be undone and redone."""
        self._start(lambda catalogue: None)

    def _start(self, order: Callable[[Catalogue], Changed | None]) -> None:
        # What is decided is on screen at once: it must not be lost with the window.
        job = self._runner.start(self._run(order), to_the_end=True)
        job.yielded.connect(self._on_yielded)
        job.failed.connect(self._on_failed)

    def _run(self, order: Callable[[Catalogue], Changed | None]) -> Generator[_Outcome, None, None]:
        with self._services.open_catalogue() as catalogue:
            changed = order(catalogue)
            overviews = catalogue.overviews(changed.photo_ids) if changed is not None else ()
            history = catalogue.history
            yield _Outcome(changed, tuple(overviews), history.undo, history.redo)

    def _on_yielded(self, _tag: object, outcome: _Outcome) -> None:
        self._photos.update(outcome.overviews)
        if outcome.changed is not None:
            self.changed.emit(outcome.changed)
        self.history_changed.emit(outcome.undo, outcome.redo)

    def _on_failed(self, _tag: object, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        self.failed.emit(str(error))
