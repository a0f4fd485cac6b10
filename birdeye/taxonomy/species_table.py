"""The table of the world's species that ships with the program: facts that no pack has to bring."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from birdeye.domain.species import LANGUAGES, Species


@dataclass(frozen=True)
class SpeciesTable:
    """Species in taxonomic order, with what is known of each beside its names.

    ``older_names`` leads from an outdated scientific name to the current one; ``ebird_codes`` from
    a current scientific name to the code of eBird's taxonomy.
    """

    all_species: tuple[Species, ...]
    older_names: Mapping[str, str]
    ebird_codes: Mapping[str, str]

    def species(self, scientific_name: str) -> Species:
        """The species of that name, current or older; a bare one where the table has none."""
        found = self.find(scientific_name)
        return Species(scientific_name) if found is None else found

    def find(self, scientific_name: str) -> Species | None:
        """The species of that name, current or older, None where the table has none.

        A name that was split since and is still in use stands for the species that kept it.
        """
        current = self._by_name.get(scientific_name)
        if current is not None:
            return current
        return self._by_name.get(self.older_names.get(scientific_name, ""))

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Every family once, in taxonomic order."""
        return _distinct(species.family for species in self.all_species)

    @cached_property
    def genera(self) -> tuple[str, ...]:
        """Every genus once, in taxonomic order."""
        return _distinct(species.genus for species in self.all_species)

    @cached_property
    def family_of_genus(self) -> Mapping[str, str]:
        """The family of each genus."""
        return {species.genus: species.family for species in self.all_species}

    @cached_property
    def _by_name(self) -> Mapping[str, Species]:
        return {species.scientific_name: species for species in self.all_species}


def read_species_table(path: Path) -> SpeciesTable:
    """The table in the CSV file at ``path``, in about a tenth of a second.

    The file is a part of the program (``assets/species.csv``): whatever is wrong with it is a bug.
    """
    species: list[Species] = []
    older_names: dict[str, str] = {}
    ebird_codes: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["scientific_name"]
            names = {code: row[code] for code in LANGUAGES if row[code]}
            species.append(Species(name, row["family"], MappingProxyType(names)))
            if row["older_name"]:
                older_names[row["older_name"]] = name
            if row["ebird_code"]:
                ebird_codes[name] = row["ebird_code"]
    return SpeciesTable(
        tuple(species), MappingProxyType(older_names), MappingProxyType(ebird_codes)
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
