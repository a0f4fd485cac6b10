from __future__ import annotations

import numpy as np
import pytest

from models.training.anchors import Anchors
from models.training.matching import IGNORED, NEGATIVE, POSITIVE, decode, encode, match
from models.training.photos import Photo
from models.training.pictures import Picture
from models.training.precision import (
    BIRDLESS,
    SCENES,
    Found,
    average_precision,
    by_set,
    false_alarms,
    recall_at,
    recall_of_small,
    recalled,
    score_for_alarms,
)

VARIANCES = (0.1, 0.1, 0.2, 0.2)
SETTINGS = {"positive_iou": 0.5, "negative_iou": 0.4, "known_iou": 0.15}
NOTHING = np.zeros((0, 4))


def picture(birds=NOTHING, doubts=NOTHING, unknown=NOTHING) -> Picture:
    return Picture(np.zeros((1, 1, 3), np.uint8), birds, doubts, unknown)


def test_anchors_of_a_square_map_are_centred_on_its_cells():
    boxes = Anchors((0.2, 0.4), (1.0, 4.0)).boxes(2, 2)
    assert boxes.shape == (2 * 2 * 3, 4)
    assert boxes[0] == pytest.approx([0.15, 0.15, 0.35, 0.35])
    assert boxes[1] == pytest.approx([0.05, 0.05, 0.45, 0.45])
    assert boxes[2] == pytest.approx([0.05, 0.20, 0.45, 0.30])  # ratio 4: twice as wide
    assert boxes[3] == pytest.approx([0.65, 0.15, 0.85, 0.35])  # the next cell to the right


def test_decoding_undoes_encoding():
    rng = np.random.default_rng(3)
    low = rng.uniform(0, 0.5, (50, 2))
    boxes = np.concatenate([low, low + rng.uniform(0.05, 0.5, (50, 2))], 1)
    anchors = np.concatenate([low + 0.02, low + 0.3], 1)
    again = decode(encode(boxes, anchors, VARIANCES), anchors, VARIANCES)
    assert again == pytest.approx(boxes, abs=1e-9)


def test_every_bird_gets_an_anchor_and_doubts_are_left_alone():
    anchors = Anchors((0.25,), (1.0,)).boxes(4, 4)
    tiny_bird = np.array([[0.10, 0.10, 0.13, 0.13]])
    doubt = np.array([[0.5, 0.5, 1.0, 1.0]])
    states, offsets = match(anchors, picture(tiny_bird, doubt), SETTINGS, VARIANCES)
    assert states[0] == POSITIVE
    assert (states[[10, 11, 14, 15]] == IGNORED).all()
    assert (states == NEGATIVE).sum() == 16 - 1 - 4
    assert decode(offsets[:1], anchors[:1], VARIANCES)[0] == pytest.approx(tiny_bird[0], abs=1e-6)


def test_a_picture_without_birds_is_all_background():
    anchors = Anchors((0.25,), (1.0,)).boxes(4, 4)
    states, _ = match(anchors, picture(), SETTINGS, VARIANCES)
    assert (states == NEGATIVE).all()


def test_unknown_ground_is_no_background_but_around_a_known_bird():
    anchors = Anchors((0.25,), (1.0,)).boxes(4, 4)
    bird, half = np.array([[0.05, 0.0, 0.30, 0.25]]), np.array([[0.0, 0.0, 0.5, 1.0]])
    states, _ = match(anchors, picture(bird, unknown=half), SETTINGS, VARIANCES)
    told = states.reshape(4, 4)
    assert told[0].tolist() == [POSITIVE, IGNORED, NEGATIVE, NEGATIVE]
    assert (told[1:, :2] == IGNORED).all()
    assert (told[1:, 2:] == NEGATIVE).all()
    shifted, _ = match(
        anchors, picture(np.array([[0.1, 0.0, 0.35, 0.25]]), unknown=half), SETTINGS, VARIANCES
    )
    assert shifted[1] == NEGATIVE, "an anchor that overlaps a known bird too little for it"


def found(boxes: list, scores: list, truth: list) -> Found:
    truth = np.array(truth, float).reshape(-1, 4)
    return Found(np.array(boxes, float).reshape(-1, 4), np.array(scores), truth, 100.0 * 100.0)


def test_average_precision_of_a_case_by_hand():
    bird, other = [0, 0, 10, 10], [20, 20, 30, 30]
    photos = [
        found([bird, bird, [50, 50, 60, 60]], [0.9, 0.8, 0.3], [bird, other]),
        found([other], [0.6], [other]),
    ]
    # By score: hit, double, hit, miss; three birds. Precision 1 to recall 1/3, 2/3 to recall 2/3.
    assert average_precision(photos) == pytest.approx(1 / 3 + (1 / 3) * (2 / 3))
    assert recall_at(photos, 0.7) == (1, 3)
    assert recalled(photos[0], 0.7).tolist() == [True, False]
    assert false_alarms([found([bird], [0.4], [])], 0.5) == (0, 1)


def test_the_score_for_few_alarms_lets_just_so_many_through():
    birdless = [found([[0, 0, 9, 9]], [score], []) for score in (0.9, 0.8, 0.5, 0.3)]
    birdless.append(found([], [], []))
    for share, alarms in ((0.0, 0), (0.2, 1), (0.5, 2)):
        assert false_alarms(birdless, score_for_alarms(birdless, share)) == (alarms, 5)


def test_a_scene_is_judged_by_what_yolox_is_sure_of():
    seen = ((0.0, 0.0, 10.0, 10.0, 0.9), (50.0, 50.0, 80.0, 80.0, 0.4))
    photos = [
        Photo("scenes/a.webp", "shore", True, "", False, (), 100, 100, "", seen),
        Photo("scenes/b.webp", "misc", False, "", False, (), 100, 100, "", ()),
    ]
    answer = (
        np.array([[0, 0, 10, 10], [50, 50, 80, 80], [20, 20, 30, 30]]),
        np.array([0.9, 0.8, 0.7]),
    )
    groups = by_set(photos, [0, 1], [answer, answer])
    (scene,), (birdless,) = groups[SCENES], groups[BIRDLESS]
    assert scene.truth.tolist() == [[0, 0, 10, 10]]
    assert scene.scores.tolist() == [0.9, 0.7], "what fits a doubtful box only does not count"
    assert len(birdless.scores) == 3
    assert recall_of_small([scene], 0.5, 0.11) == (1, 1)
    assert recall_of_small([scene], 0.5, 0.09) == (0, 0)
