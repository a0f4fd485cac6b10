"""What it costs to measure how sharp birds are, as a share of all that a photo takes.

``python -m tests.benchmarks.sharpness`` runs a batch of photos of 24 megapixels, made as for the
suite, with and without the measure, by turns with one worker, and compares CPU time. The goal is
less than 15 %. A batch reads each photo, identifies it and remembers it in a catalogue. Decoding at
half size instead of a quarter is counted in, as is everything that follows.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from birdeye.domain.species import Species
from birdeye.packs.pack import load_pack
from birdeye.vision import identifier as subject
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.remember_photos import recall_or_identify
from tests.benchmarks.large_photos import make_large_photos
from tests.benchmarks.measuring import by_turns, ratios

GOAL = 1.15


def run_batch(paths: list[Path], identifier: Identifier, catalogue: Path) -> None:
    """All that becomes of photos that were opened, computed anew."""
    results = recall_or_identify(
        paths,
        identifier,
        catalogue,
        on_trouble=fail,
        species_of=Species,
        again=True,
        workers=1,
    )
    assert all(result.error is None for result in results)


def fail(error: Exception) -> None:
    """Nothing may go wrong here."""
    raise error


def main() -> int:
    """Measure and tell; 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=Path("../shared/photos"))
    parser.add_argument("--pack", type=Path, default=Path("models/birdeye-1"))
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    identifier = Identifier(load_pack(arguments.pack), IdentifyOptions(threads=1))
    sources = sorted(arguments.photos.glob("*.jpg"))
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Path(folder) / "catalogue.sqlite"
        paths = make_large_photos(sources, Path(folder), len(sources), 24)

        def with_measure() -> float:
            started = time.process_time()  # of all threads, since the batch has workers
            run_batch(paths, identifier, catalogue)
            return 1000 * (time.process_time() - started) / len(paths)

        def without() -> float:
            with (
                patch.object(subject, "_scale_for_sharpness", lambda photo: 0.0),
                patch.object(subject, "measured", lambda birds, decoded: tuple(birds)),
            ):
                return with_measure()

        values = by_turns({"with": with_measure, "without": without}, arguments.rounds)
    shares = ratios(values["with"], values["without"])
    for name, taken in values.items():
        print(f"{name}: {statistics.median(taken):.1f} ms of CPU a photo")
    share = statistics.median(shares)
    print(f"with / without: {share:.3f} ({min(shares):.3f} to {max(shares):.3f})")
    return 0 if share < GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
