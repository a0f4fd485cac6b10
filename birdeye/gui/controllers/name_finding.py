"""Reads the table of species when the window is up, and answers the searches of the panel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from birdeye.gui.jobs import Job, JobRunner
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.name_chooser import NameChooser
from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.taxonomy.name_search import NameHit, NameSearch
    from birdeye.taxonomy.species_table import SpeciesTable

_HITS = 20


class NameFinding(QObject):
    """``ready(NameSearch)`` once the table is read.

    ``favoured``, called in a worker, tells which species come first among names that fit equally
    well.
    """

    ready = Signal(object)

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        names: SpeciesNames,
        chooser: NameChooser,
        favoured: Callable[[], Collection[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._names = names
        self._chooser = chooser
        self._favoured = favoured
        self._search: NameSearch | None = None
        self._job: Job | None = None
        chooser.searched.connect(self._find)

    def read_table(self) -> None:
        """Read it, in a worker; until it is there, searches wait."""
        self._runner.start(self._read()).yielded.connect(self._on_read)

    def _read(self) -> Generator[tuple[SpeciesTable, NameSearch | None], None, None]:
        table = self._services.species_table()
        # Names can be shown before the search is ready, which takes longer.
        yield table, None
        yield table, self._services.name_search()

    def _on_read(self, _tag: object, read: tuple[SpeciesTable, NameSearch | None]) -> None:
        table, search = read
        if search is None:
            self._names.use_table(table.species)
            return
        self._search = search
        self.ready.emit(search)
        self._find(self._chooser.field.text())

    def _find(self, text: str) -> None:
        if self._search is None or not text:
            return
        if self._job is not None:
            self._job.cancel()
        hits = self._hits(self._search, text, self._names.language)
        self._job = self._runner.start(hits, text)
        self._job.yielded.connect(self._chooser.show_hits)

    def _hits(
        self, search: NameSearch, text: str, language: str
    ) -> Generator[list[NameHit], None, None]:
        yield search.search(text, _HITS, language, self._favoured())
