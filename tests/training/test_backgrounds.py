from __future__ import annotations

import numpy as np

from models.training.backgrounds import Alarms, Backgrounds
from models.training.photos import Photo
from models.training.pictures import Scenes
from models.training.places import Places
from tests.training.test_pictures import PSEUDO, Store

BIRD = (40.0, 60.0, 120.0, 140.0)
EVEN = {"whole": 0.25, "part": 0.25, "alarm": 0.25, "ground": 0.25}


def backgrounds(tmp_path, rates: dict[str, float]) -> Backgrounds:
    """One photo of a bird (white, on grey) and three without, the last with a white square."""
    photos = [Photo("cub50/a.jpg", "cub50", True, "", True, (BIRD,), 320, 240, "")]
    photos += [
        Photo(f"objects_in/{name}.jpg", "objects_in", False, "", True, (), 300, 200, "")
        for name in "bcd"
    ]
    store = Store(photos)
    pixels = {i: store[i] for i in range(4)}
    pixels[3][100:140, 200:240] = 250
    scenes = Scenes(Places(tmp_path, tmp_path), photos, pixels, PSEUDO)
    none = Alarms.read(tmp_path / "alarms.npz", 3)
    return Backgrounds(scenes, photos, np.array([1, 2, 3]), np.array([0]), rates, none)


def white(picture) -> float:
    return float((picture.pixels > 170).mean())


def test_no_kind_of_background_shows_a_bird(tmp_path):
    grounds = backgrounds(tmp_path, EVEN)
    rng = np.random.default_rng(1)
    for _ in range(200):
        picture = grounds.compose(rng, 64)
        assert picture.pixels.shape == (64, 64, 3)
        assert not len(picture.birds)


def test_the_ground_around_birds_keeps_clear_of_them(tmp_path):
    grounds = backgrounds(tmp_path, {"whole": 0, "part": 0, "alarm": 0, "ground": 1})
    rng = np.random.default_rng(2)
    pictures = [grounds.compose(rng, 64) for _ in range(60)]
    shown = [picture for picture in pictures if not len(picture.doubts)]
    assert len(shown) == 60
    # All but those few that found no room, and fell back on the photo with the square, are grey.
    assert sum(white(picture) == 0 for picture in pictures) > 40


def test_alarms_are_shown_from_near_and_drawn_by_their_score(tmp_path):
    grounds = backgrounds(tmp_path, {"whole": 0, "part": 0, "alarm": 1, "ground": 0})
    square = np.array([200.0, 100.0, 240.0, 140.0])
    found = Alarms(np.array([0.0, 0.01, 0.9]), np.stack([square * 0, square * 0, square]))
    found.write(tmp_path / "alarms.npz")
    grounds.take_up(Alarms.read(tmp_path / "alarms.npz", 3))
    rng = np.random.default_rng(3)
    shares = [white(grounds.compose(rng, 64)) for _ in range(40)]
    # With a margin of up to its own size on each side the square fills a ninth of it at least.
    assert sum(share > 0.1 for share in shares) >= 35


def test_a_search_of_some_photos_renews_those(tmp_path):
    before = Alarms.read(tmp_path / "alarms.npz", 3)
    assert not before.score.any(), "before the first search nothing alarms"
    found = before.renewed(np.array([2]), np.array([0.7]), np.full((1, 4), 5.0))
    found.write(tmp_path / "alarms.npz")
    again = Alarms.read(tmp_path / "alarms.npz", 3)
    assert again.score.tolist() == [0, 0, 0.7]
    assert again.box_xyxy[2].tolist() == [5, 5, 5, 5]
    assert not Alarms.read(tmp_path / "alarms.npz", 4).score.any(), "of other photos"
