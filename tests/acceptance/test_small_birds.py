"""The photos of small birds, against pixels that are where the boxes say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.boxes import Box
from models.training.strangers import Scene
from tests.acceptance.small_birds import found_share, mirror, mirrored_scene


def test_a_mirrored_photo_has_its_birds_where_their_boxes_say():
    photo = np.zeros((30, 40, 3), np.uint8)
    photo[4:9, 6:16] = 255
    mirrored = mirror(photo, [Box(6, 4, 16, 9)], 4)
    assert mirrored.rgb_u8.shape == (120, 160, 3)
    assert np.array_equal(mirrored.rgb_u8[:30, :40], photo)
    (images,) = mirrored.birds
    covered = np.zeros((120, 160), bool)
    for box in images:
        x1, y1, x2, y2 = map(int, box.as_tuple())
        covered[y1:y2, x1:x2] = True
    upright = np.arange(120) // 30 % 2 == 0
    assert len(images) == 8
    assert np.array_equal(covered, (mirrored.rgb_u8[..., 0] == 255) & upright[:, None])


def test_there_is_no_seam():
    ramp = np.broadcast_to(np.arange(40, dtype=np.uint8)[:, None], (30, 40, 3))
    rows = mirror(ramp, [], 2).rgb_u8[0, :, 0].astype(int)
    assert np.abs(np.diff(rows)).max() == 1


def test_a_scene_is_mirrored_until_its_birds_are_small(tmp_path):
    Image.new("RGB", (320, 200)).save(tmp_path / "scene.png")
    scene = Scene(tmp_path / "scene.png", "somewhere", (Box(0, 0, 60, 60),))
    (mirrored,) = mirrored_scene(scene)
    assert mirrored.rgb_u8.shape[1] == 1280  # 60 of 1,280 pixels are 30 of 640
    assert not list(mirrored_scene(replace(scene, birds=(Box(0, 0, 200, 200),))))


def test_a_bird_counts_by_the_share_of_its_images_that_are_found():
    images = [Box(0, 0, 10, 10), Box(20, 0, 30, 10)]
    assert found_share(images, [Box(1, 0, 10, 10), Box(24, 0, 34, 10)]) == pytest.approx(0.5)
