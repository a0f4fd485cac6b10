"""The ways that detectors end, each as a small network: rows, or boxes and scores, come out."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from birdeye.convert.network_kind import NetworkKind
from birdeye.convert.open_source import open_source
from birdeye.convert.source import SourceOptions
from birdeye.convert.verify import open_session, verify
from birdeye.domain.errors import CheckpointInvalid
from birdeye.packs.manifest import ColourOrder, Decoder

SIDE = 64
CELLS = 8 * 8 + 4 * 4 + 2 * 2


def model(outputs: dict[str, np.ndarray], *, shape=(1, 3, SIDE, SIDE), dtype=TensorProto.FLOAT):
    """A network that yields constants, each with a trace of the picture added."""
    nodes = [
        helper.make_node("Cast", ["photo"], ["real"], to=TensorProto.FLOAT),
        helper.make_node(
            "ReduceMean", ["real"], ["mean"], axes=list(range(len(shape))), keepdims=0
        ),
        helper.make_node("Mul", ["mean", "tiny"], ["trace"]),
    ]
    weights = [numpy_helper.from_array(np.float32(1e-7), "tiny")]
    for name, value in outputs.items():
        weights.append(numpy_helper.from_array(value.astype(np.float32), f"{name}_value"))
        kind = helper.np_dtype_to_tensor_dtype(value.dtype)
        nodes.append(helper.make_node("Add", [f"{name}_value", "trace"], [f"{name}_sum"]))
        nodes.append(helper.make_node("Cast", [f"{name}_sum"], [name], to=kind))
    graph = helper.make_graph(
        nodes,
        "detector",
        [helper.make_tensor_value_info("photo", dtype, list(shape))],
        [
            helper.make_tensor_value_info(
                name, helper.np_dtype_to_tensor_dtype(value.dtype), list(value.shape)
            )
            for name, value in outputs.items()
        ],
        weights,
    )
    opset = helper.make_opsetid("", 17)
    return helper.make_model(graph, opset_imports=[opset], ir_version=8)


def opened(tmp_path, outputs, **options):
    path = tmp_path / "detector.onnx"
    onnx.save(model(outputs, **options), str(path))
    source = open_source(path, SourceOptions(for_pack=True))
    assert source.kind is NetworkKind.DETECTOR
    source.write(tmp_path / "written.onnx")
    assert all(result.is_equal for result in verify(source, tmp_path / "written.onnx"))
    feeds = source.sample_feeds(0)
    return source, open_session(tmp_path / "written.onnx").run(None, feeds)


def random(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).uniform(0.1, 0.9, shape).astype(np.float32)


def test_yolov5_has_its_scores_multiplied_by_the_objectness(tmp_path):
    rows = random(1, 3 * CELLS, 9) * ([SIDE] * 4 + [1] * 5)
    source, (boxes, scores) = opened(tmp_path, {"output0": rows.astype(np.float32)})
    assert source.detector_output.decoder is Decoder.BOXES_SCORES
    assert source.class_count == 4
    np.testing.assert_allclose(scores[0], rows[0, :, 5:] * rows[0, :, 4:5], atol=1e-4)
    np.testing.assert_allclose(boxes[0, :, 0], rows[0, :, 0] - rows[0, :, 2] / 2, atol=1e-3)
    np.testing.assert_allclose(boxes[0, :, 3], rows[0, :, 1] + rows[0, :, 3] / 2, atol=1e-3)


def test_yolox_stays_undecoded_and_is_fed_blue_first(tmp_path):
    source, (rows,) = opened(tmp_path, {"output": random(1, CELLS, 85)})
    assert source.detector_output.decoder is Decoder.YOLOX
    assert source.detector_output.strides == (8, 16, 32)
    assert source.photo.colour_order is ColourOrder.BGR
    assert rows.shape == (1, CELLS, 85)


def test_suppression_inside_ends_in_rows(tmp_path):
    boxes = random(1, 10, 4) * SIDE
    outputs = {
        "num_dets": np.array([[3]], np.int32),
        "det_boxes": boxes.astype(np.float32),
        "det_scores": random(1, 10),
        "det_classes": np.arange(10, dtype=np.int32)[None],
    }
    _, (rows,) = opened(tmp_path, outputs)
    assert rows[0, :, 0].tolist() == [0, 1, 2, -1, -1, -1, -1, -1, -1, -1]
    np.testing.assert_allclose(rows[0, :, 2:], boxes[0] / SIDE, atol=1e-4)


def test_tensorflows_corners_classes_and_bytes(tmp_path):
    boxes = random(1, 10, 4)
    outputs = {
        "detection_boxes": boxes,
        "detection_classes": np.full((1, 10), 16, np.float32),
        "detection_scores": random(1, 10),
        "num_detections": np.array([4], np.float32),
    }
    source, (rows,) = opened(tmp_path, outputs, shape=(1, SIDE, SIDE, 3), dtype=TensorProto.UINT8)
    assert source.photo.dtype == "uint8"
    assert source.photo.layout == "NHWC"
    np.testing.assert_allclose(rows[0, :4, 0], 15, atol=1e-3)
    assert (rows[0, 4:, 0] == -1).all()
    np.testing.assert_allclose(rows[0, :, 2:], boxes[0][:, [1, 0, 3, 2]], atol=1e-4)


def test_boxes_and_scores_from_0_to_1_become_pixels_without_the_background(tmp_path):
    boxes = random(1, 50, 4)
    scores = random(1, 50, 5)
    scores /= scores.sum(axis=2, keepdims=True)
    source, (found, kept) = opened(tmp_path, {"boxes": boxes, "scores": scores})
    assert source.class_count == 4
    np.testing.assert_allclose(found[0], boxes[0] * SIDE, atol=1e-3)
    np.testing.assert_allclose(kept[0], scores[0, :, 1:], atol=1e-4)


def test_size_that_nobody_states_is_asked_for(tmp_path):
    path = tmp_path / "open.onnx"
    onnx.save(model({"logits": random(1, 5)}, shape=(1, 3, "h", "w")), str(path))
    with pytest.raises(CheckpointInvalid, match="--input-shape"):
        open_source(path, SourceOptions())
    source = open_source(path, SourceOptions(input_size=(48, 64)))
    assert source.input_shapes == {"photo": (1, 3, 48, 64)}


def test_batch_of_several_is_refused(tmp_path):
    path = tmp_path / "many.onnx"
    onnx.save(model({"logits": random(4, 5)}, shape=(4, 3, 8, 8)), str(path))
    with pytest.raises(CheckpointInvalid, match="batch of 1"):
        open_source(path, SourceOptions())
