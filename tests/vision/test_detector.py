"""One network, its input rule and its output format behind one question."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.domain.boxes import Box
from birdeye.domain.errors import ModelFailed
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.vision import detector as module
from birdeye.vision.decoding import OutputUnexpected
from birdeye.vision.detections import Detections
from birdeye.vision.detector import MOST_CANDIDATES, Detector
from tests.helpers.tiny_pack import RED, make_tiny_pack


@pytest.fixture
def pack(tmp_path):
    return make_tiny_pack(tmp_path / "tiny")


def a_photo():
    pixels = np.full((100, 200, 3), 128, np.uint8)
    pixels[20:60, 120:180] = RED
    return DecodedPhoto(pixels, 0.5, 0.5)


def detector_that_decodes(pack, monkeypatch, decode):
    monkeypatch.setattr(module, "DECODERS", {pack.manifest.detector.decoder: decode})
    return Detector(pack.detector_file, pack.manifest.detector, threads=1)


def test_region_is_searched_alone_and_answered_in_pixels_of_the_photo(pack):
    detector = Detector(pack.detector_file, pack.manifest.detector, threads=1)
    found = detector.find(a_photo(), Box(200, 0, 400, 200), 0.5)
    assert found.boxes_xyxy[0] == pytest.approx([240, 40, 360, 120], abs=200 / 64)
    assert len(detector.find(a_photo(), Box(0, 0, 200, 200), 0.5)) == 0


def test_boxes_are_cut_to_the_region(pack, monkeypatch):
    beyond = Detections(np.array([[-50.0, 10, 500, 20]]), np.array([0.9]))
    detector = detector_that_decodes(pack, monkeypatch, lambda *_: beyond)
    (box,) = detector.find(a_photo(), Box(100, 0, 400, 200), 0.5).boxes_xyxy
    assert box[[0, 2]].tolist() == [100, 400]


def test_flood_of_boxes_is_bounded_best_first(pack, monkeypatch):
    random = np.random.default_rng(0)
    corners = random.uniform(0, 63, (5000, 2))
    flood = Detections(np.concatenate([corners, corners + 1], axis=1), random.uniform(0, 1, 5000))
    detector = detector_that_decodes(pack, monkeypatch, lambda *_: flood)
    found = detector.find(a_photo(), Box(0, 0, 400, 200), 0.0)
    assert 0 < len(found) <= MOST_CANDIDATES
    assert (np.diff(found.scores) <= 0).all()


def test_output_that_does_not_fit_is_a_sentence(pack, monkeypatch):
    def refuse(*_):
        raise OutputUnexpected("its rows have the shape (1, 2)")

    detector = detector_that_decodes(pack, monkeypatch, refuse)
    with pytest.raises(ModelFailed, match=r"does not fit the decoder boxes-scores: its rows have"):
        detector.find(a_photo(), Box(0, 0, 400, 200), 0.5)


def test_scale_wanted_is_that_of_the_input_and_never_above_1(pack):
    detector = Detector(pack.detector_file, pack.manifest.detector, threads=1)
    assert detector.scale_wanted(Box(0, 0, 640, 320)) == pytest.approx(0.1)
    assert detector.scale_wanted(Box(0, 0, 32, 32)) == 1.0
