"""Suppression against the plain definition, pair by pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.boxes import Box
from birdeye.vision.detections import Detections
from birdeye.vision.suppression import overlaps, suppress

corners = st.integers(0, 30)
sides = st.integers(0, 20)
scores = st.sampled_from([0.1, 0.2, 0.5, 0.5000001, 0.9])
rows = st.lists(st.tuples(corners, corners, sides, sides, scores), max_size=25)


def detections_of(rows):
    boxes = [(x, y, x + width, y + height) for x, y, width, height, _ in rows]
    return Detections(
        np.array(boxes, np.float64).reshape(-1, 4), np.array([row[4] for row in rows], np.float64)
    )


def suppress_by_definition(detections, threshold):
    """Quadratic, with `Box.iou`, in plain Python."""
    order = sorted(range(len(detections)), key=lambda index: -detections.scores[index])
    kept = []
    for index in order:
        box = Box(*detections.boxes_xyxy[index])
        if all(box.iou(Box(*detections.boxes_xyxy[better])) <= threshold for better in kept):
            kept.append(index)
    return kept


@given(rows, st.sampled_from([0.0, 0.3, 0.45, 0.5, 1.0]))
def test_suppression_agrees_with_the_definition(rows, threshold):
    detections = detections_of(rows)
    kept = suppress(detections, threshold)
    expected = detections.chosen(np.array(suppress_by_definition(detections, threshold), int))
    np.testing.assert_array_equal(kept.boxes_xyxy, expected.boxes_xyxy)
    np.testing.assert_array_equal(kept.scores, expected.scores)


@given(rows.filter(bool))
def test_overlaps_agree_with_the_domain(rows):
    boxes = detections_of(rows).boxes_xyxy
    ious = overlaps(boxes[0], boxes, of_smaller=False)
    assert ious == pytest.approx([Box(*boxes[0]).iou(Box(*box)) for box in boxes])


def test_suppression_keeps_higher_score():
    found = detections_of([(0, 0, 10, 10, 0.2), (1, 0, 10, 10, 0.9)])
    assert suppress(found, 0.5).scores.tolist() == [0.9]


def test_suppression_keeps_the_first_of_equals():
    found = detections_of([(1, 0, 10, 10, 0.5), (0, 0, 10, 10, 0.5)])
    assert suppress(found, 0.5).boxes_xyxy.tolist() == [[1, 0, 11, 10]]


def test_a_part_counts_by_the_smaller_box():
    whole, part = np.array([0.0, 0, 100, 100]), np.array([[10.0, 10, 20, 20]])
    assert overlaps(whole, part, of_smaller=True).tolist() == [1.0]
    assert overlaps(whole, part, of_smaller=False).tolist() == [0.01]


def test_nothing_suppressed_is_nothing():
    assert len(suppress(Detections.none(), 0.5)) == 0


def test_clipping_drops_what_lies_outside():
    found = detections_of([(0, 0, 10, 10, 0.2), (20, 20, 5, 5, 0.9)]).clipped(5, 5, 20, 20)
    assert found.boxes_xyxy.tolist() == [[5, 5, 10, 10]]
