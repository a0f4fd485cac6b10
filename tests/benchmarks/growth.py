"""How cost and memory grow with the number of photos and of birds: straight lines, and a flat one.

Photos: the command line, from its start to its last line, over folders of 100, 1,000 and 10,000
photos of half a megapixel (links to a few dozen files). Birds: boxes handed to the classifier, on
one photo of 24 megapixels. ``--plot`` draws both.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.pack import load_pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from tests.benchmarks.children import ROOT
from tests.benchmarks.large_photos import make_large_photos
from tests.benchmarks.line_plot import Line, Panel, write_plot
from tests.benchmarks.measuring import Figure, by_turns, cpu_milliseconds, figure
from tests.benchmarks.settings import Settings
from tests.helpers.stand_in_pack import SHARED

PHOTOS = (100, 1_000, 10_000)
BIRDS = (1, 2, 4, 8, 16, 24, 32)
SMALL_MEGAPIXELS = 0.5
SMALL_FILES = 48

_COMMAND = """
import sys
from birdeye.__main__ import main
from tests.benchmarks.measuring import peak_megabytes
code = main(sys.argv[1:])
print(peak_megabytes(), file=sys.stderr)
sys.exit(code)
"""


def figures(settings: Settings) -> Iterator[Figure]:
    """For the built-in pack."""
    large = settings.large_photos()
    folder = settings.packs()["built-in"]
    seconds, megabytes = {}, {}
    for count in PHOTOS:
        seconds[count], megabytes[count] = identified(_links(settings, count), folder)
        yield figure(f"{count:,} photos", "s", [seconds[count]])
        yield figure(f"{count:,} photos: peak memory", "MB", [megabytes[count]], "under 400")
    few, some, many = PHOTOS
    share = (seconds[many] - seconds[some]) / (many - some)
    before = (seconds[some] - seconds[few]) / (some - few)
    yield figure(f"a further photo after {some:,} / before", "times", [share / before])
    yield figure(f"memory at {many:,} / at {few:,}", "times", [megabytes[many] / megabytes[few]])
    costs = _costs_of_birds(folder, large[0], settings.rounds)
    for birds, values in costs.items():
        yield figure(f"photo of 24 megapixels with {birds} birds", "ms", values)
    if settings.plot:
        medians = {birds: figure("", "", values).median for birds, values in costs.items()}
        write_plot(
            settings.plot,
            [
                Panel("photos", "seconds", (Line(seconds),), logarithmic=True),
                Panel("photos", "megabytes at the peak", (Line(megabytes),), logarithmic_x=True),
                Panel("birds in a photo of 24 megapixels", "CPU milliseconds", (Line(medians),)),
            ],
        )


def identified(photos: Path, pack: Path) -> tuple[float, float]:
    """(seconds, peak megabytes) of ``birdeye identify`` over a folder."""
    words = ["identify", str(photos), "--pack", f"{pack}/", "--output", str(photos) + ".csv"]
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - started, float(done.stderr.split()[-1])


def _links(settings: Settings, count: int) -> Path:
    sources = sorted((SHARED / "photos").glob("*.jpg"))
    small = settings.kept.with_name(settings.kept.name + "-small")
    files = make_large_photos(sources, small, SMALL_FILES, SMALL_MEGAPIXELS)
    folder = settings.scratch / f"{count}-photos"
    folder.mkdir(exist_ok=True)
    for number in range(count):
        link = folder / f"{number:06}.jpg"
        if not link.exists():
            link.symlink_to(files[number % len(files)])
    return folder


def _costs_of_birds(pack: Path, path: Path, rounds: int) -> dict[int, list[float]]:
    identifier = Identifier(load_pack(pack), IdentifyOptions(threads=1))
    photo = open_photo(path)
    side = photo.width / 10
    boxes = [
        Box(x, y, x + side, y + side)
        for y in (side, 3 * side, 5 * side, 6 * side)
        for x in (side * step for step in range(1, 9))
    ]
    tasks = {
        birds: lambda birds=birds: cpu_milliseconds(
            lambda: identifier.classify(open_photo(path), boxes[:birds])
        )
        for birds in BIRDS
    }
    return by_turns(tasks, rounds)
