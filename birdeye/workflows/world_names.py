"""Species of a pack under the names that the program's table has, in all its languages."""

from __future__ import annotations

from dataclasses import replace

from birdeye.domain.species import Species
from birdeye.packs.pack import Pack
from birdeye.taxonomy.species_table import SpeciesTable


def with_world_names(pack: Pack, table: SpeciesTable) -> Pack:
    """``pack`` with the names and families of ``table`` for all species that it has.

    Species that only the pack knows keep its names. What the pack is known by stays the same.
    """
    known = {
        species.scientific_name: _named(species, table.find(species.scientific_name))
        for species in pack.labels.distinct_species
    }
    species = tuple(each and known[each.scientific_name] for each in pack.labels.species)
    return replace(pack, labels=replace(pack.labels, species=species))


def _named(species: Species, found: Species | None) -> Species:
    if found is None or found != species:
        return species
    return Species(species.scientific_name, found.family, found.common_names)
