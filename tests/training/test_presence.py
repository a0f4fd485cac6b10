"""How detector and classifier are weighed against each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from birdeye.packs.manifest import PresenceSpec
from birdeye.workflows.calibration.boxes import fit
from models.training.photos import Photo
from models.training.presence import Answers, joined, judged_boxes

BIRD = (10.0, 10.0, 50.0, 50.0)
PHOTO = Photo("a.jpg", "sg48", True, "Pica pica", True, (BIRD,), 100, 100, "")


def test_fit_finds_the_weights_that_drew_the_answers():
    rng = np.random.default_rng(3)
    odds = rng.normal(0, 2, (40_000, 2))
    truth = 1.2 * odds[:, 0] - 0.6 * odds[:, 1] - 0.5
    is_bird = rng.random(len(odds)) < 1 / (1 + np.exp(-truth))
    assert fit(odds, is_bird) == pytest.approx((1.2, 0.6, -0.5), abs=0.05)


def test_a_classifier_that_errs_is_not_followed_backwards():
    rng = np.random.default_rng(4)
    odds = rng.normal(0, 2, (5_000, 2))
    is_bird = rng.random(len(odds)) < 1 / (1 + np.exp(-(odds[:, 0] + odds[:, 1])))
    _, classifier, _ = fit(odds, is_bird)
    assert classifier == 0.0


def answers(*boxes):
    rows = np.array(boxes, np.float32)
    return Answers(rows[:, :4], rows[:, 4], rows[:, 5])


SEEN = answers(
    (11, 11, 50, 50, 0.9, 0.1),  # the bird
    (10, 10, 30, 30, 0.6, 0.2),  # a part of it
    (60, 60, 90, 90, 0.3, 0.8),  # apart from it
)


@pytest.mark.parametrize(
    ("photo", "expected"),
    [
        (PHOTO, [True, False]),
        (replace(PHOTO, boxes_complete=False), [True]),
        (replace(PHOTO, has_bird=False, boxes_xyxy=()), [False, False, False]),
    ],
    ids=["parts are unclear", "other birds may be unboxed", "no bird at all"],
)
def test_only_boxes_of_which_the_annotations_tell_are_judged(photo, expected):
    odds, is_bird = judged_boxes([photo], [0], [SEEN])
    assert is_bird.tolist() == expected
    assert np.isfinite(odds).all()
    assert odds.shape == (len(expected), 2)


def test_joined_answers_come_best_first():
    spec = PresenceSpec(0.1, 0.5, 1.0, 1.0, 0.0)
    doubted = answers((0, 0, 9, 9, 0.8, 0.9), (20, 0, 29, 9, 0.6, 0.1))
    ((boxes, scores),) = joined([doubted], spec)
    assert boxes[:, 0].tolist() == [20, 0]
    # odds 1.5 * 9 and 4 / 9
    assert scores == pytest.approx([13.5 / 14.5, 4 / 13], abs=1e-3)
