"""Selects the birds for calibration that the user named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from birdeye.domain.identification import Rank
from birdeye.domain.records import PhotoRecord
from birdeye.taxonomy.species_table import SpeciesTable
from birdeye.workflows.calibration.named_birds import MOST_OF_A_SPECIES, NamedBird, at_most


def reviewed_birds(records: Iterable[PhotoRecord], table: SpeciesTable) -> list[NamedBird]:
    """The birds that were confirmed as a species, at most `MOST_OF_A_SPECIES` of each.

    Photos of one folder and one day count as one source: they resemble each other.
    """
    return at_most(_confirmed(records, table), MOST_OF_A_SPECIES)


def _confirmed(records: Iterable[PhotoRecord], table: SpeciesTable) -> Iterator[NamedBird]:
    for record in records:
        day = record.taken.date().isoformat() if record.taken else ""
        for bird in record.birds:
            species = table.find(bird.taxon) if bird.rank is Rank.SPECIES else None
            if bird.is_confirmed and species is not None:
                source = f"{record.path.parent} {day}"
                yield NamedBird(record.path, species, source, bird.bird.box)
