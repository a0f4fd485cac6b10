"""The table of the world's species that ships with the program: facts that packs do not need to
include."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from birdeye.domain.species import HigherTaxa, Species
from birdeye.taxonomy.name_columns import ENGLISH_OTHER, NameColumns, NamesOfRow

_NOTHING: Mapping[str, Any] = MappingProxyType({})
SPLIT = "split"
"""The kind of an older name that is still used, for a part of what it once covered."""


@dataclass(frozen=True)
class SpeciesTable:
    """Species in taxonomic order (eBird/Clements 2025), with what is known beside their names.

    ``older_names`` maps an outdated scientific name to the current one; ``ebird_codes`` from a
    current scientific name to the code of eBird's taxonomy; ``split_names`` from a scientific name,
    current or older, to the species that it once covered besides the one that it now means;
    ``higher_taxa`` from a family as `Species.family` has it, in English, to scientific names.
    ``tame_forms`` are domestic forms with their own names; they are not species. ``columns`` are
    all names by language, row by row, if they come from files, and ``former_names_file`` is what
    `former_names` come from, ``chinese_families_file`` what `chinese_families` come from.
    """

    all_species: tuple[Species, ...]
    older_names: Mapping[str, str]
    ebird_codes: Mapping[str, str]
    split_names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    higher_taxa: Mapping[str, HigherTaxa] = field(default_factory=lambda: _NOTHING)
    tame_forms: tuple[Species, ...] = ()
    columns: NameColumns | None = None
    extinct: frozenset[str] = frozenset()
    former_names_file: Path | None = None
    chinese_families_file: Path | None = None

    def species(self, scientific_name: str) -> Species:
        """The species of that name, current or older; one without other names if the table does not
        have it."""
        found = self.find(scientific_name)
        return Species(scientific_name) if found is None else found

    def find(self, scientific_name: str) -> Species | None:
        """The species of that name, current or older, None if the table has none.

        A name that was split since means the species that kept it. A subspecies means its species,
        which need not be that of its first two words: ``Corvus corone cornix`` is ``Corvus cornix``
        today, as no two taxa of a genus have one epithet. A domestic form means itself.
        """
        name = self.older_names.get(scientific_name, scientific_name)
        found = self._by_name.get(scientific_name) or self._by_name.get(name)
        if found is None:
            words = scientific_name.split(" ")
            if len(words) == 3:
                genus, epithet, subspecies = words
                return self.find(f"{genus} {subspecies}") or self.find(f"{genus} {epithet}")
        return found

    def may_also_be(self, scientific_name: str) -> tuple[Species, ...]:
        """The species that this name also covered before it was split, without that of `find`.

        ``Accipiter gentilis`` may be either of today's goshawks; ``Astur gentilis``, which came
        into use with the split, is one of them.
        """
        return tuple(self._by_name[name] for name in self.split_names.get(scientific_name, ()))

    def split_off(self, scientific_name: str) -> tuple[Species, ...]:
        """What any older name of a current species also covered."""
        names = (scientific_name, *self._older_by_current.get(scientific_name, ()))
        found = (other for name in names for other in self.may_also_be(name))
        return tuple(
            each for each in dict.fromkeys(found) if each.scientific_name != scientific_name
        )

    def names_in(self, code: str) -> Sequence[str]:
        """The name of each of ``all_species`` in a language, empty if it has none."""
        if self.columns is not None:
            return self.columns[code]
        if code == ENGLISH_OTHER:
            return [""] * len(self.all_species)
        return [species.common_names.get(code, "") for species in self.all_species]

    @cached_property
    def former_names(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """By language, (name, scientific name) of species that were split off: what they were
        called as a part of another species. Such a name means that other species today."""
        found: dict[str, list[tuple[str, str]]] = {}
        for scientific_name, language, name in (
            _rows(self.former_names_file) if self.former_names_file else ()
        ):
            found.setdefault(language, []).append((name, scientific_name))
        return found

    def family_name(self, family: str, code: str) -> str:
        """What a family, as `Species.family` has it, is called in a language; English if no other
        name is known."""
        if not code.startswith("zh") or family not in self.higher_taxa:
            return family
        return self.chinese_families.get(self.higher_taxa[family].family, family)

    @cached_property
    def chinese_families(self) -> Mapping[str, str]:
        """By scientific name of a family, its Chinese one, in simplified characters."""
        return dict(_rows(self.chinese_families_file)) if self.chinese_families_file else {}

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

    def absent_congeners(self, known: Iterable[Species]) -> Counter[str]:
        """By genus, how many species of the world are not among ``known``."""
        names = {species.scientific_name for species in known}
        return Counter(
            species.genus
            for species in self.all_species
            if species.scientific_name not in names and species.scientific_name not in self.extinct
        )

    @cached_property
    def _older_by_current(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for older, current in self.older_names.items():
            found.setdefault(current, []).append(older)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, Species]:
        known = (*self.tame_forms, *self.all_species)
        return {species.scientific_name: species for species in known}


def read_species_table(folder: Path) -> SpeciesTable:
    """The table in ``folder`` (``assets/names``), in less than a tenth of a second.

    English and scientific names are read; other languages when first needed. The files are part of
    the program: any error in them is a bug.
    """
    families = {name: (english, order) for name, english, order in _rows(folder / "families.csv")}
    rows = _rows(folder / "species.csv")
    names, english, english_other, family_names, codes, extinct = zip(*rows, strict=True)
    columns = NameColumns(folder, {"en": english, ENGLISH_OTHER: english_other})
    species = tuple(
        Species(name, families[family][0], NamesOfRow(columns, number))
        for number, (name, family) in enumerate(zip(names, family_names, strict=True))
    )
    older, splits = _older_names(folder / "older_names.csv")
    return SpeciesTable(
        species,
        MappingProxyType(older),
        MappingProxyType(dict(zip(names, codes, strict=True))),
        MappingProxyType({name: tuple(once) for name, once in splits.items()}),
        MappingProxyType(
            {english: HigherTaxa(name, order) for name, (english, order) in families.items()}
        ),
        _tame_forms(folder / "tame_forms.csv", {each.scientific_name: each for each in species}),
        columns,
        frozenset(name for name, gone in zip(names, extinct, strict=True) if gone == "yes"),
        folder / "former_names.csv",
        folder / "families_zh.csv",
    )


def _older_names(path: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Older names of one species each, and what names covered that were split."""
    older: dict[str, str] = {}
    splits: dict[str, list[str]] = {}
    for name, current, kind in _rows(path):
        if kind == SPLIT:
            splits.setdefault(name, []).append(current)
        else:
            older[name] = current
    return older, splits


def _tame_forms(path: Path, by_name: Mapping[str, Species]) -> tuple[Species, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = []
    for row in rows:
        name, english = row.pop("scientific_name"), row.pop("english_name")
        wild = by_name[" ".join(name.split(" ")[:2])]
        forms.append(Species(name, wild.family, MappingProxyType({"en": english, **row})))
    return tuple(forms)


def _rows(path: Path) -> list[list[str]]:
    """The rows of a table below its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
