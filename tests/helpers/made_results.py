"""Results, files and packs made up for tests of what remembers them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.photos import GpsPosition, PhotoMetadata, SeenFile, SeenPicture
from birdeye.domain.records import PackVersion
from birdeye.domain.species import Species

PACK = PackVersion("tiny", "1.0", "f1")
OTHER_PACK = PackVersion("other", "2.1", "f2")
TOP = 5

METADATA = PhotoMetadata(
    datetime(2026, 5, 1, 7, 30, 12), GpsPosition(51.5, -0.25, 12.0), "Cam", "Lens"
)

ROBIN, WREN, TIT = "Erithacus rubecula", "Troglodytes troglodytes", "Parus major"


def species_of(name: str) -> Species:
    """What a table of species would answer."""
    return Species(name, "Family of " + name.split(" ")[0])


def make_bird(
    taxon: str = ROBIN,
    box: tuple[float, float, float, float] = (10, 20, 110, 220),
    *,
    probability: float = 0.8125,
    score: float = 0.9,
    rank: Rank = Rank.SPECIES,
) -> Bird:
    """A bird with two candidates; ``rank`` NONE claims nothing."""
    named = rank is not Rank.NONE
    candidates = (
        Candidate(species_of(taxon), probability),
        Candidate(species_of(WREN if taxon != WREN else TIT), (1 - probability) / 3),
    )
    claim = Claim(rank, taxon, probability) if named else NOT_SURE
    return Bird(Box(*map(float, box)), score, claim, candidates)


def make_result(path: Path, *birds: Bird, **facts: object) -> PhotoResult:
    """A result for a photo of 600 x 400 pixels."""
    facts.setdefault("metadata", METADATA)
    return PhotoResult(path, 600, 400, birds, **facts)


def seen(
    path: Path,
    content: str = "",
    *,
    picture: str = "",
    metadata: PhotoMetadata = METADATA,
    size: int = 1000,
    mtime_ns: int = 10**18,
) -> SeenFile:
    """The file at ``path``, which was read, with what stands for its content and its picture.

    By default its content is its own, and so is the picture of any content.
    """
    content = content or str(path)
    shown = SeenPicture(_hashed(f"picture of {picture or content}"), 600, 400, metadata)
    return SeenFile(path, _hashed(content), size, mtime_ns, shown)


def as_before(path: Path, content: str = "") -> SeenFile:
    """As `seen`, but the file was not read again, since it is as it was."""
    return replace(seen(path, content), picture=None)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
