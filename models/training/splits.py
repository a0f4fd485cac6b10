"""Which photos train, validate and test: those of the first collections by photo, later by source.

Both lists are committed, so that no later change of the recipe can move a photo to another side.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from .photos import Photo
from .places import RECIPE

SPLITS_FILE = RECIPE / "splits.csv"
STRANGERS_FILE = RECIPE / "strangers.csv"
JUDGING = ("val", "stranger-val", "test", "stranger-test")
"""Parts that judge: tests are looked at once a version."""
HALF = "half"
"""In `strangers.csv`: a source with so many species that photos of half of them validate."""


def read_splits(photos: list[Photo], path: Path = SPLITS_FILE) -> list[str]:
    """The part of each photo: as committed by photo, else by source.

    Photos of the first collections are listed one by one (train, val, test, none); those of a group
    are alike and on one side. The sources that came later take part whole: those of `strangers.csv`
    as "stranger-val" or "stranger-test", all others train.
    """
    with path.open(encoding="utf-8", newline="") as table:
        parts = {row["photo"]: row["part"] for row in csv.DictReader(table)}
    strangers = read_strangers()

    def part(photo: Photo) -> str:
        if photo.key in parts:
            return parts[photo.key]
        kept_out = strangers.get(photo.set) or strangers.get(photo.source)
        if kept_out == HALF:
            kept_out = "val" if photo.species and _draw(photo.species) < 0.5 else None
        return f"stranger-{kept_out}" if kept_out else "train"

    return [part(photo) for photo in photos]


def read_strangers(path: Path = STRANGERS_FILE) -> dict[str, str]:
    """What a source, the name of a set or of a repository, is kept for: "val", "test" or `HALF`."""
    with path.open(encoding="utf-8", newline="") as table:
        return {row["source"]: row["part"] for row in csv.DictReader(table)}


def _draw(key: str) -> float:
    """A number from 0 to 1 that is the same for a key for ever."""
    return int(hashlib.sha256(f"birdeye-1:{key}".encode()).hexdigest()[:8], 16) / 16**8
