"""Filters, sorts and groups the photos in a worker, and again whenever they change."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from birdeye.domain.arrangement import ArrangedPhotos, Arrangement
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui import photo_wording
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork

_LEAST_PAUSE_MS = 60
_PAUSE_SHARE = 9
"""While photos change by themselves, this many times as long is waited as arranging takes."""


class Arranging(BackgroundWork):
    """Keeps a `PhotoListModel` in the arrangement that the user chose.

    ``changed(Arrangement)`` when another one was chosen.
    """

    changed = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        models: WindowModels,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(services, runner, parent)
        self._store = models.store
        self._model = models.photo_list
        self._navigation = models.navigation
        self._names = models.names
        self._arrangement = Arrangement()
        self._is_outdated = False
        self._is_shut_down = False
        self._seconds = 0.0
        self._waiting = QTimer(self, singleShot=True, timeout=self._start)
        self._store.added.connect(self._on_photos_changed)
        self._store.removed.connect(self._on_photos_removed)
        self._store.changed.connect(self._on_photos_changed)
        self._names.changed.connect(self.refresh)
        self._navigation.expansion_asked.connect(self.expand)

    @property
    def arrangement(self) -> Arrangement:
        """What was chosen last, arranged yet or not."""
        return self._arrangement

    @property
    def is_busy(self) -> bool:
        """Whether the visible rows may be about to change."""
        return self._task.is_busy or self._waiting.isActive()

    def choose(self, arrangement: Arrangement) -> None:
        """Arrange the photos so."""
        if arrangement != self._arrangement:
            self._arrangement = arrangement
            self.changed.emit(arrangement)
            self.refresh()

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
        """Arrange again as soon as possible."""
        self._schedule(0)

    def shut_down(self) -> None:
        """Stop arranging."""
        self._is_shut_down = True
        self._cancel()

    def _cancel(self) -> None:
        self._is_outdated = False
        self._waiting.stop()
        self._task.drop()

    def _on_photos_removed(self) -> None:
        if self._store:
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
        if self._task.is_busy:
            self._is_outdated = True
        elif not self._waiting.isActive() or self._waiting.remainingTime() > pause_ms:
            self._waiting.start(pause_ms)

    def _start(self) -> None:
        self._is_outdated = False
        current = self._navigation.current_id
        keep = frozenset([] if current is None else [current])
        work = self._arrange(dict(self._store.overviews), self._arrangement, keep)
        self._task.run(work, self._on_arranged, finished=self._on_finished)

    def _arrange(
        self,
        photos: Mapping[int, PhotoOverview],
        arrangement: Arrangement,
        keep: frozenset[int],
    ) -> Generator[tuple[Arrangement, ArrangedPhotos, float], None, None]:
        from birdeye.workflows.arrange_photos import arrange_photos

        started = time.monotonic()
        text = arrangement.photo_filter.text
        matching = (
            self._services.name_search().taxa_matching(text, self._names.language)
            if text.strip()
            else ()
        )
        arranged = arrange_photos(photos, arrangement, self._name_of, matching, keep)
        yield arrangement, arranged, time.monotonic() - started

    def _name_of(self, rank: Rank, taxon: str) -> str:
        return photo_wording.taxon_name(rank, taxon, self._names)

    def _on_arranged(self, outcome: tuple[Arrangement, ArrangedPhotos, float]) -> None:
        arrangement, arranged, self._seconds = outcome
        if arrangement == self._arrangement:
            self._model.show(arranged)

    def _on_finished(self) -> None:
        if self._is_outdated:
            self._start()
