"""The photos on show as the catalogue remembers them, so that they come back after the next start.

Also after the program was killed, and with whatever still waited to be identified.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.domain.errors import BirdeyeError
from birdeye.domain.overviews import PhotoOverview
from birdeye.gui.jobs import JobRunner
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack

_FIRST_PORTION = 500
_PORTION = 5000


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What was to be said about the catalogue; None where all is well."""

    message: str | None


class OpenSet(QObject):
    """Reads and changes the set in a worker, one order after the other.

    Signals:
        prepared(sentence): the catalogue can be used from now on; the sentence may be empty.
        restored(overviews): some more photos that were open at the last end, in their order.
        ended(): these were all.
        unidentified(paths, as_of): photos that were still to be identified at that moment
            (`time.monotonic`).
        reread(overviews): some photos that go by other names now.
        failed(sentence): the catalogue cannot be used.
    """

    prepared = Signal(str)
    restored = Signal(object)
    ended = Signal()
    unidentified = Signal(object, float)
    reread = Signal(object)
    failed = Signal(str)

    def __init__(
        self, services: Services, runner: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner

    def restore(self) -> None:
        """Make the catalogue ready and bring the photos back; before anything else asks for it."""

        def on_yielded(value: _Prepared | list[PhotoOverview]) -> None:
            if isinstance(value, _Prepared):
                self.prepared.emit(value.message or "")
            else:
                self.restored.emit(value)

        self._start(self._prepare_and_read(), on_yielded, self.ended.emit)

    def look_for_unidentified(self, pack: Pack) -> None:
        """Find out which photos ``pack`` has not looked at as they are now."""
        as_of = time.monotonic()
        self._start(self._unidentified(pack), lambda paths: self.unidentified.emit(paths, as_of))

    def vote(self, pack: Pack, photo_ids: Sequence[int]) -> None:
        """Have photos that were taken in one go agree on names, and tell those that changed."""
        self._start(self._vote(pack, photo_ids), self.reread.emit)

    def back_up(self) -> None:
        """Copy the catalogue, unless that was done today."""
        self._start(self._back_up())

    def close(self, photo_ids: tuple[int, ...] | None) -> None:
        """Take these off show, None for all."""
        self._start(self._close(photo_ids), to_the_end=True)

    def _prepare_and_read(self) -> Generator[_Prepared | list[PhotoOverview], None, None]:
        yield _Prepared(self._services.catalogue.prepare())
        yield from self._overviews()

    def _overviews(self) -> Generator[list[PhotoOverview], None, None]:
        with self._services.open_catalogue() as catalogue:
            overviews: Iterator[PhotoOverview] = catalogue.overviews_on_show()
            size = _FIRST_PORTION
            while portion := list(islice(overviews, size)):
                yield portion
                size = _PORTION

    def _unidentified(self, pack: Pack) -> Generator[list[Path], None, None]:
        with self._services.open_catalogue() as catalogue:
            yield [path for _, path in catalogue.to_identify(pack.pack_version)]

    def _vote(
        self, pack: Pack, photo_ids: Sequence[int]
    ) -> Generator[list[PhotoOverview], None, None]:
        with self._services.open_catalogue() as catalogue:
            for changed in self._services.catalogue.vote_in_bursts(pack, photo_ids):
                yield list(catalogue.overviews(changed))

    def _back_up(self) -> Generator[None, None, None]:
        self._services.catalogue.back_up()
        yield

    def _close(self, photo_ids: tuple[int, ...] | None) -> Generator[None, None, None]:
        with self._services.open_catalogue() as catalogue:
            catalogue.close_photos(photo_ids)
        yield

    def _start(
        self,
        work: Generator[object, None, None],
        on_yielded: Callable[..., None] | None = None,
        on_ended: Callable[[], None] | None = None,
        *,
        to_the_end: bool = False,
    ) -> None:
        job = self._runner.start(work, to_the_end=to_the_end)
        if on_yielded is not None:
            job.yielded.connect(lambda _tag, value: on_yielded(value))
        job.failed.connect(self._on_failed)
        if on_ended is not None:
            job.ended.connect(lambda _tag: on_ended())

    def _on_failed(self, _tag: object, error: BaseException) -> None:
        if not isinstance(error, BirdeyeError):
            raise error
        self.failed.emit(str(error))
