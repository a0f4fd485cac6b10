"""Each format against values that were worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from birdeye.packs.manifest import Decoder, DetectorSpec, InputSpec, ResizeRule
from birdeye.vision.decoding import (
    DECODERS,
    OutputUnexpected,
    decode_boxes_scores,
    decode_ssd,
    decode_yolox,
)


def spec(decoder, *, width=64, height=32, bird_class=1, strides=()):
    size = InputSpec(width, height, ResizeRule.STRETCH)
    return DetectorSpec("d.onnx", "0" * 64, decoder, size, 0.3, 0.5, bird_class, strides)


def test_every_decoder_of_the_manifest_is_known():
    assert set(DECODERS) == set(Decoder)


def test_ssd_reads_fractions_and_drops_empty_rows_and_other_classes():
    output = np.array(
        [
            [
                [1, 0.9, 0.25, 0.5, 0.75, 1.0],
                [-1, 0.99, 0.1, 0.1, 0.2, 0.2],
                [0, 0.95, 0.1, 0.1, 0.2, 0.2],
                [1, 0.29, 0.1, 0.1, 0.2, 0.2],
            ]
        ],
        np.float32,
    )
    found = decode_ssd([output], spec(Decoder.SSD), 0.3)
    assert found.boxes_xyxy.tolist() == [[16, 16, 48, 32]]
    assert found.scores.tolist() == pytest.approx([0.9])


def test_yolox_follows_the_formula_cell_by_cell():
    """64 x 32 pixels: 8 x 4 cells of stride 8, then 4 x 2 of stride 16."""
    output = np.zeros((1, 40, 7), np.float32)
    output[0, :, 4:] = 0.01
    output[0, 8 * 3 + 5] = [0.5, 0.25, math.log(2), math.log(3), 0.8, 0.1, 0.9]
    output[0, 32 + 4 * 1 + 2] = [-0.5, 0.0, 0.0, math.log(0.5), 0.5, 0.9, 0.7]
    found = decode_yolox([output], spec(Decoder.YOLOX, strides=(8, 16)), 0.3)
    first_x, first_y = (5 + 0.5) * 8, (3 + 0.25) * 8
    second_x, second_y = (2 - 0.5) * 16, 1 * 16
    assert found.boxes_xyxy.tolist() == [
        pytest.approx([first_x - 8, first_y - 12, first_x + 8, first_y + 12], abs=1e-4),
        pytest.approx([second_x - 8, second_y - 4, second_x + 8, second_y + 4], abs=1e-4),
    ]
    assert found.scores.tolist() == pytest.approx([0.8 * 0.9, 0.5 * 0.7])


def test_yolox_drops_boxes_at_infinity():
    output = np.full((1, 32, 7), 0.9, np.float32)
    output[0, 0, 2] = 1e9
    found = decode_yolox([output], spec(Decoder.YOLOX, strides=(8,)), 0.3)
    assert len(found) == 31


def test_yolox_refuses_another_number_of_cells():
    output = np.zeros((1, 41, 7), np.float32)
    with pytest.raises(OutputUnexpected, match="41 rows where the strides make 40 cells"):
        decode_yolox([output], spec(Decoder.YOLOX, strides=(8, 16)), 0.3)


@pytest.mark.parametrize(
    ("scores", "bird_class"),
    [
        (np.array([[0.9, 0.2]]), 0),
        (np.array([[[0.9], [0.2]]]), 0),
        (np.array([[[0.1, 0.9], [0.8, 0.2]]]), 1),
        (np.array([0.9, 0.2]), 0),
    ],
    ids=["one class flat", "one class", "two classes", "no batch axis"],
)
def test_boxes_scores_reads_pixels(scores, bird_class):
    boxes = np.array([[[1, 2, 30, 20], [5, 5, 6, 6]]], np.float32)
    found = decode_boxes_scores(
        [boxes, scores], spec(Decoder.BOXES_SCORES, bird_class=bird_class), 0.3
    )
    assert found.boxes_xyxy.tolist() == [[1, 2, 30, 20]]
    assert found.scores.tolist() == pytest.approx([0.9])


@pytest.mark.parametrize(
    ("decode", "outputs"),
    [
        (decode_ssd, [np.zeros((1, 5, 7))]),
        (decode_ssd, [np.zeros(6)]),
        (decode_ssd, [np.array([[[1, np.nan, 0, 0, 1, 1]]])]),
        (decode_boxes_scores, [np.zeros((1, 3, 4)), np.zeros((1, 2, 2))]),
        (decode_boxes_scores, [np.zeros((1, 3, 4)), np.zeros((1, 3, 1))]),
        (decode_boxes_scores, [np.zeros((1, 3, 4)), np.float64(1)]),
    ],
)
def test_what_does_not_fit_the_format_is_refused(decode, outputs):
    with pytest.raises(OutputUnexpected):
        decode(outputs, spec(Decoder.SSD), 0.3)
