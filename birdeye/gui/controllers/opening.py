"""Finds the photos in what was dropped, chosen or handed over, without holding up the window.

Each is put on show in the catalogue too, so that what is known of it is there at once, and so that
it comes back after the next start.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.services import Services

_SECONDS_A_PORTION = 0.05
_MOST_A_PORTION = 2000


class Opening(QObject):
    """Looks for photos in files and folders.

    Signals:
        found(overviews, first): some more photos, in order; ``first`` for the first of a search.
        ended(paths, count): the search in these files and folders is over and found so many.
        left_out(count, kinds): a search that is over passed over so many files of other kinds.
        failed(sentence): the catalogue cannot be used.
    """

    found = Signal(object, bool)
    ended = Signal(object, int)
    left_out = Signal(int, str)
    failed = Signal(str)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._counts: dict[Job, int] = {}

    def open(self, paths: Sequence[Path]) -> None:
        """Start looking; relative paths are taken from the current folder."""
        wanted = tuple(path.absolute() for path in paths)
        if not wanted:
            return
        left_out: dict[str, int] = {}
        job = self._runner.start(self._search(wanted, left_out))
        self._counts[job] = 0
        job.yielded.connect(self._on_yielded)
        job.finished.connect(lambda job: self._on_finished(job, wanted, left_out))
        job.failed.connect(self._on_failed)

    def cancel(self) -> None:
        """Give up all searches."""
        for job in self._counts:
            job.cancel()
        self._counts.clear()

    def _search(
        self, wanted: tuple[Path, ...], left_out: dict[str, int]
    ) -> Generator[list[PhotoOverview], None, None]:
        with self._services.open_catalogue() as catalogue:
            found = self._services.find_photos(wanted, left_out)
            for paths in in_portions(found, _SECONDS_A_PORTION, _MOST_A_PORTION):
                yield list(catalogue.overviews(catalogue.open_photos(paths)))

    def _on_yielded(self, job: Job, overviews: list[PhotoOverview]) -> None:
        first = self._counts[job] == 0
        self._counts[job] += len(overviews)
        self.found.emit(overviews, first)

    def _on_finished(self, job: Job, wanted: tuple[Path, ...], left_out: dict[str, int]) -> None:
        if left_out and self._counts.get(job):
            from birdeye.workflows.find_photos import kinds_in_words

            self.left_out.emit(sum(left_out.values()), kinds_in_words(left_out))
        self.ended.emit(wanted, self._counts.pop(job))

    def _on_failed(self, job: Job, error: BaseException) -> None:
        self._counts.pop(job, None)
        if not isinstance(error, BirdeyeError):
            raise error
        self.failed.emit(str(error))


def in_portions(paths: Iterable[Path], seconds: float, most: int) -> Iterator[list[Path]]:
    """``paths`` in lists of as many as come in ``seconds``, and at most ``most``, so that a large
    folder neither floods the event loop nor is shown only at its end."""
    portion: list[Path] = []
    since = time.monotonic()
    for path in paths:
        portion.append(path)
        if len(portion) >= most or time.monotonic() - since > seconds:
            yield portion
            portion = []
            since = time.monotonic()
    if portion:
        yield portion
