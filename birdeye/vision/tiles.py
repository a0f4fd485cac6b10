"""A closer look for small birds: the photo again, in overlapping tiles.

A bird of 40 pixels in a photo of 1,000 is a speck in an input of 400. In a tile it is a bird. This
costs several runs of the detector, so it is worthwhile only if the first one suggests it.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.vision.detections import Detections
from birdeye.vision.detector import Detector
from birdeye.vision.preprocessing import place
from birdeye.vision.suppression import overlaps, suppress

ZOOM = 2.0
"""How much larger a bird is in a tile than in the whole photo, if the photo has enough pixels."""

OVERLAP = 0.25
"""Share of a tile's side that its neighbour shows too: a bird smaller than that is complete in
one."""

_LITTLE_ZOOM = 1.2
"""Birds that would be enlarged no more than this were visible at first look."""

SQUEEZED = 2.0
"""How many times more one side of a photo may be shrunk than the other by a network that stretches:
beyond that are panoramas, hardly any of which were in its training."""

_MOST_SQUARES = 8
"""How many widths of a square a panorama may have; longer ones are cut into longer tiles."""

SMALL_BIRD = 0.15
"""Side of a square with the area of a bird, as a share of the photo's longer side: if one bird is
smaller, others are likely to be smaller still, too small for the first look."""

SMALL_IN_TILE = 0.3
"""Side of a bird as a share of a tile's side below which it is small in the tile, too."""

_MOST_ENLARGED = 1.5
"""How much larger than the photo itself a second closer look may show it."""

_MOST_AGAIN = 24
"""The most runs of the detector for a second closer look."""

_PART_OF_A_BIRD = 0.7
"""A box with more than this share inside a bird found in the whole photo is part of that bird."""


def plan_tiles(width: int, height: int, side_wanted: float) -> list[Box]:
    """Tiles of equal size that cover a photo, row by row, each overlapping its neighbours.

    Their sides are at most ``side_wanted`` pixels, and shorter only if the photo is.
    """
    columns = _starts(width, side_wanted)
    rows = _starts(height, side_wanted)
    tile_width, tile_height = min(width, side_wanted), min(height, side_wanted)
    return [Box(x, y, x + tile_width, y + tile_height) for y in rows for x in columns]


def tiles_for(detector: Detector, width: int, height: int) -> list[Box]:
    """The tiles that are worth a look, none if the first look already saw every pixel.

    A small panorama is examined in squares if the network would stretch it to its own shape, which
    distorts birds beyond recognition.
    """
    whole = Box(0, 0, width, height)
    scale = detector.scale_wanted(whole)
    zoom = min(ZOOM, 1 / scale)
    size = detector.spec.input
    if zoom >= _LITTLE_ZOOM:
        return plan_tiles(width, height, min(size.width, size.height) / (scale * zoom))
    scales = place(whole, size).scale_xy
    if max(scales) > SQUEEZED * min(scales):
        return plan_tiles(
            width, height, max(min(width, height), max(width, height) / _MOST_SQUARES)
        )
    return []


def is_worthwhile(suspected: Detections, found: Detections, width: int, height: int) -> bool:
    """Whether a closer look at a photo is likely to find more birds than the first look did.

    ``found`` are its birds, ``suspected`` all boxes that may show one. Worthwhile if every bird is
    small; or, if there is none, if anything at all was suspected, which saves this for most photos
    without birds.

    Following this is the default, because for a folder with birds in three quarters of the photos
    it costs less than twice the processor time of never looking; always looking costs many times as
    much and has to be requested (``python -m tests.benchmarks.closer_look``: 1.5 and 6.9 times with
    ``--pack models/birdeye-1``, 2.0 and 4.0 with the stand-in).
    """
    if not len(suspected):
        return False
    sides = np.sqrt(np.prod(found.boxes_xyxy[:, 2:] - found.boxes_xyxy[:, :2], axis=1))
    return bool((sides < SMALL_BIRD * max(width, height)).all())


def still_smaller(
    detector: Detector, width: int, height: int, tiles: list[Box], found: Detections
) -> list[Box]:
    """The tiles of a second closer look, none if the first showed birds at a good size.

    ``tiles`` are those of the first, ``found`` the birds known after it. There is a second look if
    all are small even in a tile, and if it takes no more than `_MOST_AGAIN` runs.
    """
    side = max(tiles[0].width, tiles[0].height)
    sides = np.sqrt(np.prod(found.boxes_xyxy[:, 2:] - found.boxes_xyxy[:, :2], axis=1))
    if not len(found) or (sides > SMALL_IN_TILE * side).any():
        return []
    size = detector.spec.input
    smaller = max(side / ZOOM, min(size.width, size.height) / _MOST_ENLARGED)
    again = plan_tiles(width, height, smaller)
    return again if smaller * _LITTLE_ZOOM <= side and len(again) <= _MOST_AGAIN else []


def look_closer(
    detector: Detector,
    photo: DecodedPhoto,
    tiles: list[Box],
    whole: Detections,
    score_threshold: float,
    check: Callable[[], None] = lambda: None,
) -> Detections:
    """The birds of ``whole`` and those that only the tiles show, best first, one box each.

    ``check`` is called before each tile, and may raise.
    """
    frame = Box(0, 0, max(tile.x2 for tile in tiles), max(tile.y2 for tile in tiles))
    in_tiles = []
    for tile in tiles:
        check()
        in_tiles.append(
            _without_cut_birds(detector.find(photo, tile, score_threshold), tile, frame)
        )
    found = Detections.joined(in_tiles)
    for box in whole.boxes_xyxy:
        inside = overlaps(box, found.boxes_xyxy, of_smaller=True) > _PART_OF_A_BIRD
        # Of two boxes of one bird the surer is kept, below.
        same = overlaps(box, found.boxes_xyxy, of_smaller=False) > detector.spec.iou_threshold
        found = found.chosen(same | ~inside)
    return suppress(Detections.joined([whole, found]), detector.spec.iou_threshold)


def _starts(length: float, side: float) -> list[float]:
    if length <= side:
        return [0.0]
    count = math.ceil((length - side) / (side * (1 - OVERLAP))) + 1
    return np.linspace(0.0, length - side, count).tolist()


def _without_cut_birds(found: Detections, tile: Box, frame: Box) -> Detections:
    """Boxes that do not touch a border at which the tile ends but the photo continues."""
    near = 0.01 * max(tile.width, tile.height)
    low = np.array(
        [tile.x1 if tile.x1 > frame.x1 else -np.inf, tile.y1 if tile.y1 > frame.y1 else -np.inf]
    )
    high = np.array(
        [tile.x2 if tile.x2 < frame.x2 else np.inf, tile.y2 if tile.y2 < frame.y2 else np.inf]
    )
    boxes = found.boxes_xyxy
    whole = np.all((boxes[:, :2] > low + near) & (boxes[:, 2:] < high - near), axis=1)
    return found.chosen(whole)
