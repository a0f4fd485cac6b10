"""Photos of collections that took no part in training: they alone tell what a name is worth.

Photos of one source resemble each other, so whole sources calibrate or judge, never both
(`strangers.toml`). What trained Birdeye's own networks (`splits`) does neither for them.
"""

from __future__ import annotations

import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye import locations
from birdeye.domain.boxes import Box
from birdeye.domain.species import Species
from birdeye.taxonomy.species_table import read_species_table
from birdeye.workflows.calibration.fit import species_weights

from .photos import Photo, read_photos
from .precision import SURE
from .splits import read_splits

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
    """A photo that is no portrait; ``birds`` are those of which its source or YOLOX-nano is sure,
    in pixels of the upright photo."""

    path: Path
    source: str
    birds: tuple[Box, ...] = ()


def read_strangers(data: Path, part: str, *, taught: bool = False) -> list[Stranger]:
    """The named photos below ``data`` of the sources that are for ``part`` (test, calibration).

    At most `MOST_OF_A_SPECIES` of a species for calibration, drawn by their names' checksums. With
    ``taught`` also those that taught Birdeye's own networks, which are strangers to others.
    """
    sources = tomllib.loads(ROLES.read_text(encoding="utf-8"))[part]
    photos = read_photos(data)
    chosen = [
        photo
        for photo, where in zip(photos, read_splits(photos), strict=True)
        if photo.species
        and (
            (photo.set in sources and (taught or where.startswith("stranger")))
            or (taught and photo.first_collections)
        )
    ]
    table = read_species_table(locations.names_folder())
    found, taken = [], Counter[str]()
    for photo in sorted(chosen, key=lambda photo: zlib.crc32(photo.file[len("birds/") :].encode())):
        species = table.find(photo.species) or Species(photo.species, "")
        taken[species.scientific_name] += 1
        if part == "test" or taken[species.scientific_name] <= MOST_OF_A_SPECIES:
            found.append(Stranger(data / photo.file, photo.set, species))
    return found


def read_scenes(data: Path, part: str) -> list[Scene]:
    """Photos without birds of the origins that are kept for ``part``."""
    return [
        Scene(data / photo.file, photo.set) for photo in _kept(data, part) if not photo.has_bird
    ]


def read_scenes_with_birds(data: Path, part: str) -> list[Scene]:
    """Scenes whose birds have sure boxes, of the origins that are kept for ``part``."""
    scenes = [
        Scene(
            data / photo.file,
            photo.set,
            tuple(Box(*row) for row in photo.boxes_xyxy)
            or tuple(Box(*row[:4]) for row in photo.yolox or () if row[4] >= SURE),
        )
        for photo in _kept(data, part)
        if photo.is_scene and photo.has_bird
    ]
    return [scene for scene in scenes if scene.birds]


def _kept(data: Path, part: str) -> Iterator[Photo]:
    photos = read_photos(data)
    kept = {"test": "stranger-test", "calibration": "stranger-val"}[part]
    for photo, where in zip(photos, read_splits(photos), strict=True):
        if where == kept:
            yield photo


def balanced(strangers: list[Stranger]) -> np.ndarray:
    """A weight a photo, so that every species counts alike and the mean weight is 1."""
    return species_weights([each.species.scientific_name for each in strangers])


def left_out_together(strangers: Sequence[Stranger]) -> list[str]:
    """What is left out together with each photo: its source. Of a source that is most of all photos
    a fifth of its species at a time, so that enough is left to fit on."""
    sizes = Counter(each.source for each in strangers)

    def group(each: Stranger) -> str:
        if 2 * sizes[each.source] <= len(strangers):
            return each.source
        return f"{each.source} {zlib.crc32(each.species.scientific_name.encode()) % 5}"

    return [group(each) for each in strangers]
