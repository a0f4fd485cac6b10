"""Counts the species that a pack does not know, although it knows their closest relatives."""

from __future__ import annotations

from dataclasses import replace

from birdeye import locations
from birdeye.packs.labels import Labels
from birdeye.taxonomy.species_table import read_species_table


def with_absent_congeners(labels: Labels) -> Labels:
    """``labels`` with the count of living species of each genus that none of them names."""
    table = read_species_table(locations.names_folder())
    absent = table.absent_congeners(labels.distinct_species)
    counts = tuple(absent[each.genus] if each else 0 for each in labels.species)
    return replace(labels, absent_congeners=counts)
