"""Every TFLite operator against TensorFlow Lite's interpreter, one small model each."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import parse_tflite
from birdeye.convert.tflite.network import DETECTION
from birdeye.convert.tflite.registry import CONVERTERS
from birdeye.convert.verify import verify
from birdeye.onnx_runtime import onnxruntime
from tests.convert.tflite.further_cases import further_cases
from tests.convert.tflite.interpreter import answers, interpreter_of, real
from tests.convert.tflite.operator_cases import all_cases

CASES = [*all_cases(), *further_cases()]


def converted_answers(path, interpreter, inputs):
    """What the ONNX file yields for stored inputs, in TFLite's order of axes."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feeds = {}
    details = interpreter.get_input_details()
    for slot, detail, value in zip(session.get_inputs(), details, inputs, strict=True):
        if value.dtype == np.int16:
            value = value.astype(np.float32) * np.float32(detail["quantization"][0])
        if value.dtype == np.int8:
            value = (value.astype(np.int16) + 128).astype(np.uint8)
        feeds[slot.name] = value.transpose(0, 3, 1, 2) if value.ndim == 4 else value
    results = session.run(None, feeds)
    return [r.transpose(0, 2, 3, 1) if r.ndim == 4 else r for r in results]


def sample_inputs(interpreter, seed):
    generator = np.random.default_rng(seed)
    for detail in interpreter.get_input_details():
        if detail["dtype"] == np.float32:
            yield generator.uniform(-4, 4, detail["shape"]).astype(np.float32)
        else:
            info = np.iinfo(detail["dtype"])
            yield generator.integers(
                info.min, info.max, detail["shape"], detail["dtype"], endpoint=True
            )


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_operator_answers_as_the_interpreter(case, tmp_path):
    # The reference kernel of an int8 SUM is wrong where the other one is not.
    interpreter = interpreter_of(case.content, reference=case.name != "sum-int8")
    conversion = build_tflite(parse_tflite(case.content, case.name))
    conversion.write(tmp_path / "model.onnx")
    details = interpreter.get_output_details()
    for seed in range(3):
        inputs = list(sample_inputs(interpreter, seed))
        stored = answers(interpreter, inputs)
        results = converted_answers(tmp_path / "model.onnx", interpreter, inputs)
        for detail, value, found in zip(details, stored, results, strict=True):
            expected = real(detail, value)
            assert found.shape == expected.shape
            # Halves are rounded away from zero there and to even here: at most one step apart.
            assert np.abs(found - expected).max() <= 1.01 * case.step + 1e-5
            if not case.often_halfway:
                assert np.mean(np.abs(found - expected) > case.step / 2 + 1e-5) <= 0.04


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_operator_answers_as_the_numpy_evaluation(case, tmp_path):
    conversion = build_tflite(parse_tflite(case.content, case.name))
    conversion.write(tmp_path / "model.onnx")
    session = onnxruntime.InferenceSession(
        str(tmp_path / "model.onnx"), providers=["CPUExecutionProvider"]
    )
    for seed in range(2):
        feeds = conversion.sample_feeds(seed)
        found, expected = session.run(None, feeds), conversion.evaluate(feeds)
        for ours, theirs in zip(found, expected, strict=True):
            assert ours.shape == theirs.shape
            assert np.abs(ours - theirs).max() <= 1.01 * case.step + 1e-5
    assert next(verify(conversion, tmp_path / "model.onnx")).is_equal


def test_every_operator_has_a_case():
    used = {
        operator.operator
        for case in CASES
        for operator in parse_tflite(case.content, case.name).operators
    }
    assert set(CONVERTERS.operators()) - used == {DETECTION, "ELU"}
