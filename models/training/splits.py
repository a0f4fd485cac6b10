"""Which photos train, validate and test, decided by groups of photos that belong together.

Photos join one group when they look alike (a difference hash, also mirrored), when their origins
carry the same photo number, or when a watched place fills a whole set. The outcome is committed,
so that no later change of the recipe can move a photo from one side to the other.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from .photos import Photo, PhotoStore
from .places import RECIPE, replacing

SPLITS_FILE = RECIPE / "splits.csv"
STRANGERS_FILE = RECIPE / "strangers.csv"
PARTS = ("train", "val", "test")
JUDGING = ("val", "stranger-val", "test", "stranger-test")
"""Parts that judge: tests are looked at once a version."""
SHARES = (0.76, 0.10, 0.14)
ALIKE_BITS = 10
"""Two photos are alike when at most this many of the 128 bits of their hashes differ."""
HALF = "half"
"""In `strangers.csv`: a source with so many species that photos of half of them validate."""
WATCHED_SET = "feeder"
WATCHED_GAP = 8
"""Frames left out on both sides of a border within the watched set, as neighbours are alike."""


def difference_hash(pixels: np.ndarray) -> np.ndarray:
    """Uint64 (2,): signs of the horizontal and the vertical grey gradients on an 8 x 8 grid."""
    grey = Image.fromarray(pixels).convert("L").resize((9, 9), Image.Resampling.BOX)
    g = np.asarray(grey, np.int16)
    bits = np.stack([g[:8, 1:] > g[:8, :8], g[1:, :8] > g[:8, :8]])
    return np.packbits(bits.reshape(2, 64), axis=1).view(np.uint64)[:, 0]


def alike_pairs(hashes: np.ndarray, mirrored: np.ndarray, most: int) -> Iterable[tuple[int, int]]:
    """Pairs (i < j) whose hashes (n, 2), or one's hash and the other's mirrored, are near."""
    for i in range(len(hashes) - 1):
        for others in (hashes, mirrored):
            far = np.bitwise_count(others[i + 1 :] ^ hashes[i]).sum(1)
            for j in np.flatnonzero(far <= most):
                yield i, int(i + 1 + j)


def photo_number(photo: Photo) -> str | None:
    """The number of six digits or more that the origin's file name carries, where it does.

    The photos of one iNaturalist observation or one upload share it across collections.
    """
    found = re.findall(r"\d{6,}", Path(photo.origin).stem)
    return found[-1] if found else None


def group_photos(photos: list[Photo], store: PhotoStore) -> list[int]:
    """A group number for each photo: the smallest index in its group."""
    parent = list(range(len(photos)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((root(i), root(j)))
        parent[b] = a

    hashes = np.stack([difference_hash(store[i]) for i in range(len(photos))])
    mirrored = np.stack([difference_hash(store[i][:, ::-1]) for i in range(len(photos))])
    for i, j in alike_pairs(hashes, mirrored, ALIKE_BITS):
        if WATCHED_SET not in (photos[i].set, photos[j].set):
            join(i, j)
    numbered: dict[str, list[int]] = defaultdict(list)
    for i, photo in enumerate(photos):
        if (number := photo_number(photo)) is not None:
            numbered[number].append(i)
    for members in numbered.values():
        for other in members[1:]:
            join(members[0], other)
    return [root(i) for i in range(len(photos))]


def assign(photos: list[Photo], groups: list[int]) -> list[str]:
    """Part of each photo: drawn by the hash of its group's first key; "none" is used by no one."""
    parts = [_drawn(photos[group].key) for group in groups]
    watched = [i for i, photo in enumerate(photos) if photo.set == WATCHED_SET]
    watched.sort(key=lambda i: int(Path(photos[i].origin).stem))
    borders = [round(len(watched) * sum(SHARES[: k + 1])) for k in range(2)]
    for place, i in enumerate(watched):
        near = any(abs(place - border + 0.5) < WATCHED_GAP for border in borders)
        parts[i] = "none" if near else PARTS[sum(place >= border for border in borders)]
    return parts


def _drawn(key: str) -> str:
    return PARTS[min(int(np.searchsorted(np.cumsum(SHARES), _share(key), side="right")), 2)]


def _share(key: str) -> float:
    """A number from 0 to 1 that is the same for a key for ever."""
    return int(hashlib.sha256(f"birdeye-1:{key}".encode()).hexdigest()[:8], 16) / 16**8


def write_splits(photos: list[Photo], groups: list[int], path: Path = SPLITS_FILE) -> None:
    """Write the committed list: photo hash, part and, where it is not alone, its group's name."""
    sizes = Counter(groups)
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["photo", "part", "group"])
        for photo, group, name in sorted(
            zip(photos, groups, assign(photos, groups), strict=True), key=lambda row: row[0].key
        ):
            alone = sizes[group] == 1
            table.writerow([photo.key, name, "" if alone else photos[group].key])


def read_splits(photos: list[Photo], path: Path = SPLITS_FILE) -> list[str]:
    """The part of each photo: as committed by photo, else by source.

    Photos of the first collections are listed one by one (train, val, test, none). The sources that
    came later take part whole: those of `strangers.csv` as "stranger-val" or "stranger-test", all
    others train.
    """
    with path.open(encoding="utf-8", newline="") as table:
        parts = {row["photo"]: row["part"] for row in csv.DictReader(table)}
    strangers = read_strangers()

    def part(photo: Photo) -> str:
        if photo.key in parts:
            return parts[photo.key]
        kept_out = strangers.get(photo.set) or strangers.get(photo.source)
        if kept_out == HALF:
            kept_out = "val" if photo.species and _share(photo.species) < 0.5 else None
        return f"stranger-{kept_out}" if kept_out else "train"

    return [part(photo) for photo in photos]


def read_strangers(path: Path = STRANGERS_FILE) -> dict[str, str]:
    """Whether a source, the name of a set or of a repository, validates ("val") or tests."""
    with path.open(encoding="utf-8", newline="") as table:
        return {row["source"]: row["part"] for row in csv.DictReader(table)}
