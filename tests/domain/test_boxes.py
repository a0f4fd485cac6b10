from __future__ import annotations

import pytest

from birdeye.domain.boxes import Box


def test_iou_of_half_shifted_boxes():
    # 10 x 10 boxes shifted by 5: 50 shared, 150 in the union
    assert Box(0, 0, 10, 10).iou(Box(5, 0, 15, 10)) == pytest.approx(50 / 150)


@pytest.mark.parametrize("other", [Box(10, 0, 20, 10), Box(30, 30, 40, 40), Box(3, 3, 3, 3)])
def test_iou_without_shared_area_is_zero(other):
    assert Box(0, 0, 10, 10).iou(other) == 0.0


def test_iou_of_empty_boxes_does_not_divide_by_zero():
    assert Box(1, 1, 1, 1).iou(Box(1, 1, 1, 1)) == 0.0


def test_clipped_box_lies_within_the_photo():
    assert Box(-5, -1, 120, 30).clipped(100, 20) == Box(0, 0, 100, 20)


def test_clipped_box_outside_the_photo_has_no_area():
    assert Box(110, 5, 120, 10).clipped(100, 20).area == 0.0


def test_scaled_and_shifted_compose():
    assert Box(1, 2, 3, 4).scaled(2, 10).shifted(1, -1) == Box(3, 19, 7, 39)


def test_boxes_share_what_both_cover_away_from_the_origin():
    # from (30, 25) to (50, 35)
    assert Box(10, 20, 50, 40).intersection_area(Box(30, 25, 90, 35)) == 20 * 10
    assert Box(10, 20, 50, 40).intersection_area(Box(10, 41, 50, 60)) == 0
