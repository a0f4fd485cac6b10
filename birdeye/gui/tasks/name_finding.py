"""Reads the table of species when the window is up, and answers the searches of the panel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork

if TYPE_CHECKING:
    from birdeye.taxonomy.name_search import NameHit, NameSearch
    from birdeye.taxonomy.species_table import SpeciesTable

_HITS = 20


class NameFinding(BackgroundWork):
    """``found(text, hits)`` answers `find`.

    ``favoured``, called in a worker, returns which species come first among names that fit equally
    well.
    """

    found = Signal(str, object)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        names: SpeciesNames,
        favoured: Callable[[], Collection[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(services, runner, parent)
        self._names = names
        self._favoured = favoured
        self._searching = self._new_task()
        self._search: NameSearch | None = None
        self._wanted = "", frozenset[str]()

    def read_table(self) -> None:
        """Read it, in a worker; until it is there, searches wait."""
        self._task.run(self._read(), self._on_read)

    def find(self, text: str, likely: frozenset[str] = frozenset()) -> None:
        """Look for taxa with such a name, the ``likely`` ones first among equals."""
        self._wanted = text, likely
        if self._search is not None and text:
            self._searching.run(
                self._hits(self._search, text, self._names.language, likely),
                lambda hits: self.found.emit(text, hits),
            )

    def _read(self) -> Generator[SpeciesTable | NameSearch, None, None]:
        # Names can be shown before the search is ready, which takes longer.
        yield self._services.species_table()
        yield self._services.name_search()

    def _on_read(self, read: SpeciesTable | NameSearch) -> None:
        from birdeye.taxonomy.species_table import SpeciesTable

        if isinstance(read, SpeciesTable):
            self._names.use_table(read.species, read.family_name)
        else:
            self._search = read
            self.find(*self._wanted)

    def _hits(
        self, search: NameSearch, text: str, language: str, likely: frozenset[str]
    ) -> Generator[list[NameHit], None, None]:
        yield search.search(text, _HITS, language, self._favoured(), likely)
