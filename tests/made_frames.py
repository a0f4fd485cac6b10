"""Judges the sharpness of birds on made bursts, whose frames are blurred in a known order.

By hand: ``python -m tests.made_frames [--photos FOLDER] [--birds MANIFEST] [--bursts N]``. Each
burst is ten frames of one real photo: blurred by focus (a disc), by motion (a line at an angle of
its own) or by both, then moved a little, lit a little differently, given the noise of a sensor,
and written as a JPEG. The frames of "camera" are those of "large" as they are measured in a photo
of more than 6 megapixels: decoded at half their size. The figure is Spearman's rank correlation of
sharpness and order within each burst; the goal is 0.95 on average, and the worst bursts are listed.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.vision.sharpness import frame_qualities

FRAMES = 10
GOAL = 0.95
NOISES = (0.0, 2.0, 5.0)
"""Grey levels: base sensitivity, ISO 400 and ISO 1600, about."""

KINDS = ("focus", "motion", "both")
LEAST_HALVED = 280
"""Longer side in pixels of the birds of large photos from which they are measured at half size."""

LEAST_BIRD = 90
"""Shorter side in pixels of the birds that are taken."""


@dataclass(frozen=True)
class Source:
    """A photo and the box of one bird in it."""

    file: Path
    box: Box


def shared_photos(folder: Path) -> Iterator[Source]:
    """Those of one folder with photos.csv; a photo without boxes is its bird but for a margin."""
    with (folder / "photos.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            file = folder / row["file"]
            if row["boxes_xywh"]:
                for x, y, width, height in _boxes(row["boxes_xywh"]):
                    if min(width, height) >= LEAST_BIRD:
                        yield Source(file, Box(x, y, x + width, y + height))
            else:
                with Image.open(file) as photo:
                    width, height = photo.size
                yield Source(file, Box(0.15 * width, 0.15 * height, 0.85 * width, 0.85 * height))


def manifest_photos(manifest: Path, count: int, chance: random.Random) -> list[Source]:
    """Some birds of a manifest with boxes, from as many photos."""
    with manifest.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["boxes_xywh"]]
    sources = []
    for row in chance.sample(rows, len(rows)):
        x, y, width, height = _boxes(row["boxes_xywh"])[0]
        if min(width, height) >= LEAST_BIRD:
            sources.append(Source(manifest.parent / row["file"], Box(x, y, x + width, y + height)))
        if len(sources) == count:
            break
    return sources


def _boxes(text: str) -> list[tuple[float, float, float, float]]:
    return [tuple(map(float, each.split())) for each in text.split(";")]  # type: ignore[misc]


def made_burst(
    source: Source, kind: str, noise: float, chance: random.Random
) -> list[tuple[float, DecodedPhoto, Box]]:
    """(place in the order of sharpness, photo, box) of each frame, in any order."""
    original, box = _surroundings(source)
    longest = max(box.width, box.height)
    # The same blur in pixels shows less on a large bird: up to a fiftieth of its length.
    largest = max(4.0, longest / 50)
    angle, quality = chance.uniform(0, np.pi), chance.randint(86, 96)
    frames = []
    for place in range(FRAMES):
        extent = largest * (place / (FRAMES - 1)) ** 1.5
        picture = original
        if kind in ("focus", "both"):
            picture = _convolved(picture, _disc(extent))
        if kind in ("motion", "both"):
            picture = _convolved(picture, _line(2 * extent, angle + chance.uniform(-0.1, 0.1)))
        frames.append((float(-place), *_taken(picture, box, noise, quality, chance)))
    return frames


def _surroundings(source: Source) -> tuple[np.ndarray, Box]:
    """The bird with a tenth of its length around it, and its box there."""
    longest = max(source.box.width, source.box.height)
    with Image.open(source.file) as photo:
        part = Box(
            *(round(each) for each in (source.box.x1 - longest / 10, source.box.y1 - longest / 10)),
            *(round(each) for each in (source.box.x2 + longest / 10, source.box.y2 + longest / 10)),
        ).clipped(*photo.size)
        picture = np.asarray(photo.convert("L").crop(tuple(map(int, part.as_tuple()))), np.float32)
    return picture, source.box.shifted(-part.x1, -part.y1)


def _taken(
    picture: np.ndarray, box: Box, noise: float, quality: int, chance: random.Random
) -> tuple[DecodedPhoto, Box]:
    """As a camera would: framed, lit, with noise, and through a JPEG."""
    dx, dy = (chance.randint(0, 5) for _ in "xy")
    framed = picture[dy:, dx:] * chance.uniform(0.85, 1.1)
    random_numbers = np.random.default_rng(chance.randrange(2**32))
    noisy = framed[:, :, None] + random_numbers.normal(0, max(noise, 0.1), (*framed.shape, 3))
    stream = BytesIO()
    Image.fromarray(np.clip(noisy + 0.5, 0, 255).astype(np.uint8)).save(
        stream, "JPEG", quality=quality
    )
    rgb_u8 = np.asarray(Image.open(stream).convert("RGB"))
    wobble = [chance.uniform(-0.03, 0.03) * longer for longer in (box.width, box.height) * 2]
    corners = [a + b for a, b in zip(box.shifted(-dx, -dy).as_tuple(), wobble, strict=True)]
    height, width = rgb_u8.shape[:2]
    return DecodedPhoto(rgb_u8, 1.0, 1.0), Box(*corners).clipped(width, height)


def _disc(radius: float) -> np.ndarray:
    """A disc with soft edges, (side, side), summing to 1."""
    side = 2 * int(np.ceil(radius)) + 1
    fine = 5
    at = (np.arange(side * fine) + 0.5) / fine - side / 2
    inside = (at[:, None] ** 2 + at[None, :] ** 2 <= max(radius, 0.3) ** 2).astype(np.float32)
    kernel = inside.reshape(side, fine, side, fine).mean(axis=(1, 3))
    return kernel / kernel.sum()


def _line(length: float, angle: float) -> np.ndarray:
    """A line through the middle, (side, side), summing to 1."""
    side = 2 * int(np.ceil(length / 2)) + 3
    kernel = np.zeros((side, side), np.float32)
    for at in np.linspace(-length / 2, length / 2, max(2, round(20 * length) + 1)):
        x, y = side // 2 + at * np.cos(angle), side // 2 + at * np.sin(angle)
        left, top = int(np.floor(x)), int(np.floor(y))
        for ix, part_x in ((left, 1 - (x - left)), (left + 1, x - left)):
            for iy, part_y in ((top, 1 - (y - top)), (top + 1, y - top)):
                kernel[iy, ix] += part_x * part_y
    return kernel / kernel.sum()


def _convolved(picture: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The picture folded with the kernel, its edges repeated."""
    pad = kernel.shape[0] // 2
    padded = np.pad(picture, pad, mode="edge")
    size = tuple(_smooth_number(side) for side in padded.shape)
    folded = np.fft.irfft2(np.fft.rfft2(padded, size) * np.fft.rfft2(kernel, size), size)
    height, width = picture.shape
    return folded[2 * pad : 2 * pad + height, 2 * pad : 2 * pad + width].astype(np.float32)


