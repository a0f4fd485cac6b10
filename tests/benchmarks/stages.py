"""Each stage alone: CPU milliseconds in one thread, on photos of 24 megapixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.regular_files import open_regular, read_all
from birdeye.packs.pack import load_pack
from birdeye.vision.crops import crop_region, cut_crops
from birdeye.vision.identifier import Identifier, IdentifyOptions
from tests.benchmarks.measuring import Figure, by_turns, cpu_milliseconds, figure
from tests.benchmarks.settings import Settings

SCALES = {"whole": 1.0, "at 1/2": 0.5, "at 1/4": 0.25, "at 1/8": 0.125}
BIRDS = (1, 4, 16)
PHOTOS = 8


def figures(settings: Settings) -> Iterator[Figure]:
    """Reading and decoding, then what each pack makes of the pixels."""
    paths = settings.large_photos()[:PHOTOS]
    yield from _measured("", _file_tasks(paths), settings.rounds)
    for name, folder in settings.packs().items():
        yield from _measured(f"{name}: ", _network_tasks(folder, paths[0]), settings.rounds)


def _measured(prefix: str, tasks: dict[str, Callable[[], float]], rounds: int) -> Iterator[Figure]:
    for name, values in by_turns(tasks, rounds).items():
        yield figure(f"{prefix}{name}", "ms", values)


def _file_tasks(paths: list[Path]) -> dict[str, Callable[[], float]]:
    def each(task: Callable[[Path], object]) -> Callable[[], float]:
        return lambda: cpu_milliseconds(lambda: [task(path) for path in paths]) / len(paths)

    def read(path: Path) -> None:
        with open_regular(path) as file:
            read_all(file)

    tasks = {"read the file": each(read), "open (header, EXIF)": each(open_photo)}
    for words, scale in SCALES.items():
        tasks[f"read and decode {words}"] = each(
            lambda path, scale=scale: open_photo(path).decode(scale)
        )
    return tasks


def _network_tasks(folder: Path, path: Path) -> dict[str, Callable[[], float]]:
    pack = load_pack(folder)
    identifier = Identifier(pack, IdentifyOptions(threads=1))
    detector, classifier = identifier._detector, identifier._classifier
    photo = open_photo(path)
    decoded = identifier.decode_overview(photo)
    whole = Box(0, 0, photo.width, photo.height)
    spec = pack.manifest.classifier
    bird = Box(photo.width * 0.35, photo.height * 0.3, photo.width * 0.65, photo.height * 0.7)
    region = crop_region(bird, spec, photo.width, photo.height)
    tensor = np.zeros(
        [size or 1 for size in detector._session.input.shape], detector._session.input.dtype
    )

    tasks = {
        "detector, photo to boxes": lambda: cpu_milliseconds(
            lambda: detector.find(decoded, whole, 0.3)
        ),
        "detector, the network alone": lambda: cpu_milliseconds(
            lambda: detector._session.run(tensor)
        ),
        "cut one crop": lambda: cpu_milliseconds(lambda: cut_crops(decoded, [region], spec)),
    }
    for count in BIRDS:
        crops = cut_crops(decoded, [region] * count, spec)
        tasks[f"classifier, {count} birds, each"] = lambda crops=crops, count=count: (
            cpu_milliseconds(lambda: classifier.probabilities(crops)) / count
        )
    return tasks
