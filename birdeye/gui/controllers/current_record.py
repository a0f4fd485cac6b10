"""Reads all that is known of the photo on screen, and of those that may come next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Generator

from PySide6.QtCore import QObject, Signal

from birdeye.domain.changes import Changed
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.records import PhotoRecord
from birdeye.gui.controllers.catalogue_changes import CatalogueChanges
from birdeye.gui.controllers.identification import Identification
from birdeye.gui.controllers.photo_navigation import PhotoNavigation
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.record_on_screen import RecordOnScreen
from birdeye.gui.services import Services

_RECORDS_KEPT = 64


class CurrentRecord(QObject):
    """Shows the record of the current photo in `RecordOnScreen`, and keeps it up to date.

    ``failed(sentence)`` when the catalogue cannot be read.
    """

    failed = Signal(str)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        navigation: PhotoNavigation,
        on_screen: RecordOnScreen,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._navigation = navigation
        self._on_screen = on_screen
        self._kept: OrderedDict[int, PhotoRecord] = OrderedDict()
        self._asked: set[int] = set()
        navigation.current_changed.connect(self._on_current_changed)

    def follow(self, changes: CatalogueChanges, identification: Identification) -> None:
        """Hear of whatever makes records outdated."""
        changes.changed.connect(self._on_changed)
        identification.identified.connect(self._on_identified)

    def forget(self, photo_ids: Collection[int]) -> None:
        """These may be known otherwise now: read them anew when they are wanted."""
        for photo_id in photo_ids:
            self._kept.pop(photo_id, None)
        # What is being read may be from before.
        self._asked.difference_update(photo_ids)
        if self._navigation.current_id in photo_ids:
            self._read_what_is_missing()

    def _on_changed(self, changed: Changed) -> None:
        self.forget(changed.photo_ids)

    def _on_identified(self, record: PhotoRecord) -> None:
        self._kept.pop(record.photo_id, None)
        self._asked.discard(record.photo_id)
        if record.photo_id == self._navigation.current_id:
            self._keep(record)
            self._on_screen.show(record)

    def _on_current_changed(self, photo_id: int | None) -> None:
        record = None if photo_id is None else self._kept.get(photo_id)
        if photo_id is None or record is not None:
            self._on_screen.show(record)
        self._read_what_is_missing()

    def _read_what_is_missing(self) -> None:
        current = self._navigation.current_id
        if current is None:
            return
        if current not in self._kept and current not in self._asked:
            self._read([current])
        near = [
            photo_id
            for photo_id in self._navigation.neighbour_ids()
            if photo_id not in self._kept and photo_id not in self._asked
        ]
        if near:
            self._read(near)

    def _read(self, photo_ids: list[int]) -> None:
        self._asked.update(photo_ids)
        job = self._runner.start(self._records(photo_ids))
        job.yielded.connect(self._on_record)
        job.ended.connect(lambda _tag: self._asked.difference_update(photo_ids))
        job.failed.connect(self._on_failed)

    def _records(self, photo_ids: list[int]) -> Generator[PhotoRecord, None, None]:
        with self._services.open_catalogue() as catalogue:
            yield from catalogue.records(photo_ids)

    def _on_record(self, _tag: object, record: PhotoRecord) -> None:
        if record.photo_id not in self._asked:
            return
        self._keep(record)
        if record.photo_id == self._navigation.current_id:
            self._on_screen.show(record)

    def _keep(self, record: PhotoRecord) -> None:
        self._kept[record.photo_id] = record
        self._kept.move_to_end(record.photo_id)
        while len(self._kept) > _RECORDS_KEPT:
            self._kept.popitem(last=False)

    def _on_failed(self, _tag: object, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        self.failed.emit(str(error))
