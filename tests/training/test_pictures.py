from __future__ import annotations

import numpy as np
import pytest

from models.training.photos import Photo
from models.training.pictures import Composer, Picture, Scenes, place
from models.training.places import Places

PSEUDO = {"least": 0.55, "ignore": 0.1}


class Store:
    """Grey photos with one white bird each, where the box says."""

    def __init__(self, photos: list[Photo]) -> None:
        self.photos = photos

    def __getitem__(self, index: int) -> np.ndarray:
        photo = self.photos[index]
        pixels = np.full((photo.height, photo.width, 3), 90, np.uint8)
        for x0, y0, x1, y1 in photo.boxes_xyxy:
            pixels[int(y0) : int(y1), int(x0) : int(x1)] = 250
        return pixels


@pytest.fixture
def scenes(tmp_path):
    boxes = ((40.0, 60.0, 120.0, 140.0),)
    photos = [
        Photo("cub50/a.jpg", "cub50", True, "", True, boxes, 320, 240, ""),
        Photo("objects_in/b.jpg", "objects_in", False, "", True, (), 300, 300, ""),
    ]
    return Scenes(Places(tmp_path, tmp_path), photos, Store(photos), PSEUDO), photos


def white_box(picture: Picture) -> np.ndarray:
    rows, columns = np.nonzero(picture.pixels[:, :, 0] > 170)
    side = picture.pixels.shape[0]
    return np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]) / side


def test_boxes_follow_a_cut_and_mirrored_photo(scenes):
    rect = np.array([20, 20, 180, 180], np.float32)
    for mirrored in (False, True):
        picture = scenes[0].view(0, rect, 96, 96, mirrored)
        assert picture.birds[0] == pytest.approx(white_box(picture), abs=0.02)
        assert not len(picture.doubts)


def test_a_bird_mostly_outside_is_a_doubt(scenes):
    picture = scenes[0].view(0, np.array([105, 0, 320, 240], np.float32), 96, 96, False)
    assert not len(picture.birds)
    assert len(picture.doubts) == 1


def test_a_placed_picture_takes_its_boxes_along(scenes):
    small = scenes[0].view(0, np.array([0, 0, 320, 240], np.float32), 40, 30, False)
    canvas = np.zeros((100, 100, 3), np.uint8)
    assert place(canvas, small, 50, 60).birds[0] == pytest.approx(
        white_box(place(canvas, small, 50, 60)), abs=0.02
    )


def test_composed_pictures_are_whole_and_their_boxes_lie_within(scenes):
    rates = {"mosaic": 0.4, "shrink": 0.3, "part": 0.2, "shrunk_sides": [0.2, 0.5]}
    sizes = [(photo.width, photo.height) for photo in scenes[1]]
    composer = Composer(scenes[0], sizes, np.array([1]), rates)
    rng = np.random.default_rng(4)
    with_birds = 0
    for _ in range(80):
        picture = composer.compose(rng, lambda: int(rng.integers(2)), 128)
        assert picture.pixels.shape == (128, 128, 3)
        boxes = np.concatenate([picture.birds, picture.doubts])
        assert (boxes >= -1e-5).all()
        assert (boxes <= 1 + 1e-5).all()
        with_birds += len(picture.birds) > 0
        for box in picture.birds:
            x, y = ((box[:2] + box[2:]) / 2 * 128).astype(int)
            assert picture.pixels[min(y, 127), min(x, 127), 0] > 170
    assert 30 < with_birds < 80


def test_photos_far_away_are_small_and_keep_their_boxes(scenes):
    rates = {"mosaic": 0.0, "shrink": 1.0, "part": 0.0, "shrunk_sides": [0.1, 0.4]}
    sizes = [(photo.width, photo.height) for photo in scenes[1]]
    composer = Composer(scenes[0], sizes, np.array([1]), rates)
    rng = np.random.default_rng(5)
    pictures = [composer.compose(rng, lambda: 0, 256) for _ in range(40)]
    assert {len(picture.birds) for picture in pictures} >= {1, 2, 3, 4}
    for picture in pictures:
        # The bird is a quarter as wide as its photo.
        for left, _, right, _ in picture.birds:
            assert 0.1 / 4 - 0.01 <= right - left <= 0.4 / 4 + 0.01


def test_what_the_manifest_tells_decides_and_not_yolox(tmp_path):
    seen = ((10.0, 10.0, 50.0, 50.0, 0.9), (60.0, 10.0, 90.0, 50.0, 0.35))
    photos = [
        Photo("scenes/a.webp", "shore", True, "", False, (), 100, 100, "", seen),
        Photo("scenes/b.webp", "misc", False, "", False, (), 100, 100, "", seen),
    ]
    scenes = Scenes(Places(tmp_path, tmp_path), photos, Store(photos), PSEUDO)
    whole = np.array([0, 0, 100, 100], np.float32)
    birds, none = (scenes.view(index, whole, 50, 50, False) for index in range(2))
    assert birds.birds[0] == pytest.approx([0.1, 0.1, 0.5, 0.5])
    assert birds.doubts[0] == pytest.approx([0.6, 0.1, 0.9, 0.5])
    assert birds.unknown.tolist() == [[0, 0, 1, 1]], "there may be more birds"
    assert not len(none.birds) and not len(none.doubts) and not len(none.unknown)
