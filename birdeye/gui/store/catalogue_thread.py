"""The catalogue of the window: one connection in one thread, open as long as the window is.

Where the user's own catalogue cannot be used (it is from a newer program, or on a disk that is read
only), another one takes its place until the window closes, so that photos can still be identified.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from birdeye import locations
from birdeye.domain.errors import CatalogueUnusable
from birdeye.gui import error_wording
from birdeye.gui.jobs import JobRunner
from birdeye.gui.task import start

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.domain.records import PhotoRecord
    from birdeye.imaging.photo_file import PhotoFile
    from birdeye.taxonomy.species_table import SpeciesTable
    from birdeye.vision.identifier import Identifier
    from birdeye.workflows.right_of_way import RightOfWay

T = TypeVar("T")


class _End:
    """What is told after the last of several steps."""


_END = _End()


class CatalogueThread:
    """Carries out requests one after the other, each called in the thread with the `Catalogue`.

    ``told`` and ``failed``, of every order, are called in the GUI thread.
    """

    def __init__(self, species_table: Callable[[], SpeciesTable], file: Path | None = None) -> None:
        self._species_table = species_table
        self._file = file
        self._stopgap: tempfile.TemporaryDirectory[str] | None = None
        self._runner: JobRunner | None = None
        self._connection: Catalogue | None = None
        self._writes = threading.Condition()
        self._asked, self._written = 0, 0
        """How many writes were asked for, and how many of them are over."""

    @property
    def file(self) -> Path:
        """Where the catalogue is."""
        return self._file or locations.catalogue_file()

    @property
    def is_remembered(self) -> bool:
        """Whether what is done now will be known after the next start."""
        return self._stopgap is None

    @property
    def waiting_count(self) -> int:
        """The requests that have told no outcome yet."""
        return 0 if self._runner is None else self._runner.active_count

    def ask(
        self,
        order: Callable[[Catalogue], T],
        told: Callable[[T], object],
        failed: Callable[[str], object],
        *,
        writes: bool = False,
    ) -> None:
        """Have ``order`` carried out after those before it.

        ``writes``: it is something that the user did, and carried out even when the window is
        closed before its turn.
        """
        carried_out = self._carried_out(order)
        if writes:
            self._asked += 1
            carried_out = self._noted(carried_out)
        self._start(carried_out, told, failed, to_the_end=writes)

    def read(
        self,
        steps: Callable[[Catalogue], Iterator[T]],
        told: Callable[[T], object],
        failed: Callable[[str], object],
        ended: Callable[[], object] = lambda: None,
    ) -> None:
        """Go through ``steps``, of which each is an order, so that others can come between them."""
        begun: list[tuple[Catalogue, Iterator[T]]] = []

        def step(catalogue: Catalogue) -> T | _End:
            if not begun:
                begun.append((catalogue, steps(catalogue)))
            # After a failure, which was told, the connection is another one.
            return next(begun[0][1], _END) if begun[0][0] is catalogue else _END

        def on_step(value: T | _End) -> None:
            if isinstance(value, _End):
                ended()
                return
            told(value)
            if self._runner is not None and not self._runner.is_shut_down:
                self.ask(step, on_step, failed)

        self.ask(step, on_step, failed)

    def start_up(self, told: Callable[[str | None], object]) -> None:
        """As `prepare`, in the thread."""
        self._start(_once(self.prepare), told, _no_failure)

    def back_up(self, failed: Callable[[str], object]) -> None:
        """Copy the catalogue beside itself, at most once a day."""
        if self.is_remembered:
            self._start(_once(self._back_up), lambda _made: None, failed)

    def prepare(self) -> str | None:
        """Check and repair the catalogue, before any order. It may take a while.

        A sentence for the user where something was to be done, or nothing will be remembered.
        """
        from birdeye.catalogue.preparation import prepare_catalogue

        try:
            return prepare_catalogue(self.file)
        except CatalogueUnusable as error:
            self._stopgap = tempfile.TemporaryDirectory(prefix="birdeye-")
            self._file = Path(self._stopgap.name) / "catalogue.sqlite"
            return error_wording.in_words(str(error))

    def open(self) -> Catalogue:
        """A connection of its own for another thread, which reads long; to be closed there.

        It finds whatever the user did before: an export has the decision that was just made.
        """
        asked = self._asked
        with self._writes:
            self._writes.wait_for(lambda: self._written >= asked)
        return self._opened()

    def _opened(self) -> Catalogue:
        from birdeye.catalogue.catalogue import Catalogue

        return Catalogue(self.file, self._species_table().species)

    def identify(
        self,
        paths: Iterable[Path],
        identifier: Identifier,
        again: Callable[[Path], bool],
        *,
        open_photo: Callable[[Path], PhotoFile],
        workers: int | None = None,
        right_of_way: RightOfWay | None = None,
    ) -> Generator[PhotoRecord, None, None]:
        """A record for each of ``paths``, as soon as it is there: remembered where the same models
        looked before and ``again`` does not say no, or else identified now. In a thread of its own.
        Between two steps, a photo lets the one go first that has the ``right_of_way``.
        """
        from birdeye.workflows.remember_photos import identify_and_remember

        species_of = self._species_table().species
        return identify_and_remember(
            paths,
            identifier,
            self.file,
            species_of,
            again=again,
            workers=workers,
            in_order=False,
            right_of_way=right_of_way,
            open_as=open_photo,
        )

    def close(self) -> None:
        """Carry out what the user did, let go of the file, and forget what was to be forgotten.

        No other thread may be at work on the catalogue any more.
        """
        if self._runner is not None and not self._runner.is_shut_down:
            self._runner.start(self._closed(), to_the_end=True)
            self._runner.shut_down()
        if self._stopgap is not None:
            with suppress(OSError):
                self._stopgap.cleanup()
            self._stopgap = None

    def _start(
        self,
        work: Generator[T, None, None],
        told: Callable[[T], object],
        failed: Callable[[str], object],
        *,
        to_the_end: bool = False,
    ) -> None:
        if self._runner is None:
            self._runner = JobRunner(1, "catalogue", keeps_threads=True)
        start(self._runner, work, told, failed, to_the_end=to_the_end)

    # --- in the thread ---------------------------------------------------------------------------

    def _carried_out(self, order: Callable[[Catalogue], T]) -> Generator[T, None, None]:
        try:
            if self._connection is None:
                self._connection = self._opened()
            yield order(self._connection)
        except CatalogueUnusable:
            # The file may be back, or another one, when the next order comes.
            self._let_go()
            raise

    def _noted(self, write: Generator[T, None, None]) -> Generator[T, None, None]:
        try:
            yield from write
        finally:
            with self._writes:
                self._written += 1
                self._writes.notify_all()

    def _back_up(self) -> None:
        from birdeye.catalogue.preparation import back_up_catalogue

        back_up_catalogue(self.file)

    def _closed(self) -> Generator[None, None, None]:
        self._let_go()
        yield

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(CatalogueUnusable):
                connection.close()


def _once(call: Callable[[], T]) -> Generator[T, None, None]:
    yield call()


def _no_failure(sentence: str) -> None:
    raise AssertionError(sentence)
