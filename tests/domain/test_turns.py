"""Boxes turn as Pillow turns the pixels under them."""

from __future__ import annotations

from itertools import product

import pytest
from PIL import Image, ImageOps

from birdeye.domain.boxes import Box
from birdeye.domain.turns import ORIENTATIONS, turned_box

BOX = (3, 4, 12, 9)


def upright(stored, orientation):
    stored = stored.copy()
    stored.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(stored)


@pytest.mark.parametrize(("before", "now"), list(product(ORIENTATIONS, ORIENTATIONS)))
def test_a_box_is_where_its_pixels_are(before, now):
    stored = Image.new("L", (40, 30))
    stored.paste(255, BOX)
    was, is_now = upright(stored, before), upright(stored, now)
    box = turned_box(Box(*map(float, was.getbbox())), *was.size, before, now)
    assert box.as_tuple() == is_now.getbbox()


def test_an_orientation_that_does_not_exist_turns_nothing():
    assert turned_box(Box(*BOX), 40, 30, 9, 1) == Box(*BOX)
