"""Makes the thumbnails that are in sight, and only those."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.pixels import image_from_rgb
from birdeye.gui.services import Services


class Thumbnails(QObject):
    """Fills a `PhotoListModel`. ``side`` is the longest side in device pixels.

    What was asked for last is made first, and what went out of sight before its turn is not made
    at all, so that scrolling through thousands of photos queues nothing.
    """

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        model: PhotoListModel,
        parallel: int = 2,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._model = model
        self._parallel = parallel
        self._side = 256
        self._wanted: list[int] = []
        self._making: set[int] = set()
        self._impossible: set[int] = set()

    def set_side(self, side: int) -> None:
        """Make the next thumbnails this large."""
        self._side = side

    def want(self, photo_ids: Sequence[int]) -> None:
        """These are in sight now, most wanted first; earlier wishes are dropped."""
        self._wanted = [
            photo_id
            for photo_id in photo_ids
            if photo_id not in self._making
            and photo_id not in self._impossible
            and not self._model.has_thumbnail(photo_id)
        ]
        self._fill()

    def _fill(self) -> None:
        while self._wanted and len(self._making) < self._parallel:
            photo_id = self._wanted.pop(0)
            path = self._model.path_of(photo_id)
            if path is None:
                continue
            self._making.add(photo_id)
            job = self._runner.start(self._make(path), photo_id)
            job.yielded.connect(self._on_yielded)
            job.failed.connect(self._on_failed)
            job.ended.connect(self._on_ended)

    def _make(self, path: Path) -> Generator[QImage, None, None]:
        yield image_from_rgb(self._services.thumbnail(path, self._side))

    def _on_yielded(self, photo_id: int, image: QImage) -> None:
        self._model.set_thumbnail(photo_id, QPixmap.fromImage(image))

    def _on_failed(self, photo_id: int, error: BaseException) -> None:
        # An unreadable photo is told by its identification; here it only has no picture.
        self._impossible.add(photo_id)
        if not isinstance(error, BirdeyeError):
            raise error

    def _on_ended(self, photo_id: int) -> None:
        self._making.discard(photo_id)
        self._fill()
