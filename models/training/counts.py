"""How much training went into a checkpoint, kept beside it so that a later run goes on counting."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

import tomli_w

from .places import replacing

COUNTS_FILE = "training.toml"


@dataclass(frozen=True)
class Counts:
    """Crops (pictures, for a detector) seen, and seconds of training."""

    crops: int
    seconds: float


def read_counts(folder: Path, network: str) -> Counts:
    """What the folder of checkpoints says of this network."""
    table = tomllib.loads((folder / COUNTS_FILE).read_text(encoding="utf-8"))
    return Counts(**table[network])


def write_counts(folder: Path, network: str, counts: Counts) -> None:
    """Note what went into this network's checkpoint; the other's stays as it is."""
    path = folder / COUNTS_FILE
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    with replacing(path) as part:
        part.write_text(tomli_w.dumps(table | {network: asdict(counts)}), encoding="utf-8")
