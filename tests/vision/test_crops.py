"""What of a photo belongs in a bird's crop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.boxes import Box
from birdeye.packs.manifest import ClassifierSpec, InputSpec, OutputKind, ResizeRule
from birdeye.vision.crops import ENOUGH_PIXELS, crop_region, scale_wanted


def spec(*, margin=0.1, square=True, side=224, rule=ResizeRule.STRETCH):
    return ClassifierSpec(
        "c.onnx",
        "0" * 64,
        InputSpec(side, side, rule),
        OutputKind.LOGITS,
        0.5,
        0.5,
        0.5,
        crop_margin=margin,
        square=square,
    )


@pytest.mark.parametrize(
    ("box", "square", "expected"),
    [
        ((400, 300, 500, 350), True, (390, 265, 510, 385)),
        ((400, 300, 500, 350), False, (390, 295, 510, 355)),
        ((0, 0, 100, 50), True, (0, 0, 120, 120)),
        ((900, 550, 1000, 600), True, (880, 480, 1000, 600)),
        ((100, 0, 200, 600), True, (0, -60, 720, 660)),
        ((100, 0, 200, 600), False, (90, 0, 210, 600)),
    ],
    ids=["square", "plain", "moved at top left", "moved at bottom right", "stands out", "cut"],
)
def test_region_in_a_photo_of_1000_by_600(box, square, expected):
    region = crop_region(Box(*box), spec(square=square), 1000, 600)
    assert region.as_tuple() == pytest.approx(expected)


corners = st.floats(0, 1000)


@given(corners, corners, corners, corners, st.booleans(), st.floats(0, 1))
def test_region_holds_what_of_the_box_is_in_the_photo(x1, y1, x2, y2, square, margin):
    box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    region = crop_region(box, spec(square=square, margin=margin), 1000, 1000)
    assert region.width > 0 and region.height > 0
    assert region.x1 <= box.x1 + 1e-6 and region.x2 >= box.x2 - 1e-6
    assert region.y1 <= box.y1 + 1e-6 and region.y2 >= box.y2 - 1e-6
    if square:
        assert region.width == pytest.approx(region.height)


def test_scale_is_set_by_the_smallest_crop_and_never_above_1():
    regions = [Box(0, 0, 896, 896), Box(0, 0, 448, 448)]
    assert scale_wanted(regions, spec()) == 0.5 * ENOUGH_PIXELS
    assert scale_wanted([*regions, Box(0, 0, 20, 20)], spec()) == 1.0
    assert scale_wanted([], spec()) == 0.0
