"""What the closer look for small birds costs, and how many birds it adds, over whole folders.

``python -m tests.benchmarks.closer_look`` identifies the photos of ../shared and a fixed draw of
200 from its collection, a quarter of them without a bird, enlarged to 2 megapixels with a camera's
noise: with no closer look, with one where the first look suggests it (the default), and always.

The default stays on as long as it costs less than twice the processor time of no closer look over
all of these photos: a folder of somebody who photographs birds is the measure, not its worst photo.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from birdeye.packs.pack import Pack, load_pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.identify_photos import identify_photos
from tests.benchmarks.large_photos import make_large_photos
from tests.helpers.stand_in_pack import (
    SHARED,
    STAND_IN_ABSENT,
    make_stand_in_pack,
    stand_in_is_possible,
)

CHOICES = {"never": False, "where suggested": None, "always": True}
WITH_BIRDS, WITHOUT = 150, 50
MEGAPIXELS = 2.0


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where the photos are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", type=Path, help="a pack's folder (default: the stand-in)")
    arguments = parser.parse_args(words)
    if not stand_in_is_possible() or not (SHARED / "data" / "birds" / "manifest.csv").exists():
        print(STAND_IN_ABSENT, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pack = load_pack(arguments.pack) if arguments.pack else make_stand_in_pack(folder / "pack")
        groups = photo_groups(folder)
        for name, paths in groups.items():
            report(name, paths, pack)
        report("all of these", [path for paths in groups.values() for path in paths], pack)
    return 0


def photo_groups(folder: Path) -> dict[str, list[Path]]:
    """Photos of ../shared as they are, and a draw of its collection made as large as photos."""
    collection = SHARED / "data" / "birds"
    with (collection / "manifest.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    draw = random.Random(1)
    groups = {"photos of ../shared": sorted((SHARED / "photos").glob("*.jpg"))}
    for name, kind, count in (("with birds", "bird", WITH_BIRDS), ("without", "none", WITHOUT)):
        drawn = draw.sample([row["file"] for row in rows if row["kind"] == kind], count)
        sources = [collection / file for file in drawn]
        groups[name] = make_large_photos(sources, folder / kind, count, MEGAPIXELS)
    return groups


def report(name: str, paths: Sequence[Path], pack: Pack) -> None:
    """Print one line for each choice, with the cost relative to never."""
    print(f"{name} ({len(paths)} photos)")
    least = 0.0
    for choice, tiles in CHOICES.items():
        identifier = Identifier(pack, IdentifyOptions(tiles=tiles, threads=1))
        list(identify_photos(paths[:2], identifier, workers=1))
        started = time.process_time()
        birds = sum(len(result.birds) for result in identify_photos(paths, identifier, workers=1))
        seconds = time.process_time() - started
        least = least or seconds
        milliseconds = 1000 * seconds / len(paths)
        print(
            f"  {choice:16} {milliseconds:6.1f} ms of CPU a photo, {seconds / least:.2f} times; "
            f"{birds} birds",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
