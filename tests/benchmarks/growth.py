"""How cost and memory grow with the number of photos and of birds: straight lines, and a flat one.

Photos: the command line, from its start to its last line, over folders of 100, 1,000 and 10,000
photos of a fifth of a megapixel, remembering them in a fresh catalogue. Birds: boxes handed to the
classifier, on one photo of 24 megapixels. ``--plot`` draws both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.packs.pack import load_pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from tests.benchmarks.command_line import small_photos, timed_command
from tests.benchmarks.line_plot import Line, Panel, write_plot
from tests.benchmarks.measuring import Figure, by_turns, cpu_milliseconds, figure
from tests.benchmarks.settings import Settings

PHOTOS = (100, 1_000, 10_000)
BIRDS = (1, 2, 4, 8, 16, 24, 32)


def figures(settings: Settings) -> Iterator[Figure]:
    """For the built-in pack."""
    large = settings.large_photos()
    folder = settings.packs()["built-in"]
    seconds, megabytes = {}, {}
    for count in PHOTOS:
        photos = small_photos(settings, count)
        words = ["identify", str(photos), "--pack", f"{folder}/", "--output", f"{photos}.csv"]
        seconds[count], megabytes[count] = timed_command(words, settings.scratch / f"data-{count}")
        shutil.rmtree(photos)
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
