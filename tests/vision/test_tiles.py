"""Tiles cover the photo, and what they find is joined without doubles."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.boxes import Box
from birdeye.packs.manifest import Decoder, DetectorSpec, InputSpec, ResizeRule
from birdeye.vision.detections import Detections
from birdeye.vision.detector import Detector
from birdeye.vision.tiles import (
    OVERLAP,
    is_worthwhile,
    look_closer,
    plan_tiles,
    still_smaller,
    tiles_for,
)

SPEC = DetectorSpec(
    "d.onnx", "0" * 64, Decoder.SSD, InputSpec(416, 416, ResizeRule.LETTERBOX), 0.3, 0.5
)


@given(st.integers(1, 9000), st.integers(1, 9000), st.floats(100, 3000))
def test_tiles_cover_the_photo_and_overlap(width, height, side):
    tiles = plan_tiles(width, height, side)
    for start, end, length in (("x1", "x2", width), ("y1", "y2", height)):
        spans = sorted({(getattr(tile, start), getattr(tile, end)) for tile in tiles})
        assert spans[0][0] == 0
        assert spans[-1][1] == pytest.approx(length)
        for (_, earlier_end), (later_start, later_end) in pairwise(spans):
            shared = earlier_end - later_start
            assert shared >= OVERLAP * (later_end - later_start) - 1e-6
    assert len(tiles) == len({tile.as_tuple() for tile in tiles})


@dataclass
class SeeingDetector:
    """Finds every bird of ``birds`` that is large enough in the region, cut at its borders."""

    birds: list[Box]
    spec: DetectorSpec = SPEC
    looked_at: list[Box] = field(default_factory=list)
    scale_wanted = Detector.scale_wanted

    def find(self, photo, region, score_threshold):
        self.looked_at.append(region)
        scale = min(416 / region.width, 416 / region.height)
        boxes = []
        for bird in self.birds:
            shown = bird.shifted(-region.x1, -region.y1).clipped(region.width, region.height)
            if shown.area > 0.2 * bird.area and shown.width * scale > 20:
                boxes.append(shown.shifted(region.x1, region.y1).as_tuple())
        scores = [0.9 - number / 100 for number in range(len(boxes))]
        return Detections(np.array(boxes).reshape(-1, 4), np.array(scores))


def look(detector, width, height):
    whole = detector.find(None, Box(0, 0, width, height), 0.3)
    found = look_closer(detector, None, tiles_for(detector, width, height), whole, 0.3)
    return sorted(tuple(box) for box in found.boxes_xyxy.tolist())


def test_small_photo_needs_no_closer_look():
    assert tiles_for(SeeingDetector([]), 416, 300) == []
    assert tiles_for(SeeingDetector([]), 450, 300) == []


@pytest.mark.parametrize(
    ("width", "height", "sides"),
    [
        (1200, 400, {(400, 400)}),
        (300, 900, {(300, 300)}),
        (800, 400, set()),
        (4000, 40, {(500, 40)}),
    ],
)
def test_panorama_is_looked_at_in_squares_where_it_is_stretched(width, height, sides):
    stretched = replace(SPEC, input=InputSpec(416, 416, ResizeRule.STRETCH))
    tiles = tiles_for(SeeingDetector([], stretched), width, height)
    assert {(round(tile.width), round(tile.height)) for tile in tiles} == sides
    assert len(tiles) <= 12


def test_tiles_show_birds_at_twice_the_size():
    tiles = tiles_for(SeeingDetector([]), 4160, 4160)
    assert {tile.width for tile in tiles} == {2080}
    assert {tile.width for tile in tiles_for(SeeingDetector([]), 600, 400)} == {416}


@given(st.integers(0, 1950), st.integers(0, 1450))
def test_small_bird_is_found_once_wherever_it_sits(x, y):
    bird = Box(x, y, x + 60, y + 60)
    assert look(SeeingDetector([bird]), 2000, 1500) == [bird.clipped(2000, 1500).as_tuple()]


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([], True),
        ([(0, 0, 290, 300)], True),
        ([(0, 0, 300, 300)], False),
        ([(0, 0, 30, 30), (500, 500, 1000, 1000)], False),
        ([(0, 0, 30, 30), (500, 500, 600, 600)], True),
    ],
    ids=["no bird", "small", "large enough", "small and large", "all small"],
)
def test_closer_look_is_worthwhile_where_birds_are_small(boxes, expected):
    found = Detections(np.array(boxes, np.float64).reshape(-1, 4), np.full(len(boxes), 0.9))
    suspected = Detections.joined([found, Detections(np.array([[0.0, 0, 9, 9]]), np.array([0.02]))])
    assert is_worthwhile(suspected, found, 2000, 1500) is expected
    assert is_worthwhile(suspected, found, 1500, 2000) is expected


def test_closer_look_is_not_worthwhile_where_nothing_is_suspected():
    assert is_worthwhile(Detections.none(), Detections.none(), 2000, 1500) is False


def test_large_bird_is_not_found_again_in_parts():
    bird = Box(100, 100, 1900, 1400)
    assert look(SeeingDetector([bird]), 2000, 1500) == [bird.as_tuple()]


def test_flock_is_found_whole():
    flock = [Box(x, y, x + 55, y + 70) for x in range(0, 1900, 90) for y in range(0, 1400, 110)]
    detector = SeeingDetector(flock)
    assert len(detector.find(None, Box(0, 0, 2000, 1500), 0.3)) == 0
    assert look(detector, 2000, 1500) == sorted(bird.as_tuple() for bird in flock)


TILES = plan_tiles(1000, 700, 500)


@pytest.mark.parametrize(
    ("sides", "expected"),
    [([60, 149], 278), ([60, 151], None), ([], None)],
    ids=["small in a tile, too", "one at a good size", "none"],
)
def test_second_closer_look_where_birds_are_small_in_a_tile(sides, expected):
    boxes = np.array([(0, 0, side, side) for side in sides], np.float64).reshape(-1, 4)
    found = Detections(boxes, np.full(len(sides), 0.9))
    again = still_smaller(SeeingDetector([]), 1000, 700, TILES, found)
    assert {math.ceil(tile.width) for tile in again} == ({expected} if expected else set())


def test_second_closer_look_is_not_taken_where_it_would_take_long():
    bird = Detections(np.array([[0.0, 0, 60, 60]]), np.array([0.9]))
    tiles = plan_tiles(6000, 4000, 2000)
    assert still_smaller(SeeingDetector([]), 6000, 4000, tiles, bird) == []


def test_second_closer_look_enlarges_photos_a_little_only():
    bird = Detections(np.array([[0.0, 0, 9, 9]]), np.array([0.9]))
    tiles = plan_tiles(600, 300, 300)
    assert still_smaller(SeeingDetector([]), 600, 300, tiles, bird) == []


def test_the_surer_of_two_boxes_of_one_bird_is_kept():
    class SurerInTiles(SeeingDetector):
        def find(self, photo, region, score_threshold):
            seen = super().find(photo, region, score_threshold)
            return Detections(seen.boxes_xyxy + 2.0, seen.scores + 0.05)

    bird = Box(300, 300, 500, 450)
    detector = SurerInTiles([bird])
    whole = Detections(np.array([bird.as_tuple()]), np.array([0.4]))
    found = look_closer(detector, None, tiles_for(detector, 2000, 1500), whole, 0.3)
    assert found.scores.tolist() == [pytest.approx(0.95)]
