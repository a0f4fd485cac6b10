"""What becomes of whole TFLite networks: integers, layout, batch, softmax."""

from __future__ import annotations

from collections import Counter

import numpy as np
import onnx
import pytest

from birdeye.convert.tflite.convert import build_tflite, without_softmax
from birdeye.convert.tflite.model_file import parse_tflite
from birdeye.domain.errors import CheckpointInvalid
from birdeye.onnx_runtime import onnxruntime
from tests.convert.tflite.interpreter import answers, interpreter_of, real
from tests.helpers.tiny_tflite import OperatorRow, TensorRow, constant, tflite_bytes
from tests.helpers.tiny_tflite_network import residual_classifier


@pytest.fixture(params=["uint8", "int8", "float32"])
def classifier(request):
    return residual_classifier(request.param)


def built(content):
    return build_tflite(parse_tflite(content, "net.tflite"))


def test_no_transposition_is_left(classifier):
    assert "Transpose" not in [step.op_type for step in built(classifier).builder.steps]


def test_quantised_network_computes_in_integers(tmp_path):
    built(residual_classifier("int8")).write(tmp_path / "net.onnx")
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(tmp_path / "optimised.onnx")
    options.log_severity_level = 4
    onnxruntime.InferenceSession(str(tmp_path / "net.onnx"), options)
    nodes = onnx.load(tmp_path / "optimised.onnx").graph.node
    kinds = Counter(node.op_type for node in nodes)
    assert kinds["QLinearConv"] == 4
    assert kinds["QLinearAdd"] == kinds["QGemm"] == 1
    assert not {"Conv", "Gemm", "Add", "QuantizeLinear"} & set(kinds)


def test_weights_stay_8_bits(tmp_path):
    sizes = {}
    for dtype in ("int8", "float32"):
        built(residual_classifier(dtype, channels=200)).write(tmp_path / "net.onnx")
        sizes[dtype] = (tmp_path / "net.onnx").stat().st_size
    assert sizes["int8"] < 0.3 * sizes["float32"]


def test_batch_is_free_and_each_picture_is_answered_by_itself(classifier, tmp_path):
    conversion = built(classifier)
    assert conversion.batch_is_dynamic
    assert list(conversion.input_shapes.values()) == [("N", 3, 16, 16)]
    conversion.write(tmp_path / "net.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"))
    entry = session.get_inputs()[0]
    kind = np.float32 if "float" in entry.type else np.uint8
    pictures = np.random.default_rng(0).integers(0, 255, (3, 3, 16, 16)).astype(kind)
    together = session.run(None, {entry.name: pictures})[0]
    alone = [session.run(None, {entry.name: picture[None]})[0][0] for picture in pictures]
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_answers_are_those_of_the_interpreter(classifier, tmp_path):
    interpreter = interpreter_of(classifier)
    built(classifier).write(tmp_path / "net.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"))
    entry, output = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    generator = np.random.default_rng(1)
    for _ in range(5):
        pixels = generator.integers(0, 256, (1, 16, 16, 3)).astype(np.int16)
        stored = (pixels - 128 if entry["dtype"] == np.int8 else pixels).astype(entry["dtype"])
        fed = pixels.astype(np.float32 if entry["dtype"] == np.float32 else np.uint8)
        if entry["dtype"] == np.float32:
            stored, fed = stored / np.float32(255), fed / np.float32(255)
        expected = real(output, answers(interpreter, [stored])[0])
        name = session.get_inputs()[0].name
        found = session.run(None, {name: fed.transpose(0, 3, 1, 2)})[0]
        np.testing.assert_allclose(found, expected, atol=0.02)
        assert found.argmax() == expected.argmax() or np.sort(expected[0])[-2:].ptp() < 0.02


def test_softmax_can_be_left_out(classifier, tmp_path):
    network = parse_tflite(classifier, "net.tflite")
    whole, cut = build_tflite(network), build_tflite(without_softmax(network))
    results = []
    for conversion in (whole, cut):
        conversion.write(tmp_path / "net.onnx")
        session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"))
        entry = session.get_inputs()[0]
        kind = np.float32 if "float" in entry.type else np.uint8
        feeds = {entry.name: np.full((1, 3, 16, 16), 1, kind)}
        results.append(session.run(None, feeds)[0])
    powers = np.exp(results[1])
    np.testing.assert_allclose(results[0], powers / powers.sum(), atol=1.01 / 256)


def test_network_without_softmax_stays_as_it_is():
    content = tflite_bytes(
        [TensorRow("a", (1, 4)), TensorRow("b", (1, 4))], [OperatorRow("RELU", [0], [1])], [0], [1]
    )
    network = parse_tflite(content, "net.tflite")
    assert without_softmax(network) is network


def test_fixed_batch_where_the_network_takes_it_apart():
    tensors = [TensorRow("a", (1, 4, 4, 3)), TensorRow("b", (16, 3)),
               constant("shape", np.array([16, 3], np.int32))]  # fmt: skip
    content = tflite_bytes(tensors, [OperatorRow("RESHAPE", [0, 2], [1])], [0], [1])
    conversion = built(content)
    assert not conversion.batch_is_dynamic
    assert conversion.output_shapes == {"b": (16, 3)}


def test_weight_for_other_channels_names_the_operator():
    tensors = [TensorRow("a", (1, 4, 4, 3)), constant("w", np.zeros((2, 1, 1, 4), np.float32)),
               TensorRow("conv7", (1, 4, 4, 2))]  # fmt: skip
    options = {"StrideH": 1, "StrideW": 1}
    content = tflite_bytes(tensors, [OperatorRow("CONV_2D", [0, 1], [2], options)], [0], [2])
    with pytest.raises(CheckpointInvalid, match=r"conv7.*4 channels"):
        built(content)
