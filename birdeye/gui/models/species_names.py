"""Under which name each taxon is shown, in the language that the user chose.

The table of all species is read in a worker after the window is up; until then, a taxon is shown by
its scientific name unless the caller provides the species.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from birdeye.domain.identification import Rank
from birdeye.domain.records import BirdRecord
from birdeye.domain.species import Species


class SpeciesNames(QObject):
    """The one place that knows language and table. ``changed`` when either is another one."""

    changed = Signal()

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._species_of: Callable[[str], Species] = Species
        self._family_of: Callable[[str, str], str] = lambda family, _language: family

    @property
    def language(self) -> str:
        """The code of `LANGUAGES` in which common names are shown."""
        return self._language

    def set_language(self, code: str) -> None:
        """Show names in another language."""
        if code != self._language:
            self._language = code
            self.changed.emit()

    def use_table(
        self,
        species_of: Callable[[str], Species],
        family_of: Callable[[str, str], str] | None = None,
    ) -> None:
        """Look up scientific names with ``species_of`` from now on, and the names of families in
        a language with ``family_of``."""
        self._species_of = species_of
        self._family_of = family_of or self._family_of
        self.changed.emit()

    def species_of(self, scientific_name: str) -> Species:
        """The species of that name; a bare one where the table has none."""
        return self._species_of(scientific_name)

    def common_name(self, scientific_name: str) -> str:
        """The name of a species in the language, else in English, else the scientific one."""
        return self.species_of(scientific_name).common_name(self._language)

    def family_name(self, family: str) -> str:
        """The name in the language of a family, which is given as `Species.family` has it."""
        return self._family_of(family, self._language)

    def species_of_bird(self, bird: BirdRecord) -> Species | None:
        """The species that a bird is given, or None."""
        if bird.rank is not Rank.SPECIES:
            return None
        known = self.species_of(bird.taxon)
        if known.common_names:
            return known
        for candidate in bird.bird.candidates:
            # The pack's own names, which are there before the table and for species it lacks.
            if candidate.species.scientific_name == bird.taxon and candidate.species.common_names:
                return candidate.species
        return known
