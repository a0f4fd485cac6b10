"""What the sections of the suite measure with: packs, photos, rounds."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from birdeye import locations
from tests.benchmarks.large_photos import make_large_photos
from tests.benchmarks.measuring import Unavailable
from tests.helpers.stand_in_pack import (
    SHARED,
    STAND_IN_ABSENT,
    make_stand_in_pack,
    stand_in_is_possible,
)

MEGAPIXELS = 24.0


@dataclass(frozen=True)
class Settings:
    """``kept`` is where photos are made, and kept for the next run (1.1 GB for 200)."""

    rounds: int = 5
    photos: int = 100
    kept: Path = field(
        default_factory=lambda: Path(tempfile.gettempdir()) / "birdeye-benchmark-photos"
    )
    scratch: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="birdeye-bench-")))
    plot: Path | None = None
    mxnet_python: str | None = field(default_factory=lambda: os.environ.get("BIRDEYE_MXNET_PYTHON"))

    def large_photos(self) -> list[Path]:
        """Photos of 24 megapixels, read once so that the disk does not count."""
        sources = sorted((SHARED / "photos").glob("*.jpg"))
        if not sources:
            raise Unavailable(f"It {STAND_IN_ABSENT}.")
        paths = make_large_photos(sources, self.kept, self.photos, MEGAPIXELS)
        for path in paths:
            path.read_bytes()
        return paths

    def packs(self) -> dict[str, Path]:
        """The folder of the built-in pack, and of the stand-in of the tests where it can be made.

        The stand-in stays the same while the built-in models grow, so that figures of the program
        can be compared from one version to the next.
        """
        folders = sorted(path.parent for path in _builtin().glob("*/manifest.toml"))
        if not folders:
            raise Unavailable("There is no built-in pack.")
        packs = {"built-in": folders[-1]}
        if stand_in_is_possible():
            folder = self.scratch / "stand-in"
            if not folder.exists():
                make_stand_in_pack(folder)
            packs["stand-in"] = folder
        return packs

    def require_mxnet(self) -> str:
        """The interpreter that has MXNet 1.9.1."""
        if not self.mxnet_python:
            raise Unavailable(
                "BIRDEYE_MXNET_PYTHON does not name an interpreter that has MXNet 1.9.1."
            )
        return self.mxnet_python


def _builtin() -> Path:
    return locations.builtin_packs_folder()
