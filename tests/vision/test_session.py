"""Models that are refused, each with a sentence that names the file and the reason."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from birdeye.domain.errors import ModelFailed
from birdeye.packs.manifest import InputSpec, InputType, Layout, ResizeRule
from birdeye.vision.session import ModelSession
from tests.helpers.tiny_pack import sha256_of, tiny_classifier


def saved(model, folder):
    path = folder / "model.onnx"
    onnx.save(model, path)
    return path


def model_of(nodes, inputs, outputs=("y",), opsets=(("", 17),)):
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in inputs],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid(*each) for each in opsets], ir_version=8
    )


def picture(*shape, kind=TensorProto.FLOAT, name="x"):
    return (name, kind, list(shape))


def load(path, **options):
    return ModelSession(path, sha256_of(path), **{"threads": 1} | options)


def refusal(path, **options):
    with pytest.raises(ModelFailed) as refused:
        load(path, **options)
    sentence = str(refused.value)
    assert sentence.startswith(f"The model “{path.name}” cannot be used: ")
    assert "Install the model pack again" in sentence
    return sentence


def test_file_that_is_no_model_is_refused(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a model")
    assert "onnxruntime refuses it" in refusal(path)


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(ModelFailed, match="No such file"):
        ModelSession(tmp_path / "model.onnx", "0" * 64, threads=1)


def test_other_file_than_promised_is_refused_before_it_is_loaded(tmp_path):
    path = saved(tiny_classifier(), tmp_path)
    with pytest.raises(ModelFailed, match="checksum"):
        ModelSession(path, "0" * 64, threads=1)


def test_operators_from_outside_are_refused(tmp_path):
    node = helper.make_node("Spy", ["x"], ["y"], domain="com.example")
    model = model_of([node], [picture(1, 3, 8, 8)], opsets=[("", 17), ("com.example", 1)])
    assert "com.example" in refusal(saved(model, tmp_path))


def test_data_beside_the_model_is_not_read(tmp_path, monkeypatch):
    (tmp_path / "weights.bin").write_bytes(np.ones(8, np.float32).tobytes())
    monkeypatch.chdir(tmp_path)
    model = model_of([helper.make_node("Add", ["x", "w"], ["y"])], [picture(1, 3, 8, 8)])
    weight = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[8])
    weight.data_location = TensorProto.EXTERNAL
    entry = weight.external_data.add()
    entry.key, entry.value = "location", "weights.bin"
    model.graph.initializer.append(weight)
    path = tmp_path / "model.onnx"
    path.write_bytes(model.SerializeToString())
    refusal(path)


def test_second_input_is_refused(tmp_path):
    model = model_of(
        [helper.make_node("Add", ["x", "z"], ["y"])],
        [picture(1, 3, 8, 8), picture(1, 3, 8, 8, name="z")],
    )
    assert "2 inputs" in refusal(saved(model, tmp_path))


def test_input_of_another_type_is_refused(tmp_path):
    model = model_of(
        [helper.make_node("Cast", ["x"], ["y"], to=TensorProto.FLOAT)],
        [picture(1, 3, 8, 8, kind=TensorProto.INT64)],
    )
    assert "int64" in refusal(saved(model, tmp_path))


def test_output_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    path = saved(tiny_classifier(), tmp_path)
    assert "no output named “boxes”; its outputs are logits" in refusal(path, outputs=["boxes"])


SPEC = InputSpec(16, 16, ResizeRule.STRETCH)


@pytest.mark.parametrize(
    "spec",
    [
        replace(SPEC, width=32),
        replace(SPEC, layout=Layout.NHWC),
        replace(SPEC, dtype=InputType.UINT8),
    ],
    ids=["size", "layout", "type"],
)
def test_manifest_that_promises_another_input_is_told_apart(spec, tmp_path):
    session = load(saved(tiny_classifier(), tmp_path))
    session.expect_input(SPEC)
    with pytest.raises(ModelFailed, match="but the manifest says"):
        session.expect_input(spec)


def test_failure_half_way_is_a_sentence(tmp_path):
    session = load(saved(tiny_classifier(), tmp_path))
    with pytest.raises(ModelFailed, match="stopped half-way"):
        session.run(np.zeros((1, 3, 5, 5), np.float32))


def test_one_session_serves_several_threads(tmp_path):
    session = load(saved(tiny_classifier(), tmp_path))
    tensors = [np.full((1, 3, 16, 16), number / 8, np.float32) for number in range(8)]
    expected = [session.run(tensor)[0] for tensor in tensors]
    found = [None] * 8

    def work(number):
        for _ in range(20):
            found[number] = session.run(tensors[number])[0]

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    np.testing.assert_array_equal(found, expected)
