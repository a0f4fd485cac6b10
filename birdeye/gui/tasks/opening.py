"""Finds the photos in what was dropped, chosen or handed over, without holding up the window."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.services import Services

_SECONDS_A_PORTION = 0.05
_MOST_A_PORTION = 2000


class Opening(QObject):
    """Looks for photos in files and folders, one search after the other.

    Signals:
        found(paths, first): some more photos, in order; ``first`` for the first of a search.
        nothing_found(paths): the search in these files and folders is over and found none.
        left_out(count, kinds): a search that is over passed over so many files of other kinds.
    """

    found = Signal(object, bool)
    nothing_found = Signal(object)
    left_out = Signal(int, str)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._searches: dict[Job, bool] = {}
        """Whether each has found anything yet."""

    def open(self, paths: Sequence[Path]) -> None:
        """Start looking; relative paths are taken from the current folder."""
        wanted = tuple(path.absolute() for path in paths)
        if not wanted:
            return
        left_out: dict[str, int] = {}
        found = self._services.find_photos(wanted, left_out)
        job = self._runner.start(in_portions(found, _SECONDS_A_PORTION, _MOST_A_PORTION))
        self._searches[job] = False
        job.yielded.connect(self._on_found)
        job.finished.connect(lambda job: self._on_finished(job, wanted, left_out))

    def cancel(self) -> None:
        """Give up all searches."""
        for job in self._searches:
            job.cancel()
        self._searches.clear()

    def _on_found(self, job: Job, paths: list[Path]) -> None:
        found_before, self._searches[job] = self._searches[job], True
        self.found.emit(paths, not found_before)

    def _on_finished(self, job: Job, wanted: tuple[Path, ...], left_out: dict[str, int]) -> None:
        if not self._searches.pop(job):
            self.nothing_found.emit(wanted)
        elif left_out:
            from birdeye.workflows.find_photos import kinds_in_words

            self.left_out.emit(sum(left_out.values()), kinds_in_words(left_out))


def in_portions(
    paths: Iterable[Path], seconds: float, most: int
) -> Generator[list[Path], None, None]:
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
