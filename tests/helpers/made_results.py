"""Results, files and packs made up for tests of what remembers them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.identification import NOT_SURE, Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.photos import GpsPosition, PhotoMetadata, SeenFile
from birdeye.domain.records import PackVersion
from birdeye.domain.species import Species

PACK = PackVersion("tiny", "1.0", "f1")
OTHER_PACK = PackVersion("other", "2.1", "f2")
TOP = 5

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
    facts.setdefault(
        "metadata",
        PhotoMetadata(
            datetime(2026, 5, 1, 7, 30, 12), GpsPosition(51.5, -0.25, 12.0), "Cam", "Lens"
        ),
    )
    return PhotoResult(path, 600, 400, birds, **facts)


def seen(path: Path, content: str = "", *, size: int = 1000, mtime_ns: int = 10**18) -> SeenFile:
    """The file at ``path`` with what stands for its content, by default its own."""
    content_hash = hashlib.sha256((content or str(path)).encode("utf-8", "surrogateescape"))
    return SeenFile(path, content_hash.hexdigest(), size, mtime_ns)
