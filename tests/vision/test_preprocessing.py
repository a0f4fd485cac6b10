"""Where a region is in an input, what the network sees of it, and the way back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.packs.manifest import ColourOrder, InputSpec, InputType, Layout, ResizeRule
from birdeye.vision.preprocessing import as_tensor, place, render

sides = st.integers(1, 5000)


@pytest.mark.parametrize(
    ("rule", "region", "size"),
    [
        (ResizeRule.STRETCH, (0, 0, 400, 200), (100, 80)),
        (ResizeRule.LETTERBOX, (0, 0, 400, 200), (100, 50)),
        (ResizeRule.CROP, (75, 0, 325, 200), (100, 80)),
    ],
)
def test_rules_place_a_wide_photo(rule, region, size):
    placement = place(Box(0, 0, 400, 200), InputSpec(100, 80, rule))
    assert placement.region.as_tuple() == pytest.approx(region)
    assert (placement.width, placement.height) == size


@given(sides, sides, st.sampled_from(ResizeRule), st.tuples(*[st.floats(0, 1)] * 4))
def test_boxes_find_their_way_back(width, height, rule, shares):
    placement = place(Box(10, 20, 10 + width, 20 + height), InputSpec(416, 320, rule))
    region = placement.region
    x1, x2 = sorted(region.x1 + share * region.width for share in shares[:2])
    y1, y2 = sorted(region.y1 + share * region.height for share in shares[2:])
    scale_x, scale_y = placement.scale_xy
    in_input = [
        (x1 - region.x1) * scale_x + placement.left,
        (y1 - region.y1) * scale_y + placement.top,
        (x2 - region.x1) * scale_x + placement.left,
        (y2 - region.y1) * scale_y + placement.top,
    ]
    back = placement.boxes_in_photo(np.array([in_input]))[0]
    assert back == pytest.approx([x1, y1, x2, y2], abs=1e-6 * max(width, height, 1))


@given(sides, sides)
def test_letterbox_keeps_the_shape_to_a_pixel(width, height):
    placement = place(Box(0, 0, width, height), InputSpec(416, 320, ResizeRule.LETTERBOX))
    scale = min(416 / width, 320 / height)
    assert placement.width == pytest.approx(width * scale, abs=1)
    assert placement.height == pytest.approx(height * scale, abs=1)
    assert max(placement.width / 416, placement.height / 320) == 1


def test_letterbox_lies_at_the_top_left_and_is_padded():
    photo = DecodedPhoto(np.full((20, 40, 3), 200, np.uint8), 1.0, 1.0)
    spec = InputSpec(20, 20, ResizeRule.LETTERBOX, pad_value=7)
    rendered = render(photo, place(Box(0, 0, 40, 20), spec), spec)
    assert (rendered[:10] == 200).all()
    assert (rendered[10:] == 7).all()


# By the formula of `ultralytics.data.augment.LetterBox`: left, top, width, height. It fills from
# round((side - filled) / 2 - 0.1) on.
ULTRALYTICS = {
    (1920, 1080): (0, 140, 640, 360),
    (1080, 1920): (140, 0, 360, 640),
    (640, 425): (0, 107, 640, 425),
    (500, 333): (0, 107, 640, 426),
    (333, 500): (107, 0, 426, 640),
    (641, 640): (0, 0, 640, 639),
    (320, 320): (0, 0, 640, 640),
}


@pytest.mark.parametrize("size", ULTRALYTICS)
def test_a_centred_letterbox_lies_where_ultralytics_puts_it(size):
    placement = place(Box(0, 0, *size), InputSpec(640, 640, ResizeRule.CENTRED_LETTERBOX))
    found = placement.left, placement.top, placement.width, placement.height
    assert found == ULTRALYTICS[size]


def test_a_centred_letterbox_is_padded_on_both_sides_and_boxes_come_back():
    photo = DecodedPhoto(np.full((20, 40, 3), 200, np.uint8), 1.0, 1.0)
    spec = InputSpec(20, 20, ResizeRule.CENTRED_LETTERBOX, pad_value=7)
    placement = place(Box(0, 0, 40, 20), spec)
    rendered = render(photo, placement, spec)
    assert (rendered[5:15] == 200).all()
    assert (rendered[:5] == 7).all() and (rendered[15:] == 7).all()
    boxes = placement.boxes_in_photo(np.array([[0, 5, 20, 15], [10, 5, 20, 10]]))
    np.testing.assert_allclose(boxes, [[0, 0, 40, 20], [20, 0, 40, 10]])


def test_region_is_found_in_a_decode_of_another_scale():
    """The right half of a photo of 80 x 40, from a decode of half its size."""
    decoded = np.zeros((20, 40, 3), np.uint8)
    decoded[:, 20:] = 255
    spec = InputSpec(16, 16, ResizeRule.STRETCH)
    rendered = render(DecodedPhoto(decoded, 0.5, 0.5), place(Box(40, 0, 80, 40), spec), spec)
    assert (rendered == 255).all()


def test_what_lies_outside_of_the_photo_is_padding():
    photo = DecodedPhoto(np.full((10, 10, 3), 255, np.uint8), 1.0, 1.0)
    spec = InputSpec(20, 20, ResizeRule.STRETCH, pad_value=3)
    rendered = render(photo, place(Box(-5, 0, 5, 10), spec), spec)
    assert (rendered[:, :9] == 3).all()
    assert (rendered[:, 11:] == 255).all()


PICTURE = np.array([[[[10, 20, 30], [40, 50, 60]]]], np.uint8)


def test_floats_are_scaled_in_the_order_red_green_blue():
    spec = InputSpec(
        2, 1, ResizeRule.STRETCH, ColourOrder.BGR, mean=(10.0, 20.0, 30.0), scale=(1.0, 2.0, 4.0)
    )
    tensor = as_tensor(PICTURE, spec)
    assert tensor.dtype == np.float32
    assert tensor.flags.c_contiguous
    # Channels blue, green, red; each (pixel - mean) * scale.
    assert tensor.tolist() == [[[[0, 120]], [[0, 60]], [[0, 30]]]]


def test_bytes_go_through_untouched():
    spec = InputSpec(2, 1, ResizeRule.STRETCH, layout=Layout.NHWC, dtype=InputType.UINT8)
    tensor = as_tensor(PICTURE, spec)
    assert tensor.dtype == np.uint8
    assert tensor.tolist() == PICTURE.tolist()
