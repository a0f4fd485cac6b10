"""Notices that another program changed the files of photos, without holding up the window."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from itertools import islice

from PySide6.QtCore import QObject, Signal

from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services
from birdeye.gui.task import Task
from birdeye.workflows.unchanged_files import ChangedFiles

_PORTION = 500


class FileChanges(QObject):
    """Compares size and time of each file with those at which it was last read.

    ``noticed(ids)`` some photos whose files changed, each change once.
    """

    noticed = Signal(object)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        """``runner`` has one thread."""
        super().__init__(parent)
        self._services = services
        # Nobody waits for it: where the catalogue cannot be used, others say so.
        self._some, self._all = Task(runner, self), Task(runner, self)
        self._changed = ChangedFiles()

    @property
    def is_busy(self) -> bool:
        """Whether a look is under way."""
        return self._some.is_busy or self._all.is_busy

    def look_at_all(self, photo_ids: Sequence[int]) -> None:
        """Look at the files of these, in place of the look at all before."""
        self._all.run(self._look(photo_ids), self._tell)

    def look_at_some(self, photo_ids: Sequence[int]) -> None:
        """Look at the files of these, in place of the look at some before."""
        self._some.run(self._look(photo_ids), self._tell)

    def _tell(self, changed: Mapping[int, tuple[int, int]]) -> None:
        # Not sooner: what a look finds that another one takes the place of reaches nobody.
        if told := self._changed.told(changed):
            self.noticed.emit(told)

    def _look(
        self, photo_ids: Sequence[int]
    ) -> Generator[Mapping[int, tuple[int, int]], None, None]:
        remaining = iter(photo_ids)
        with closing(self._services.open_catalogue()) as catalogue:
            while portion := list(islice(remaining, _PORTION)):
                if changed := self._changed.among(catalogue.files_looked_at(portion)):
                    yield changed
