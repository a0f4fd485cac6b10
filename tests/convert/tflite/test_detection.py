"""The suppression at the end of TensorFlow's detectors, against TensorFlow Lite's interpreter."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.convert.network_kind import NetworkKind
from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import parse_tflite
from birdeye.convert.tflite.network import DETECTION
from birdeye.convert.verify import verify
from birdeye.domain.errors import CheckpointInvalid
from birdeye.onnx_runtime import onnxruntime
from birdeye.packs.manifest import Decoder
from tests.convert.tflite.interpreter import answers, interpreter_of
from tests.convert.tflite.operator_cases import FLOAT, UINT8, Storage, Writer
from tests.helpers.tiny_tflite import TensorRow, constant

ANCHORS, CLASSES = 24, 4
OPTIONS = {
    "max_detections": 10,
    "max_classes_per_detection": 1,
    "detections_per_class": 100,
    "use_regular_nms": False,
    "nms_score_threshold": 0.2,
    "nms_iou_threshold": 0.4,
    "num_classes": CLASSES,
    "y_scale": 10.0,
    "x_scale": 10.0,
    "h_scale": 5.0,
    "w_scale": 5.0,
}


def detector(storage: Storage, seed: int, **changes) -> bytes:
    """A picture, two convolutions for boxes and scores of 24 anchors, and the suppression."""
    writer = Writer(storage, seed)
    data = writer.activation((1, 6, 4, 3))
    ends = []
    for width, low, high in ((4, -8.1, 7.7), (CLASSES + 1, 0.0, 255 / 256)):
        weight = writer.weight((width, 3, 3, 3), axis=0)
        bias = writer.bias(width, data, weight)
        made = writer.activation((1, 6, 4, width), -8.1, 7.7)
        writer.step("CONV_2D", [data, weight, bias], made, Padding=0, StrideH=1, StrideW=1)
        rows = writer.activation((1, ANCHORS, width), -8.1, 7.7)
        writer.step("RESHAPE", [made, writer.integers([1, ANCHORS, width])], rows)
        if high < 1:
            scores = writer.activation((1, ANCHORS, width), low, high)
            writer.step("LOGISTIC", [rows], scores)
            rows = scores
        ends.append(rows)
    centres = writer.generator.uniform(0.2, 0.8, (ANCHORS, 2))
    anchors = np.concatenate([centres, writer.generator.uniform(0.1, 0.4, (ANCHORS, 2))], axis=1)
    ends.append(writer.add(constant("anchors", anchors.astype(np.float32))))
    options = OPTIONS | changes
    count = options["max_detections"]
    if not options["use_regular_nms"]:
        count *= options["max_classes_per_detection"]
    outputs = [
        writer.add(TensorRow(f"detection{number}", shape))
        for number, shape in enumerate(((1, count, 4), (1, count), (1, count), (1,)))
    ]
    writer.steps(DETECTION, ends, outputs, **options)
    return writer.case("ssd", [data], *outputs).content


KINDS = [
    {},
    {"max_classes_per_detection": 2},
    {"use_regular_nms": True},
    {"use_regular_nms": True, "detections_per_class": 2, "max_detections": 5},
    {"nms_score_threshold": 0.6, "nms_iou_threshold": 0.1},
]


@pytest.mark.parametrize("changes", KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_detections_are_those_of_the_interpreter(changes, seed, tmp_path):
    content = detector(FLOAT, seed, **changes)
    source = build_tflite(parse_tflite(content, "ssd.tflite"))
    source.write(tmp_path / "ssd.onnx")
    session = onnxruntime.InferenceSession(
        str(tmp_path / "ssd.onnx"), providers=["CPUExecutionProvider"]
    )
    picture = np.random.default_rng(seed).uniform(-4, 4, (1, 6, 4, 3)).astype(np.float32)
    expected = answers(interpreter_of(content), [picture])
    found = session.run(None, {session.get_inputs()[0].name: picture.transpose(0, 3, 1, 2)})
    assert int(found[3][0]) == int(expected[3][0]) > 0
    count = int(expected[3][0]) * (OPTIONS | changes)["max_classes_per_detection"]
    for ours, theirs in zip(found[:3], expected[:3], strict=True):
        assert ours.shape == theirs.shape
        np.testing.assert_allclose(ours[:, :count], theirs[:, :count], atol=1e-5)


@pytest.mark.parametrize("storage", [FLOAT, UINT8])
@pytest.mark.parametrize("changes", KINDS)
def test_in_a_pack_the_detections_are_rows(storage, changes, tmp_path):
    content = detector(storage, 1, **changes)
    source = build_tflite(parse_tflite(content, "ssd.tflite"), for_pack=True)
    assert source.kind is NetworkKind.DETECTOR
    assert source.class_count == CLASSES
    assert source.detector_output is not None
    assert source.detector_output.decoder is Decoder.SSD
    source.write(tmp_path / "ssd.onnx")
    (shape,) = source.output_shapes.values()
    assert shape[::2] == (1, 6)
    for verification in verify(source, tmp_path / "ssd.onnx"):
        assert verification.is_equal
    whole = build_tflite(parse_tflite(content, "ssd.tflite"))
    whole.write(tmp_path / "whole.onnx")
    feeds = source.sample_feeds(0)
    (rows,) = onnxruntime.InferenceSession(str(tmp_path / "ssd.onnx")).run(None, feeds)
    session = onnxruntime.InferenceSession(str(tmp_path / "whole.onnx"))
    boxes, classes, scores, count = session.run(None, feeds)
    number = int(count[0]) * (OPTIONS | changes)["max_classes_per_detection"]
    assert (rows[0, number:, 0] == -1).all()
    np.testing.assert_array_equal(rows[0, :number, 0], classes[0, :number])
    np.testing.assert_array_equal(rows[0, :number, 1], scores[0, :number])
    np.testing.assert_array_equal(rows[0, :number, 2:], boxes[0, :number][:, [1, 0, 3, 2]])


@pytest.mark.parametrize(
    "changes",
    [{"num_classes": 9}, {"max_detections": 0}, {"h_scale": 0.0}, {"nms_iou_threshold": 2.0}],
)
def test_options_that_make_no_sense_are_refused(changes):
    network = parse_tflite(detector(FLOAT, 1, **changes), "ssd.tflite")
    with pytest.raises(CheckpointInvalid):
        build_tflite(network)
