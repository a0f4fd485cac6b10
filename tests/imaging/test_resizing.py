from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birdeye.imaging.resizing import crop_resize, resize
from tests.helpers.sample_photos import assert_quadrants, quadrants

FILL = (114, 114, 114)


def smooth(width, height, stretch=1.0):
    """A picture of waves, 24 pixels long and more, so that resampling has something to agree on."""
    y, x = np.mgrid[0:height, 0:width] / stretch
    waves = [np.sin(x / 9 + 1), np.cos(y / 7), np.sin((x + y) / 11)]
    return np.rint(127.5 + 120 * np.stack(waves, axis=-1)).astype(np.uint8)


def weights(start, stop, count, size):
    """(count, size) triangle filter as wide as the reduction, the definition of antialiasing."""
    step = (stop - start) / count
    support = max(1.0, step)
    middles = start + (np.arange(count) + 0.5) * step
    distance = np.abs(np.arange(size) + 0.5 - middles[:, np.newaxis]) / support
    triangle = np.clip(1.0 - distance, 0.0, None)
    return triangle / triangle.sum(axis=1, keepdims=True)


def reference(picture, box, width, height):
    """What ``box`` inside ``picture`` looks like, in float64 numpy."""
    x1, y1, x2, y2 = box
    rows = weights(y1, y2, height, picture.shape[0])
    columns = weights(x1, x2, width, picture.shape[1])
    by_row = np.einsum("yr,rcn->ycn", rows, picture.astype(np.float64))
    return np.einsum("xc,ycn->yxn", columns, by_row)


SIZES = [(150, 100), (75, 50), (101, 67), (37, 25), (224, 224), (300, 200), (410, 222), (7, 5)]


@pytest.mark.parametrize("size", SIZES)
def test_resize_agrees_with_the_formula(size):
    """For what is still to be seen at that size: waves grow with the reduction."""
    picture = smooth(300, 200, max(1.0, 300 / size[0] / 2))
    resized = resize(picture, *size)
    assert resized.shape == (size[1], size[0], 3) and resized.dtype == np.uint8
    assert resized.flags.c_contiguous and resized.flags.writeable
    expected = reference(picture, (0, 0, 300, 200), *size)
    assert np.abs(resized - expected).max() <= 3


def test_resize_does_not_alias():
    """Stripes of one pixel become grey, not stripes."""
    stripes = np.zeros((400, 400, 3), np.uint8)
    stripes[:, ::2] = 255
    assert np.abs(resize(stripes, 50, 50).astype(int) - 127).max() <= 6


@pytest.mark.parametrize(
    "box",
    [
        (20, 30, 220, 170),
        (20.5, 30.25, 219.75, 170.5),
        (100.2, 80.7, 131.9, 99.1),
        (0, 0, 300, 200),
    ],
)
@pytest.mark.parametrize("size", [(96, 96), (224, 160)])
def test_crop_agrees_with_the_formula(box, size):
    picture = smooth(300, 200)
    cropped = crop_resize(picture, box, *size, FILL)
    # A crop does not see past its own whole pixels, the formula does: leave the rim out.
    difference = np.abs(cropped - reference(picture, box, *size))[8:-8, 8:-8]
    assert difference.max() <= 3


def test_whole_pixel_crop_is_exact():
    picture = smooth(300, 200)
    cropped = crop_resize(picture, (40, 50, 90, 80), 50, 30, FILL)
    assert np.array_equal(cropped, picture[50:80, 40:90])


def test_outside_is_filled_and_inside_stays_in_place():
    picture = smooth(60, 40)
    cropped = crop_resize(picture, (-20, -10, 80, 60), 100, 70, (1, 2, 3))
    assert np.array_equal(cropped[10:50, 20:80], picture)
    cropped[10:50, 20:80] = (1, 2, 3)
    assert (cropped == (1, 2, 3)).all()


@pytest.mark.parametrize("scale", [0.37, 2.6])
def test_filled_crop_agrees_with_the_formula(scale):
    """The same scene in a larger frame: a crop of a photo pasted on a filled canvas."""
    picture, margin = smooth(240, 160), 50
    canvas = np.full((260, 340, 3), FILL, np.uint8)
    canvas[50:210, 50:290] = picture
    box = (-31.5, -22.25, 260.5, 171.75)
    width, height = round(292 * scale), round(194 * scale)
    cropped = crop_resize(picture, box, width, height, FILL)
    expected = reference(canvas, tuple(edge + margin for edge in box), width, height)
    difference = np.abs(cropped - expected).max(axis=-1)
    rim = math.ceil(max(2, 2 * scale))  # where the two blend the edge differently
    left, top = 31.5 * scale, 22.25 * scale
    inside = np.s_[
        math.ceil(top) + rim : -math.ceil(11.75 * scale) - rim,
        math.ceil(left) + rim : -math.ceil(20.5 * scale) - rim,
    ]
    assert difference[inside].max() <= 4
    assert difference[: max(0, math.floor(top) - rim)].max(initial=0) < 1e-9


def test_crop_far_outside_is_all_fill():
    cropped = crop_resize(smooth(60, 40), (500, 500, 600, 600), 20, 10, (9, 8, 7))
    assert cropped.shape == (10, 20, 3) and (cropped == (9, 8, 7)).all()


def test_stretching_keeps_the_scene():
    assert_quadrants(crop_resize(quadrants(), (0, 0, 96, 64), 416, 416, FILL), tolerance=1)


@pytest.mark.parametrize(
    "box", [(5, 5, 5, 9), (5, 5, 4, 9), (0, 0, math.nan, 4), (0, 0, math.inf, 4)]
)
def test_box_without_area_is_refused(box):
    with pytest.raises(ValueError, match="without area"):
        crop_resize(smooth(20, 20), box, 8, 8, FILL)


def test_views_and_read_only_arrays_are_accepted():
    picture = smooth(60, 40)
    picture.flags.writeable = False
    mirrored = picture[:, ::-1]
    assert np.array_equal(
        crop_resize(mirrored, (0, 0, 60, 40), 30, 20, FILL), resize(mirrored.copy(), 30, 20)
    )


@settings(max_examples=300, deadline=None)
@given(
    x=st.floats(-300, 300),
    y=st.floats(-300, 300),
    box_width=st.floats(1e-3, 700),
    box_height=st.floats(1e-3, 700),
    width=st.integers(1, 64),
    height=st.integers(1, 64),
)
def test_any_box_gives_colours_of_photo_or_fill(x, y, box_width, box_height, width, height):
    """A photo of one colour and a fill of another: nothing but the two ever comes out, and the
    photo's part is where the geometry says, to the pixel."""
    photo = np.full((50, 70, 3), (10, 200, 30), np.uint8)
    cropped = crop_resize(photo, (x, y, x + box_width, y + box_height), width, height, (255, 0, 99))
    columns = x + (np.arange(width) + 0.5) * (x + box_width - x) / width
    rows = y + (np.arange(height) + 0.5) * (y + box_height - y) / height
    inside_columns, inside_rows = (columns >= 0) & (columns < 70), (rows >= 0) & (rows < 50)
    clear = (np.abs(columns) > 1e-6) & (np.abs(columns - 70) > 1e-6)
    clear_rows = (np.abs(rows) > 1e-6) & (np.abs(rows - 50) > 1e-6)
    inside = inside_rows[:, np.newaxis] & inside_columns
    expected = np.where(inside[..., np.newaxis], (10, 200, 30), (255, 0, 99))
    certain = clear_rows[:, np.newaxis] & clear
    assert np.array_equal(cropped[certain], expected[certain])
