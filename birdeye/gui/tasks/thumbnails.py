"""Makes the thumbnails that are in sight, and only those."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from birdeye.domain.errors import BirdeyeError
from birdeye.domain.records import PhotoState
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.pixels import image_from_rgb
from birdeye.gui.services import Services
from birdeye.gui.store.photo_store import PhotoStore


class Thumbnails(QObject):
    """Fills `KeptThumbnails`.

    What was asked for last is made first, and what went out of sight before its turn is not made
    at all, so that scrolling through thousands of photos queues nothing.
    """

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        store: PhotoStore,
        kept: KeptThumbnails,
        parallel: int = 2,
        give_way: Callable[[], None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        """``give_way`` is called before each in its thread, and may wait for what goes first."""
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._store = store
        self._kept = kept
        self._parallel = parallel
        self._give_way = give_way
        self._side = 0
        self._in_sight: tuple[int, ...] = ()
        self._wanted: list[int] = []
        self._making: set[int] = set()
        self._impossible: dict[int, PhotoState | None] = {}
        """Those that failed, with what was known of the photo then."""
        self._side_of: dict[int, int] = {}
        store.removed.connect(self._on_removed)
        store.changed.connect(self._on_changed)

    @property
    def in_sight(self) -> tuple[int, ...]:
        """The photos whose thumbnails were wanted last."""
        return self._in_sight

    def want(self, photo_ids: Sequence[int], side: int) -> None:
        """These are in sight now, most wanted first; earlier requests are dropped.

        ``side`` is the longest side in device pixels; larger stored ones are used, too.
        """
        self._side, self._in_sight = side, tuple(photo_ids)
        for photo_id in reversed(photo_ids):
            self._kept.touch(photo_id)
        self._wanted = [photo_id for photo_id in photo_ids if self._is_missing(photo_id)]
        self._fill()

    def renew(self, photo_ids: Sequence[int]) -> None:
        """The files of these changed: those in sight are made again now, the others when they come
        in sight."""
        for photo_id in photo_ids:
            self._impossible.pop(photo_id, None)
            self._side_of.pop(photo_id, None)
        self.want(self._in_sight, self._side)

    def _is_missing(self, photo_id: int) -> bool:
        if photo_id in self._making or photo_id in self._impossible:
            return False
        # A small photo's thumbnail stays small, whatever is requested.
        return self._kept.get(photo_id) is None or self._side_of.get(photo_id, 0) < self._side

    def _fill(self) -> None:
        while self._wanted and len(self._making) < self._parallel:
            photo_id = self._wanted.pop(0)
            path = self._store.path_of(photo_id)
            if path is None:
                continue
            self._making.add(photo_id)
            self._side_of[photo_id] = self._side
            job = self._runner.start(self._make(path, self._side), photo_id)
            job.yielded.connect(self._on_yielded)
            job.failed.connect(self._on_failed)
            job.ended.connect(self._on_ended)

    def _make(self, path: Path, side: int) -> Generator[QImage, None, None]:
        self._give_way()
        yield image_from_rgb(self._services.thumbnail(path, side))

    def _on_yielded(self, photo_id: int, image: QImage) -> None:
        if photo_id in self._store:
            self._kept.keep(photo_id, QPixmap.fromImage(image))

    def _on_failed(self, photo_id: int, error: BaseException) -> None:
        # An unreadable photo is reported by its identification; here it just has no picture.
        if photo_id in self._side_of:  # else its file changed meanwhile, which may have helped
            self._impossible[photo_id] = self._state_of(photo_id)
        if not isinstance(error, BirdeyeError):
            raise error

    def _on_ended(self, photo_id: int) -> None:
        self._making.discard(photo_id)
        if photo_id in self._side_of:
            self._fill()
        else:  # its file changed meanwhile
            self.want(self._in_sight, self._side)

    def _on_removed(self, photo_ids: Sequence[int]) -> None:
        for photo_id in photo_ids:
            self._impossible.pop(photo_id, None)
            self._side_of.pop(photo_id, None)

    def _on_changed(self, photo_ids: Sequence[int]) -> None:
        # One that was still being copied may have been identified since.
        failed = [one for one in photo_ids if one in self._impossible]
        if again := [one for one in failed if self._impossible[one] is not self._state_of(one)]:
            self.renew(again)

    def _state_of(self, photo_id: int) -> PhotoState | None:
        photo = self._store.get(photo_id)
        return None if photo is None else photo.state
