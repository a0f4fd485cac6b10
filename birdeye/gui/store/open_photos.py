"""The photos that are open in the window, each with what is known about it in short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState


class OpenPhotos(QObject):
    """Overviews by photo id, in the order in which the photos were opened.

    Signals:
        added(ids), removed(ids): photos came or went.
        changed(ids): something else is known of these.
    """

    added = Signal(object)
    removed = Signal(object)
    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._overviews: dict[int, PhotoOverview] = {}

    def __len__(self) -> int:
        return len(self._overviews)

    def __contains__(self, photo_id: int) -> bool:
        return photo_id in self._overviews

    @property
    def overviews(self) -> Mapping[int, PhotoOverview]:
        """All of them, in order; not to be changed."""
        return MappingProxyType(self._overviews)

    @property
    def waiting(self) -> set[int]:
        """Those of which no outcome is known here."""
        waits = PhotoState.WAITING
        return {one for one, photo in self._overviews.items() if photo.state is waits}

    def get(self, photo_id: int) -> PhotoOverview | None:
        """One of them, None when it is not open."""
        return self._overviews.get(photo_id)

    def path_of(self, photo_id: int) -> Path | None:
        """Where a photo is, None when it is not open."""
        overview = self._overviews.get(photo_id)
        return None if overview is None else overview.path

    def paths_of(self, photo_ids: Iterable[int]) -> list[Path]:
        """Where these are, in their order, those left out that are not open."""
        return [path for one in photo_ids if (path := self.path_of(one)) is not None]

    def add(self, overviews: Iterable[PhotoOverview]) -> None:
        """Open more photos behind the others, and bring those up to date that are open."""
        new: list[PhotoOverview] = []
        known: list[PhotoOverview] = []
        for overview in overviews:
            (known if overview.photo_id in self._overviews else new).append(overview)
        # What was read of these before they were identified is outdated.
        known = [one for one in known if not self._is_outdated(one)]
        self._overviews.update((overview.photo_id, overview) for overview in new)
        if new:
            self.added.emit([overview.photo_id for overview in new])
        self.update(known)

    def _is_outdated(self, overview: PhotoOverview) -> bool:
        is_waiting = overview.state is PhotoState.WAITING
        return is_waiting and self._overviews[overview.photo_id].state is not PhotoState.WAITING

    def update(self, overviews: Iterable[PhotoOverview]) -> None:
        """Bring photos up to date; those that are not open are passed over."""
        ids = []
        for overview in overviews:
            before = self._overviews.get(overview.photo_id)
            if before is not None and before != overview:
                self._overviews[overview.photo_id] = overview
                ids.append(overview.photo_id)
        if ids:
            self.changed.emit(ids)

    def remove(self, photo_ids: Iterable[int]) -> None:
        """Forget that these are open."""
        ids = [photo_id for photo_id in photo_ids if photo_id in self._overviews]
        for photo_id in ids:
            del self._overviews[photo_id]
        if ids:
            self.removed.emit(ids)
