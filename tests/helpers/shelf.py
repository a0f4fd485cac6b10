"""A catalogue in memory and a list of its photos, for tests of the store and the review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from birdeye.catalogue.journal import History
from birdeye.domain.changes import (
    AddBird,
    Change,
    Changed,
    MoveBox,
    ReviewBirds,
    SetPlace,
    applied,
)
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.overviews import PhotoOverview, overview_of
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui.store.photo_store import PhotoStore


class ShelfCatalogue:
    """Stands in for `CatalogueThread` and the `Catalogue` that its requests get.

    An order is carried out at once, or while ``holds`` only when `answer` says so. With a sentence
    in ``refuses`` every change is refused.
    """

    def __init__(self) -> None:
        self.photos: dict[int, PhotoRecord] = {}
        self.asked: list[Change] = []
        """The changes that were carried out, in their order."""
        self.undone: list[Change] = []
        self.read: list[int] = []
        """The photos whose records were asked for."""
        self.holds = False
        self.refuses = ""
        self._waiting: list[Callable[[], None]] = []
        self._before: list[tuple[Change, dict[int, PhotoRecord]]] = []

    def ask(self, order, told, failed, *, writes: bool = False) -> None:
        def carry_out() -> None:
            try:
                outcome = order(self)
            except BirdeyeError as error:
                failed(str(error))
            else:
                told(outcome)

        self._waiting.append(carry_out)
        if not self.holds:
            self.answer()

    def answer(self, count: int | None = None) -> None:
        """Carry out what waits, or the first ``count`` requests of it."""
        for _ in range(len(self._waiting) if count is None else count):
            self._waiting.pop(0)()

    @property
    def history(self) -> History:
        return History(self._before[-1][0] if self._before else None)

    def close_photos(self, photo_ids: list[int] | None) -> None:
        """What was on show is not kept."""

    def carry_out(self, change: Change) -> Changed:
        if self.refuses:
            raise BirdeyeError(self.refuses)
        before = dict(self.photos)
        self.asked.append(change)
        if isinstance(change, AddBird):
            record = self.photos[change.photo_id]
            bird_ids = (900 + len(self.asked),)
            added = BirdRecord(bird_ids[0], change.bird, drawn=True)
            self.photos[change.photo_id] = replace(record, birds=(*record.birds, added))
            photo_ids = (change.photo_id,)
        else:
            bird_ids = _bird_ids(change)
            photo_ids = tuple(
                photo_id
                for photo_id, record in before.items()
                if photo_id in getattr(change, "photo_ids", ())
                or any(bird.bird_id in bird_ids for bird in record.birds)
            )
            for photo_id in photo_ids:
                self.photos[photo_id] = applied(before[photo_id], change)
            if not bird_ids and self.photos == before:
                return Changed(None, change, ())
        self._before.append((change, before))
        moves_statements = isinstance(change, ReviewBirds) and any(
            self.photos[one].statements != before[one].statements for one in photo_ids
        )
        return Changed(
            len(self.asked),
            change,
            photo_ids,
            bird_ids,
            moves_statements=moves_statements,
            photo_count=len(photo_ids),
        )

    def undo(self, only: Change | None = None) -> Changed | None:
        if not self._before or only not in (None, self._before[-1][0]):
            return None
        change, before = self._before.pop()
        photo_ids = tuple(one for one in before if before[one] != self.photos[one])
        self.photos = before
        self.undone.append(change)
        return Changed(len(self.asked), change, photo_ids, _bird_ids(change))

    def records(self, photo_ids: Iterable[int]) -> Iterator[PhotoRecord]:
        for photo_id in photo_ids:
            self.read.append(photo_id)
            if photo_id in self.photos:
                yield self.photos[photo_id]

    def overviews(self, photo_ids: Iterable[int]) -> Iterator[PhotoOverview]:
        return (overview_of(self.photos[one]) for one in photo_ids if one in self.photos)


class Shelf(QObject):
    """Stands in for `PhotoNavigation`: the photos of a `ShelfCatalogue`, in order."""

    selection_changed = Signal()

    def __init__(self, catalogue: ShelfCatalogue, store: PhotoStore) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._store = store
        self.current_id: int | None = None
        self.selected: tuple[int, ...] = ()
        self.next: int | None = None
        self.neighbours: Callable[[], list[Path]] = list

    def put(self, *records: PhotoRecord) -> None:
        """Have these photos on the shelf, the first of them on screen."""
        self._catalogue.photos = {record.photo_id: record for record in records}
        self._store.add(map(overview_of, records))
        for record in records:
            self._store.remember(record)
        self.go_to(records[0].photo_id)

    def go_to(self, photo_id: int) -> None:
        self.current_id = photo_id
        self.select(photo_id)
        self._store.show(photo_id)

    def select(self, *photo_ids: int) -> None:
        self.selected = photo_ids
        self.selection_changed.emit()

    def selected_ids(self) -> tuple[int, ...]:
        return self.selected

    def files_of(self, photo_ids) -> tuple[int, ...]:
        return tuple(photo_ids)

    def next_unreviewed(self, _photo_id: int) -> int | None:
        return self.next

    def neighbour_paths(self) -> list[Path]:
        return self.neighbours()


def _bird_ids(change: Change) -> tuple[int, ...]:
    match change:
        case MoveBox(bird_id):
            return (bird_id,)
        case AddBird() | SetPlace():
            return ()
    return getattr(change, "bird_ids", ())
