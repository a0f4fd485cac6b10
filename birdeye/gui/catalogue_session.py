"""The catalogue that this session of the window uses: the person's own wherever it can be used.

Where it cannot (from a newer program, on a disk that is read only), another one takes its place
until the window closes, so that photos can still be looked at and identified.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from birdeye import locations
from birdeye.domain.errors import CatalogueUnusable

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.domain.records import PhotoRecord
    from birdeye.packs.pack import Pack
    from birdeye.taxonomy.species_table import SpeciesTable
    from birdeye.vision.identifier import Identifier


class CatalogueSession:
    """Opens the catalogue for each job anew, since a connection stays in its thread."""

    def __init__(self, species_table: Callable[[], SpeciesTable], file: Path | None = None) -> None:
        self._species_table = species_table
        self._file = file
        self._stopgap: tempfile.TemporaryDirectory[str] | None = None

    @property
    def file(self) -> Path:
        """Where the catalogue lies."""
        return self._file or locations.catalogue_file()

    def prepare(self) -> str | None:
        """Check and repair the catalogue at the start, in a worker; a sentence for the person
        where something was to be done, or where nothing will be remembered."""
        from birdeye.catalogue.preparation import prepare_catalogue

        try:
            return prepare_catalogue(self.file)
        except CatalogueUnusable as error:
            self._stopgap = tempfile.TemporaryDirectory(prefix="birdeye-")
            self._file = Path(self._stopgap.name) / "catalogue.sqlite"
            return str(error)

    @property
    def is_remembered(self) -> bool:
        """Whether what is done now will be known after the next start."""
        return self._stopgap is None

    def open(self) -> Catalogue:
        """A connection, to be used in one thread and closed."""
        from birdeye.catalogue.catalogue import Catalogue

        return Catalogue(self.file, self._species_table().species)

    def identify(
        self, paths: Iterable[Path], identifier: Identifier, again: Callable[[Path], bool]
    ) -> Generator[PhotoRecord, None, None]:
        """A record for each of ``paths``, as soon as it is there: remembered where the same models
        looked before and ``again`` does not say no, or else identified now."""
        from birdeye.workflows.remember_photos import identify_and_remember

        species_of = self._species_table().species
        return identify_and_remember(
            paths, identifier, self.file, species_of, again=again, in_order=False
        )

    def back_up(self) -> None:
        """Copy the catalogue beside itself, at most once a day."""
        from birdeye.catalogue.preparation import back_up_catalogue

        if self.is_remembered:
            back_up_catalogue(self.file)

    def vote_in_bursts(self, pack: Pack, photo_ids: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Have photos taken in one go agree on names; yields the ids of those that changed."""
        from birdeye.workflows.vote_in_bursts import vote_in_bursts

        with self.open() as catalogue:
            yield from vote_in_bursts(catalogue, pack, photo_ids)

    def close(self) -> None:
        """Forget what was to be forgotten; no job may be running any more."""
        if self._stopgap is not None:
            with suppress(OSError):
                self._stopgap.cleanup()
            self._stopgap = None
