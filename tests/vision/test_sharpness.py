"""The sharpness of a bird falls with every blur, and with nothing else."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.vision.sharpness import LEAST_SIDE, frame_qualities, scale_for_sharpness
from tests.made_frames import KINDS, Source, made_burst, spearman

BOX = Box(60, 60, 360, 300)


def feathers(seed=1, size=(420, 360)):
    """Edges and textures of all sizes, as feathers have, before a smooth ground."""
    width, height = size
    chance = np.random.default_rng(seed)
    picture = np.full((height, width), 120.0)
    for octave in (2, 4, 8, 16, 32, 64):
        grid = chance.normal(0, 14, (height // octave + 2, width // octave + 2)).astype(np.float32)
        larger = Image.fromarray(grid).resize((width, height), Image.Resampling.NEAREST)
        picture += np.asarray(larger)
    ground = np.linspace(90, 150, width)[None, :] * np.ones((height, 1))
    y, x = np.mgrid[:height, :width]
    inside = ((x - 210) / 150) ** 2 + ((y - 180) / 120) ** 2 < 1
    return np.where(inside, picture, ground)


def photo_of(grey, noise=0.0, scale=1.0):
    grey = grey[:, :, None] + np.random.default_rng(3).normal(0, noise, (*grey.shape, 3))
    return DecodedPhoto(np.clip(grey, 0, 255).astype(np.uint8), scale, scale)


def blurred(grey, radius):
    image = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float64)


def sharpness(photo, box=BOX):
    return frame_qualities(photo, [box])[0].sharpness


@pytest.mark.parametrize("noise", [0.0, 4.0])
def test_more_blur_is_less_sharp(noise):
    figures = [sharpness(photo_of(blurred(feathers(), r), noise)) for r in (0, 1, 2, 4)]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] > 60
    assert figures[-1] < 30


@pytest.mark.parametrize("kind", KINDS)
def test_a_made_burst_is_ranked_in_its_order(kind, tmp_path):
    path = tmp_path / "bird.png"
    Image.fromarray(feathers().clip(0, 255).astype(np.uint8)).convert("RGB").save(path)
    frames = made_burst(Source(path, BOX), kind, 3.0, random.Random(4))
    figures = [frame_qualities(photo, [box])[0].sharpness for _, photo, box in frames]
    assert spearman([order for order, _, _ in frames], figures) >= 0.9


def test_light_and_contrast_change_little():
    plain = sharpness(photo_of(blurred(feathers(), 1)))
    for darker in (0.5, 0.8):
        assert sharpness(photo_of(darker * blurred(feathers(), 1))) == pytest.approx(plain, abs=6)


def test_noise_is_not_taken_for_detail():
    soft = blurred(feathers(), 3)
    clean, noisy = sharpness(photo_of(soft)), sharpness(photo_of(soft, noise=6.0))
    assert noisy == pytest.approx(clean, abs=12)


def test_a_ground_that_is_sharp_does_not_count():
    behind = feathers(seed=2, size=(840, 720))
    behind[150:510, 200:620] = blurred(feathers(), 5)
    assert sharpness(photo_of(behind), BOX.shifted(200, 150)) < 45


def test_too_few_pixels_and_an_empty_sky_have_no_figure():
    photo = photo_of(feathers())
    assert sharpness(photo, Box(100, 100, 100 + LEAST_SIDE - 2, 200)) is None
    assert sharpness(photo_of(np.full((360, 420), 200.0))) is None
    assert sharpness(photo, Box(500, 500, 700, 700)) is None  # outside of the photo


def test_a_bird_at_half_size_is_measured_as_one_of_half_its_size():
    grey = blurred(feathers(), 1)
    whole = photo_of(grey)
    # As if it came from a photo of 24 megapixels decoded at half its size.
    large = np.zeros((2000, 3000))
    large[:360, :420] = grey
    assert scale_for_sharpness(6000, 4000) == 0.5
    assert scale_for_sharpness(3000, 2000) == 1.0
    half = photo_of(large, scale=0.5)
    assert sharpness(half, BOX.scaled(2)) == pytest.approx(sharpness(whole), abs=0.2)


def test_lost_highlights_are_a_share_of_the_box():
    photo = photo_of(feathers())
    photo.rgb_u8[60:180, 60:360] = 255
    assert frame_qualities(photo, [BOX])[0].clipped == pytest.approx(0.5, abs=0.03)
    red_alone = replace(photo, rgb_u8=photo.rgb_u8.copy())
    red_alone.rgb_u8[:, :, 1:] = 100
    assert frame_qualities(red_alone, [BOX])[0].clipped == 0
