"""Composes the detector's training pictures: photos with their boxes, cut, shrunk and put together.

The photos are small and their birds large, so birds of a few per cent of the side come from
shrinking photos upon others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from .boxes import iou
from .photos import Photo, PhotoStore
from .places import Places
from .yolox import yolox_rows


@dataclass(frozen=True)
class Picture:
    """Pixels (s, s, 3) uint8; boxes of birds, of doubt and of unknown ground, as fractions (n, 4).

    Where the ground is unknown there may be more birds than the boxes tell.
    """

    pixels: np.ndarray
    birds: np.ndarray
    doubts: np.ndarray
    unknown: np.ndarray


class Scenes:
    """Photos with the boxes that training may trust and those that it must keep out of."""

    def __init__(
        self, places: Places, photos: list[Photo], store: PhotoStore, pseudo: dict[str, float]
    ) -> None:
        self._store = store
        self.birds: list[np.ndarray] = []
        self.doubts: list[np.ndarray] = []
        # A manifest that tells YOLOX's boxes tells the surest only.
        self._unknown = [photo.has_bird and photo.yolox is not None for photo in photos]
        for photo, rows in zip(photos, yolox_rows(places, photos), strict=True):
            known = np.array(photo.boxes_xyxy, np.float32).reshape(-1, 4)
            if not photo.has_bird:
                rows = rows[:0]  # whatever YOLOX says
            if len(known):
                rows = rows[iou(rows[:, :4], known).max(1) < 0.4]
                birds, doubts = known, rows[rows[:, 4] >= pseudo["ignore"], :4]
            else:
                sure = rows[:, 4] >= pseudo["least"]
                birds = rows[sure, :4]
                doubts = rows[~sure & (rows[:, 4] >= pseudo["ignore"]), :4]
            self.birds.append(birds)
            self.doubts.append(doubts)

    def view(
        self, index: int, rect: np.ndarray, width: int, height: int, mirrored: bool
    ) -> Picture:
        """A rectangle of a photo stretched to (height, width); boxes become fractions of it.

        Birds less than 30 % inside are doubts, and so are slivers of a few pixels.
        """
        left, top, right, bottom = (float(v) for v in rect)
        pixels = self._store[index]
        image = Image.fromarray(
            pixels[int(top) : int(np.ceil(bottom)), int(left) : int(np.ceil(right))]
        )
        box = (left - int(left), top - int(top), right - int(left), bottom - int(top))
        box = (*box[:2], min(box[2], image.width), min(box[3], image.height))
        small = np.asarray(image.resize((width, height), Image.Resampling.BILINEAR, box=box))
        birds, doubts = self.birds[index], self.doubts[index]
        inside, share = _clipped(birds, rect)
        pixel = (inside[:, 2:] - inside[:, :2]) * [width / (right - left), height / (bottom - top)]
        clear = (share >= 0.3) & (pixel.min(1, initial=1e9) >= 4)
        partly = (share > 0) & ~clear
        doubtful, doubt_share = _clipped(doubts, rect)
        unsure = np.concatenate([inside[partly], doubtful[doubt_share > 0.1]])
        boxes = [_relative(b, rect) for b in (inside[clear], unsure)]
        if mirrored:
            small = small[:, ::-1]
            boxes = [np.stack([1 - b[:, 2], b[:, 1], 1 - b[:, 0], b[:, 3]], 1) for b in boxes]
        whole = np.array([[0, 0, 1, 1]] * self._unknown[index], np.float32).reshape(-1, 4)
        return Picture(small, *boxes, whole)


def _clipped(boxes: np.ndarray, rect: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Boxes cut to a rectangle, and the share of each that is within."""
    if not len(boxes):
        return boxes.reshape(0, 4), np.zeros(0)
    inside = np.concatenate(
        [np.maximum(boxes[:, :2], rect[:2]), np.minimum(boxes[:, 2:], rect[2:])], 1
    )
    area = np.clip(inside[:, 2:] - inside[:, :2], 0, None).prod(1)
    return inside, area / np.maximum((boxes[:, 2:] - boxes[:, :2]).prod(1), 1e-6)


def _relative(boxes: np.ndarray, rect: np.ndarray) -> np.ndarray:
    size = np.array(rect[2:]) - rect[:2]
    return ((boxes - np.tile(rect[:2], 2)) / np.tile(size, 2)).reshape(-1, 4).astype(np.float32)


