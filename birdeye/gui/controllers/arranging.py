"""Filters, sorts and groups the photos on show in a worker, and again whenever they change."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from birdeye.domain.arrangement import (
    ArrangedPhotos,
    Arrangement,
    Grouping,
    PhotoFilter,
    Sort,
)
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui import photo_wording
from birdeye.gui.controllers.photo_navigation import PhotoNavigation
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.models.photos_on_show import PhotosOnShow
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.services import Services
from birdeye.workflows.arrange_photos import arrange_photos

_LEAST_PAUSE_MS = 60
_PAUSE_SHARE = 9
"""While photos change by themselves, this many times as long is waited as arranging takes."""


class Arranging(QObject):
    """Keeps a `PhotoListModel` in the arrangement that the person chose.

    ``changed(Arrangement)`` when another one was chosen.
    """

    changed = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        photos: PhotosOnShow,
        model: PhotoListModel,
        navigation: PhotoNavigation,
        names: SpeciesNames,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._photos = photos
        self._model = model
        self._navigation = navigation
        self._names = names
        self._arrangement = Arrangement()
        self._job: Job | None = None
        self._is_outdated = False
        self._is_shut_down = False
        self._seconds = 0.0
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._start)
        photos.added.connect(self._on_photos_changed)
        photos.removed.connect(self._on_photos_removed)
        photos.changed.connect(self._on_photos_changed)
        names.changed.connect(self.refresh)
        navigation.expansion_asked.connect(self.expand)

    @property
    def arrangement(self) -> Arrangement:
        """What was chosen last, arranged yet or not."""
        return self._arrangement

    @property
    def is_busy(self) -> bool:
        """Whether the rows on show may be about to change."""
        return self._job is not None or self._waiting.isActive()

    def choose(self, arrangement: Arrangement) -> None:
        """Arrange the photos so."""
        if arrangement != self._arrangement:
            self._arrangement = arrangement
            self.changed.emit(arrangement)
            self.refresh()

    def filter_by(self, photo_filter: PhotoFilter) -> None:
        """Show other photos."""
        self.choose(replace(self._arrangement, photo_filter=photo_filter))

    def sort_by(self, sort: Sort, descending: bool) -> None:
        """Show the photos in another order."""
        self.choose(replace(self._arrangement, sort=sort, descending=descending))

    def group_by(self, grouping: Grouping) -> None:
        """Put the photos together by something else."""
        self.choose(replace(self._arrangement, grouping=grouping, expanded=frozenset()))

    def expand(self, photo_id: int) -> None:
        """Show the burst of this photo in full."""
        self.choose(replace(self._arrangement, expanded=self._arrangement.expanded | {photo_id}))

    def toggle_burst(self, photo_id: int) -> None:
        """Show the burst of this photo in full, or as one again."""
        burst = self._model.arrangement.bursts.get(photo_id, (photo_id,))
        expanded = self._arrangement.expanded
        others = expanded.difference(burst)
        self.choose(
            replace(
                self._arrangement,
                expanded=others if others != expanded else expanded | {photo_id},
            )
        )

    def refresh(self, *_: object) -> None:
        """Arrange anew as soon as possible."""
        self._schedule(0)

    def shut_down(self) -> None:
        """Arrange nothing any more."""
        self._is_shut_down = True
        self._cancel()

    def _cancel(self) -> None:
        self._is_outdated = False
        self._waiting.stop()
        if self._job is not None:
            self._job.cancel()

    def _on_photos_removed(self) -> None:
        if self._photos:
            self.refresh()
        else:
            self._cancel()
            self._model.show(ArrangedPhotos())

    def _on_photos_changed(self, *_: object) -> None:
        # A few photos are arranged at once; with many, the batch is not to keep a core busy.
        pause = round(1000 * self._seconds * _PAUSE_SHARE)
        self._schedule(0 if not self._model.rowCount() else max(_LEAST_PAUSE_MS, pause))

    def _schedule(self, pause_ms: int) -> None:
        if self._is_shut_down:
            return
        if self._job is not None:
            self._is_outdated = True
        elif not self._waiting.isActive() or self._waiting.remainingTime() > pause_ms:
            self._waiting.start(pause_ms)

    def _start(self) -> None:
        self._is_outdated = False
        keep = frozenset() if self._navigation.current_id is None else {self._navigation.current_id}
        work = self._arrange(dict(self._photos.overviews), self._arrangement, frozenset(keep))
        self._job = self._runner.start(work)
        self._job.yielded.connect(self._on_arranged)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._on_ended)

    def _arrange(
        self,
        photos: Mapping[int, PhotoOverview],
        arrangement: Arrangement,
        keep: frozenset[int],
    ) -> Generator[tuple[Arrangement, ArrangedPhotos, float], None, None]:
        started = time.monotonic()
        text = arrangement.photo_filter.text
        matching = self._services.name_search().taxa_matching(text) if text.strip() else ()
        arranged = arrange_photos(photos, arrangement, self._name_of, matching, keep)
        yield arrangement, arranged, time.monotonic() - started

    def _name_of(self, rank: Rank, taxon: str) -> str:
        return photo_wording.taxon_name(rank, taxon, self._names)

    def _on_arranged(
        self, _tag: object, outcome: tuple[Arrangement, ArrangedPhotos, float]
    ) -> None:
        arrangement, arranged, self._seconds = outcome
        if arrangement == self._arrangement:
            self._model.show(arranged)

    def _on_failed(self, _tag: object, error: BaseException) -> None:
        raise error

    def _on_ended(self, _tag: object) -> None:
        self._job = None
        if self._is_outdated:
            self._start()
