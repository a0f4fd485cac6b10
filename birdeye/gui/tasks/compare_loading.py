"""Decodes the photos that are compared: previews first, all pixels on request."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.pixels import halved_levels, image_from_rgb
from birdeye.gui.services import Services
from birdeye.gui.task import Task

PREVIEW_SIDE = 1600


class CompareLoading(QObject):
    """One job at a time. ``ready(path, PhotoLevels)`` and ``failed(path, sentence)``."""

    ready = Signal(object, object)
    failed = Signal(object, str)

    def __init__(self, services: Services, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._task = Task(runner, self)

    def load(self, paths: Sequence[Path], *, whole: bool) -> None:
        """Decode these instead of the earlier request."""
        self._task.run(self._decode(list(paths), whole=whole), self._on_yielded)

    def cancel(self) -> None:
        """Nothing is needed any longer."""
        self._task.drop()

    def _decode(
        self, paths: list[Path], *, whole: bool
    ) -> Generator[tuple[Path, PhotoLevels | str], None, None]:
        for path in paths:
            try:
                photo = self._services.open_photo(path)
                scale = 1.0 if whole else min(1.0, PREVIEW_SIDE / max(photo.width, photo.height))
                image = image_from_rgb(photo.decode(scale).rgb_u8)
                yield path, PhotoLevels(photo.width, photo.height, halved_levels(image))
            except BirdeyeError as error:
                yield path, str(error)

    def _on_yielded(self, outcome: tuple[Path, PhotoLevels | str]) -> None:
        path, found = outcome
        if isinstance(found, str):
            self.failed.emit(path, found)
        else:
            self.ready.emit(path, found)