def place(canvas: np.ndarray, picture: Picture, left: int, top: int) -> Picture:
    """Put a picture onto a canvas (s, s, 3), which is changed; its boxes as fractions of that."""
    height, width = picture.pixels.shape[:2]
    canvas[top : top + height, left : left + width] = picture.pixels
    side = len(canvas)
    scale = np.array([width, height, width, height]) / side
    shift = np.array([left, top, left, top]) / side
    boxes = (picture.birds, picture.doubts, picture.unknown)
    return Picture(canvas, *((each * scale + shift).astype(np.float32) for each in boxes))


def together(canvas: np.ndarray, placed: list[Picture]) -> Picture:
    """One picture of those that were placed on the canvas, each upon those before it."""
    fields = ("birds", "doubts", "unknown")
    return Picture(canvas, *(np.concatenate([getattr(p, f) for p in placed]) for f in fields))


class Composer:
    """Draws the composition of each picture and carries it out."""

    def __init__(
        self, scenes: Scenes, sizes: list[tuple[int, int]], birdless: np.ndarray, rates: dict
    ) -> None:
        self._scenes, self._sizes = scenes, sizes
        self._birdless, self._rates = birdless, rates

    def compose(self, rng: np.random.Generator, draw: Callable[[], int], side: int) -> Picture:
        """One picture; `draw()` gives the index of a photo to use."""
        kind = rng.random()
        mosaic, shrink, part = (self._rates[k] for k in ("mosaic", "shrink", "part"))
        if kind < mosaic:
            return self._mosaic(rng, [draw() for _ in range(4)], side)
        if kind < mosaic + shrink:
            return self._shrunk(rng, draw, side)
        index = draw()
        rect = self._whole(index)
        if kind < mosaic + shrink + part:
            rect = self._part(rng, index)
        return self._scenes.view(index, rect, side, side, rng.random() < 0.5)

    def _whole(self, index: int) -> np.ndarray:
        width, height = self._sizes[index]
        return np.array([0, 0, width, height], np.float32)

    def _part(self, rng: np.random.Generator, index: int) -> np.ndarray:
        """A part of the photo that holds at least 60 % of one bird, if it has any."""
        width, height = self._sizes[index]
        birds = self._scenes.birds[index]
        for _ in range(12):
            share = rng.uniform(0.3, 1.0, 2)
            share[1] = np.clip(share[1], share[0] * 0.6, share[0] * 1.6)
            w, h = np.minimum(share, 1) * (width, height)
            left, top = rng.uniform(0, width - w), rng.uniform(0, height - h)
            rect = np.array([left, top, left + w, top + h], np.float32)
            if not len(birds) or _clipped(birds, rect)[1].max() >= 0.6:
                return rect
        return self._whole(index)

    def _mosaic(self, rng: np.random.Generator, indices: list[int], side: int) -> Picture:
        canvas = np.empty((side, side, 3), np.uint8)
        x, y = (int(v) for v in rng.integers(side * 3 // 10, side * 7 // 10, 2))
        tiles = ((0, 0, x, y), (x, 0, side, y), (0, y, x, side), (x, y, side, side))
        placed = []
        for index, (left, top, right, bottom) in zip(indices, tiles, strict=True):
            rect = self._part(rng, index) if rng.random() < 0.4 else self._whole(index)
            view = self._scenes.view(index, rect, right - left, bottom - top, rng.random() < 0.5)
            placed.append(place(canvas, view, left, top))
        return together(canvas, placed)

    def _shrunk(self, rng: np.random.Generator, draw: Callable[[], int], side: int) -> Picture:
        """Photos far away, each in its own quarter of a photo without birds."""
        ground = int(rng.choice(self._birdless))
        base = self._scenes.view(ground, self._whole(ground), side, side, rng.random() < 0.5)
        canvas, half = base.pixels.copy(), side // 2
        corners = rng.permutation([(0, 0), (half, 0), (0, half), (half, half)])
        placed = []
        for x, y in corners[: rng.integers(1, 5)]:
            index = draw()
            largest = rng.uniform(*np.log(self._rates["shrunk_sides"]))
            width, height = self._sizes[index]
            scale = np.exp(largest) * side / max(width, height)
            w, h = (max(8, min(half, round(length * scale))) for length in (width, height))
            view = self._scenes.view(index, self._whole(index), w, h, rng.random() < 0.5)
            left, top = (
                int(at + rng.integers(0, half - size + 1)) for at, size in ((x, w), (y, h))
            )
            placed.append(place(canvas, view, left, top))
        return together(canvas, placed)
