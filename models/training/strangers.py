"""Photos of collections that took no part in training: they alone tell what a name is worth.

Sources resemble themselves, so whole sources calibrate or judge, never both (`strangers.toml`).
"""

from __future__ import annotations

import csv
import tomllib
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye import locations
from birdeye.domain.species import Species
from birdeye.taxonomy.species_table import read_species_table
from birdeye.workflows.calibration.fit import species_weights

ROLES = Path(__file__).with_name("strangers.toml")
MOST_OF_A_SPECIES = 8
"""Figures are balanced by species, so that more photos of one would only take time."""


@dataclass(frozen=True)
class Stranger:
    """A photo of one named bird; the species has the name of today."""

    path: Path
    source: str
    species: Species


@dataclass(frozen=True)
class Scene:
    """A photo that shows no bird."""

    path: Path
    source: str


def read_strangers(data: Path, part: str, first_round: bool = False) -> list[Stranger]:
    """The named photos below ``data`` of the sources that are for ``part`` (test, calibration).

    At most `MOST_OF_A_SPECIES` of a species for calibration, drawn by their names' checksums. With
    ``first_round`` also those of the first manifest, which taught Birdeye's own networks and are
    strangers to others.
    """
    sources = tomllib.loads(ROLES.read_text(encoding="utf-8"))[part]
    rows = [row for row in _rows(data / "birds" / "manifest-new.csv") if row["set"] in sources]
    if first_round:
        rows += _rows(data / "birds" / "manifest.csv")
    table = read_species_table(locations.names_folder())
    found, taken = [], Counter[str]()
    for row in sorted(rows, key=lambda row: zlib.crc32(row["file"].encode())):
        name = row["scientific_name"]
        if not name:
            continue
        species = table.find(name) or Species(name, "")
        taken[species.scientific_name] += 1
        if part == "test" or taken[species.scientific_name] <= MOST_OF_A_SPECIES:
            found.append(Stranger(data / "birds" / row["file"], row["set"], species))
    return found


def read_scenes(data: Path, part: str) -> list[Scene]:
    """Photos without birds: half of the origins calibrate, the other half test."""
    return [
        Scene(data / "scenes" / row["file"], row["set"])
        for row in _rows(data / "scenes" / "manifest.csv")
        if row["has_bird"] == "no"
        and (zlib.crc32(row["origin"].split(":")[0].encode()) % 2 == 0) == (part == "test")
    ]


def balanced(strangers: list[Stranger]) -> np.ndarray:
    """A weight a photo, so that every species counts alike and the mean weight is 1."""
    return species_weights([each.species.scientific_name for each in strangers])


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
