"""How many small birds a pack finds: those that would have 16 to 32 pixels in a photo of 640.

The held-out scenes are small, and hardly any of their birds is so far away. So each is mirrored
about its edges into a photo of two or four times its size, without seams, in which the same birds
are that much smaller. A bird counts once, by the share of its upright images that are found; birds
are those that YOLOX-nano is sure of in the scene itself.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from birdeye.domain.boxes import Box
from birdeye.packs.pack import Pack
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.calibration.share import Share
from birdeye.workflows.identify_photos import identify_photos
from models.training.strangers import Scene, read_scenes_with_birds

from .known_photos import IOU_FOUND

SMALL = (16 / 640, 32 / 640)
"""Side of a square of the bird's area, as a share of the photo's longer side."""
COPIES = (2, 4)


@dataclass(frozen=True)
class Mirrored:
    """A scene beside its mirror images (h, w, 3); ``birds`` has the upright images of each bird
    that is small in it."""

    rgb_u8: np.ndarray
    birds: tuple[tuple[Box, ...], ...]


def measure(data: Path, pack: Pack, part: str, *, tiles: bool | None = None) -> Share:
    """The share of small birds that are found; ``tiles`` as in `IdentifyOptions`."""
    mirrored = [
        each for scene in read_scenes_with_birds(data, part) for each in mirrored_scene(scene)
    ]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.png" for number in range(len(mirrored))]
        for path, each in zip(paths, mirrored, strict=True):
            Image.fromarray(each.rgb_u8).save(path)
        results = list(identify_photos(paths, Identifier(pack, IdentifyOptions(tiles=tiles))))
    shares = [
        found_share(images, [bird.box for bird in result.birds])
        for each, result in zip(mirrored, results, strict=True)
        for images in each.birds
    ]
    return Share(float(np.mean(shares)) if shares else math.nan, len(shares), float(len(shares)))


def found_share(images: Sequence[Box], found: Sequence[Box]) -> float:
    """The share of a bird's images that a box of ``found`` overlaps by `IOU_FOUND`."""
    hits = [any(box.iou(image) >= IOU_FOUND for box in found) for image in images]
    return sum(hits) / len(hits)


def mirrored_scene(scene: Scene) -> Iterator[Mirrored]:
    """The scene with as many copies as make most of its birds small; nothing if none do."""
    with Image.open(scene.path) as image:
        rgb_u8 = np.asarray(image.convert("RGB"))

    def small(copies: int) -> list[Box]:
        least, most = (copies * max(rgb_u8.shape) * share for share in SMALL)
        return [box for box in scene.birds if least <= (box.width * box.height) ** 0.5 < most]

    copies = max(COPIES, key=lambda each: len(small(each)))
    if small(copies):
        yield mirror(rgb_u8, small(copies), copies)


def mirror(rgb_u8: np.ndarray, boxes: Sequence[Box], copies: int) -> Mirrored:
    """A photo (h, w, 3) and its ``boxes``, mirrored to ``copies`` by ``copies``."""
    height, width = rgb_u8.shape[:2]
    column = np.concatenate([rgb_u8[::-1] if row % 2 else rgb_u8 for row in range(copies)])
    whole = np.concatenate([column[:, ::-1] if each % 2 else column for each in range(copies)], 1)

    def images(box: Box) -> Iterator[Box]:
        for row in range(0, copies, 2):  # in the others it is upside down
            y1, y2 = box.y1 + row * height, box.y2 + row * height
            for column in range(copies):
                x1, x2 = box.x1, box.x2
                if column % 2:
                    x1, x2 = width - x2, width - x1
                yield Box(x1 + column * width, y1, x2 + column * width, y2)

    return Mirrored(whole, tuple(tuple(images(box)) for box in boxes))
