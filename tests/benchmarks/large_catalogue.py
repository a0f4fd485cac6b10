"""Measures the catalogue: opening, overviews, records, reviewing, undoing, and its size on disk.

``python -m tests.benchmarks.large_catalogue [--photos 50000]`` fills a catalogue with made-up
photos (one bird each, in every fourth two, five candidates a bird), then times what the window does
with it. Times are medians of several runs. ``--folder`` chooses another disk.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.identification import Bird, Candidate, Claim, PhotoResult, Rank
from birdeye.domain.photos import GpsPosition, PhotoMetadata, SeenFile, SeenPicture
from birdeye.domain.records import PackVersion
from birdeye.domain.review import confirmed
from birdeye.domain.species import Species

PACK = PackVersion("birdeye-1", "1.0", "0" * 64)
SPECIES = [Species(f"Genus{n % 140} species{n}") for n in range(400)]
BY_NAME = {species.scientific_name: species for species in SPECIES}
TOP = 5


def made_bird(number: int) -> Bird:
    """A bird with as many digits in its numbers as a network gives."""
    likely = [SPECIES[(number * 7 + place) % len(SPECIES)] for place in range(TOP)]
    candidates = tuple(
        Candidate(species, 0.87654321098 / 3.1 ** (place + 1 / (number + 2)))
        for place, species in enumerate(likely)
    )
    x, y = 100 + number % 977 / 3, 50 + number % 613 / 3
    claim = Claim(Rank.SPECIES, likely[0].scientific_name, candidates[0].probability)
    return Bird(
        Box(x, y, x + 311.25 / 3, y + 200.5 / 3), 0.5 + number % 97 / 211, claim, candidates
    )


def fill(catalogue: Catalogue, folder: Path, photos: int) -> None:
    """Remember ``photos`` photos and put them on show."""
    start = datetime(2026, 1, 1, 6)
    paths = [folder / f"2026-{n // 1000:03}" / f"IMG_{n:05}.JPG" for n in range(photos)]
    for number, path in enumerate(paths):
        birds = [made_bird(number)] + ([made_bird(number + 13)] if number % 4 == 0 else [])
        facts = PhotoMetadata(
            start + timedelta(seconds=41 * number), GpsPosition(52.5, 13.4), "Camera", "Lens"
        )
        result = PhotoResult(path, 6000, 4000, tuple(birds), metadata=facts)
        picture = SeenPicture(f"{number:064x}", 6000, 4000, facts)
        seen = SeenFile(path, f"{number:064x}", 25_000_000, 10**18 + number, picture)
        catalogue.remember(seen, result, PACK, TOP)
    catalogue.open_photos(paths)


def timed(task: Callable[[], object], runs: int) -> float:
    """The median of seconds."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def told(what: str, seconds: float, note: str = "") -> None:
    """One line of figures."""
    print(f"{what:<52}{seconds * 1000:10.2f} ms  {note}", flush=True)


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--photos", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, help="where to write (default: the system's)")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=words.folder) as folder:
        measure(Path(folder), words.photos)


def measure(folder: Path, photos: int) -> None:
    """All figures for a catalogue of that many photos."""
    path = folder / "catalogue.sqlite"
    species_of = BY_NAME.__getitem__
    started = time.perf_counter()
    with Catalogue(path, species_of) as catalogue:
        fill(catalogue, folder, photos)
    filled = time.perf_counter() - started
    told("remember a photo", filled / photos, f"{photos:,} photos in {filled:.1f} s")
    size = path.stat().st_size
    print(f"{'size on disk':<52}{size / 1e6:10.1f} MB  {size / photos:.0f} bytes a photo")
    check = timed(lambda: prepare_catalogue(path, check=True), 3)
    told("prepare at the first start of a day (with check)", check)
    told("prepare at other starts", timed(lambda: prepare_catalogue(path), 5))
    told("back up", timed(lambda: back_up_catalogue(path, now=True), 3))
    told("open a connection", timed(lambda: Catalogue(path, species_of).close(), 20))
    with Catalogue(path, species_of) as catalogue:
        told("first overview on show", timed(lambda: next(catalogue.overviews_on_show()), 5))
        told("all overviews on show", timed(lambda: list(catalogue.overviews_on_show()), 5))
        told("ids and paths on show", timed(catalogue.open_set, 5))
        ids = [photo_id for photo_id, _ in catalogue.open_set()]
        told("overviews of 100", timed(lambda: list(catalogue.overviews(ids[::500])), 20))
        told("one record", timed(lambda: catalogue.record(ids[-1]), 200))
        told("all records", timed(lambda: list(catalogue.records()), 3))
        told(
            "open the same photos again", timed(lambda: catalogue.open_photos(paths(catalogue)), 3)
        )
        told("photos to identify with another pack", timed(lambda: all_to_identify(catalogue), 3))
        measure_reviewing(catalogue, ids)


def paths(catalogue: Catalogue) -> list[Path]:
    """The photos on show."""
    return [path for _, path in catalogue.open_set()]


def all_to_identify(catalogue: Catalogue) -> list[tuple[int, Path]]:
    """The photos on show that another pack would have to look at."""
    return list(catalogue.to_identify(PackVersion("another", "1.0")))


def measure_reviewing(catalogue: Catalogue, ids: list[int]) -> None:
    """Single reviews, one of many birds, and undoing them."""
    birds = [record.birds[0].bird_id for record in catalogue.records(ids[:3000])]
    review = confirmed(Rank.SPECIES, SPECIES[3].scientific_name)
    seconds = []
    for bird_id in birds[:1000]:
        started = time.perf_counter()
        catalogue.carry_out(ReviewBirds((bird_id,), review))
        seconds.append(time.perf_counter() - started)
    seconds.sort()
    told(
        "review a bird, median",
        statistics.median(seconds),
        f"{1 / statistics.mean(seconds):,.0f} a second",
    )
    told("review a bird, 99th percentile", seconds[len(seconds) * 99 // 100])
    told("review a bird, slowest of 1,000", seconds[-1])
    told("undo", timed(catalogue.undo, 500))
    told("redo", timed(catalogue.redo, 500))
    told(
        f"review {len(birds):,} birds at once",
        timed(lambda: catalogue.carry_out(ReviewBirds(tuple(birds), review)), 5),
    )
    told("history", timed(lambda: catalogue.history, 20), "after a change of many birds")


if __name__ == "__main__":
    main()