def _smooth_number(least: int) -> int:
    """One without large factors, for which Fourier transforms are quick."""
    while True:
        rest = least
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return least
        least += 1


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's correlation of the ranks, equal values sharing theirs."""
    a, b = (_ranks(each) for each in (one, other))
    if np.std(a) == 0 or np.std(b) == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values)
    return (array[:, None] > array).sum(axis=1) + ((array[:, None] == array).sum(axis=1) - 1) / 2


def judged(
    source: Source, kind: str, noise: float, chance: random.Random, *, halved: bool = False
) -> tuple[float, list[float]]:
    """Spearman of one burst, and the sharpness of its frames, sharpest first."""
    frames = made_burst(source, kind, noise, chance)
    found = [
        frame_qualities(_at_half_size(photo) if halved else photo, [box])[0].sharpness
        for _, photo, box in frames
    ]
    figures = [-1.0 if each is None else each for each in found]
    return spearman([order for order, _, _ in frames], figures), figures


def _at_half_size(photo: DecodedPhoto) -> DecodedPhoto:
    """As a JPEG is decoded at half its size."""
    height, width = (side // 2 * 2 for side in photo.rgb_u8.shape[:2])
    quarters = photo.rgb_u8[:height, :width].reshape(height // 2, 2, width // 2, 2, 3)
    return DecodedPhoto(np.rint(quarters.mean(axis=(1, 3))).astype(np.uint8), 0.5, 0.5)


def main() -> int:
    """Make the bursts and print the table; 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=Path("../shared/photos"))
    parser.add_argument("--birds", type=Path, default=Path("../shared/data/birds/manifest.csv"))
    parser.add_argument("--bursts", type=int, default=40, help="of small photos")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    large = list(shared_photos(arguments.photos))
    sets = {
        "large": large,
        "camera": [each for each in large if max(each.box.width, each.box.height) >= LEAST_HALVED],
        "small": manifest_photos(arguments.birds, arguments.bursts, chance),
    }
    table = defaultdict(list)
    first = []
    for name, sources in sets.items():
        for source in sources:
            for kind in KINDS:
                noise = chance.choice(NOISES)
                correlation, figures = judged(source, kind, noise, chance, halved=name == "camera")
                table[name, kind].append(correlation)
                first.append(figures[0])
                if arguments.verbose or correlation < 0.9:
                    shown = " ".join(f"{each:.0f}" for each in figures)
                    print(f"  {source.file.name} {kind} {noise:.0f}: {correlation:.3f} | {shown}")
    for (name, kind), values in table.items():
        print(
            f"{name:6} {kind:7} {len(values):4} bursts: mean {statistics.mean(values):.3f}, "
            f"median {statistics.median(values):.3f}, worst {min(values):.3f}"
        )
    everything = [each for values in table.values() for each in values]
    mean = statistics.mean(everything)
    reached = sum(each >= GOAL for each in everything) / len(everything)
    print(f"all: mean {mean:.3f}, at least {GOAL} in {100 * reached:.0f} % of {len(everything)}")
    spread = statistics.quantiles(first, n=10)
    print(f"frames that are not blurred: {spread[0]:.0f} to {spread[-1]:.0f} (10 to 90 %)")
    return 0 if mean >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
