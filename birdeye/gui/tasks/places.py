"""Keeps what the user says of places, and has models and lists follow it."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from birdeye.domain.plausibility import PlaceSettings
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork


class Places(BackgroundWork):
    """``settings`` is None until they were read. ``changed()`` once other ones are kept;
    ``failed(sentence)`` where they cannot be; ``read_anew(PlaceSettings)`` with what applies
    now."""

    changed = Signal()
    read_anew = Signal(object)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(services, runner, parent)
        self.settings: PlaceSettings | None = None

    def read(self) -> None:
        """Read them in a worker."""
        self._start(self._read(), self._on_read)

    def keep(self, settings: PlaceSettings) -> None:
        """Write ``settings`` in a worker, and go by them from then on."""
        self.settings = settings
        self.read_anew.emit(settings)
        self._start(self._write(settings), self._on_written, to_the_end=True)

    def _read(self) -> Generator[PlaceSettings, None, None]:
        yield self._services.read_places()

    def _write(self, settings: PlaceSettings) -> Generator[None, None, None]:
        self._services.write_places(settings)
        yield None

    def _on_read(self, settings: PlaceSettings) -> None:
        self.settings = settings
        self.read_anew.emit(settings)

    def _on_written(self, _nothing: None) -> None:
        self.changed.emit()
