"""Weights in a second file, quantised networks, and what a model from outside must not hold."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import convert_model_to_external_data

from birdeye.convert.onnx_model.metadata import facts_of
from birdeye.convert.onnx_model.side_files import facts_beside
from birdeye.convert.open_source import open_source
from birdeye.convert.source import SourceOptions
from birdeye.convert.verify import open_session, verify
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported
from birdeye.onnx_runtime import onnxruntime, quantization_tools
from birdeye.packs.network_file import read_network
from tests.convert.onnx_model.test_exports import unpacked
from tests.convert.onnx_model.test_forms import model, random


@pytest.fixture
def classifier(tmp_path):
    return unpacked("torchvision-classifier", tmp_path)


@pytest.fixture
def outside(tmp_path, classifier):
    """The same with its weights in a second file."""
    path = tmp_path / "outside" / "model.onnx"
    path.parent.mkdir()
    whole = onnx.load(str(classifier))
    convert_model_to_external_data(whole, location="model.onnx.data", size_threshold=0)
    onnx.save(whole, str(path))
    return path


def test_weights_of_a_second_file_are_taken_in(outside, classifier, tmp_path):
    source = open_source(outside, SourceOptions())
    source.write(tmp_path / "written.onnx")
    (tmp_path / "outside" / "model.onnx.data").rename(tmp_path / "gone")
    feeds = source.sample_feeds(0)
    ours = open_session(tmp_path / "written.onnx").run(None, feeds)[0]
    theirs = open_session(classifier).run(None, feeds)[0]
    np.testing.assert_array_equal(ours, theirs)


def test_second_file_that_is_missing_or_short_is_named(outside):
    data = outside.with_name("model.onnx.data")
    data.write_bytes(data.read_bytes()[:100])
    with pytest.raises(CheckpointInvalid, match=r"model\.onnx\.data.*100 bytes"):
        open_source(outside, SourceOptions())
    data.unlink()
    with pytest.raises(CheckpointInvalid, match="not beside it"):
        open_source(outside, SourceOptions())


@pytest.mark.parametrize(
    "location", ["../secret", "/etc/passwd", "a/b", "..", ".hidden", "a\\b", ""]
)
def test_second_file_elsewhere_is_refused(outside, location):
    whole = onnx.load(str(outside), load_external_data=False)
    for entry in whole.graph.initializer[0].external_data:
        if entry.key == "location":
            entry.value = location
    outside.write_bytes(whole.SerializeToString())
    with pytest.raises(CheckpointInvalid, match="outside its folder"):
        open_source(outside, SourceOptions())


def test_link_to_a_file_elsewhere_is_refused(outside, tmp_path):
    data = outside.with_name("model.onnx.data")
    data.rename(tmp_path / "elsewhere")
    data.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CheckpointInvalid, match="not beside it"):
        open_source(outside, SourceOptions())


class _Pictures:
    def __init__(self) -> None:
        self._left = 4

    def get_next(self):
        if not self._left:
            return None
        self._left -= 1
        picture = np.random.default_rng(self._left).standard_normal((1, 3, 64, 64))
        return {"input": picture.astype(np.float32)}


def simplified(path, target):
    """Without the identities in front of weights, which the quantiser of operators trips over."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return target


@pytest.mark.parametrize("how", ["dynamic", "qdq", "operators"])
def test_quantised_network_becomes_one_of_a_pack(how, classifier, tmp_path):
    tools = quantization_tools()
    path = tmp_path / f"{how}.onnx"
    if how == "dynamic":
        tools.quantize_dynamic(str(classifier), str(path), weight_type=tools.QuantType.QUInt8)
    else:
        kind = tools.QuantFormat.QDQ if how == "qdq" else tools.QuantFormat.QOperator
        simpler = simplified(classifier, tmp_path / "simpler.onnx")
        tools.quantize_static(str(simpler), str(path), _Pictures(), quant_format=kind)
    source = open_source(path, SourceOptions(for_pack=True))
    source.write(tmp_path / "written.onnx")
    assert all(result.is_equal for result in verify(source, tmp_path / "written.onnx"))
    network = read_network((tmp_path / "written.onnx").read_bytes())
    assert not network.problems
    assert network.outputs[0].shape == (None, 6)
    if how == "operators":
        domains = {node.domain for node in onnx.load(str(path)).graph.node}
        assert "com.microsoft" in domains


@pytest.mark.parametrize("operator", ["Attention", "NoSuchThing"])
@pytest.mark.parametrize("domain", ["com.microsoft", "evil.example"])
def test_other_foreign_operators_are_refused(operator, domain, tmp_path):
    whole = model({"logits": random(1, 5)})
    whole.graph.node.append(helper.make_node(operator, ["mean"], ["beyond"], domain=domain))
    whole.opset_import.append(helper.make_opsetid(domain, 1))
    path = tmp_path / "foreign.onnx"
    path.write_bytes(whole.SerializeToString())
    with pytest.raises(OperatorUnsupported, match=operator):
        open_source(path, SourceOptions())
    assert "not standard ONNX" in read_network(path.read_bytes()).problems[0]


@pytest.mark.parametrize("content", [b"", b"\x08", b"version https://git-lfs.github.com/spec/v1\n",
                                     b"<!DOCTYPE html><html></html>", b"\xff" * 500])  # fmt: skip
def test_file_that_is_no_model_is_refused(content, tmp_path):
    path = tmp_path / "no.onnx"
    path.write_bytes(content)
    with pytest.raises(CheckpointInvalid):
        open_source(path, SourceOptions())


def test_weights_that_are_no_numbers_are_refused(tmp_path):
    whole = model({"logits": random(1, 5)})
    broken = np.full((2, 2), np.nan, np.float32)
    whole.graph.initializer.append(numpy_helper.from_array(broken, "broken"))
    path = tmp_path / "nan.onnx"
    path.write_bytes(whole.SerializeToString())
    with pytest.raises(CheckpointInvalid, match="broken"):
        open_source(path, SourceOptions())


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 500, '{"id2label": 3}', '{"id2label": {"0": "a", "7": "b"}}', '{"mean": [1]}',
     '{"mean": [0, 0, 0], "std": [0, 0, 0]}', '{"size": {"height": "x"}}', '{"size": -3}',
     '{"names": [1, 2]}', '{"image_mean": ["a", "b", "c"]}', "null", '{"class_to_idx": {"a": 1e9}}',
     '{"std": [NaN, NaN, NaN], "mean": [NaN, 0, 0]}'],
)  # fmt: skip
def test_side_file_that_makes_no_sense_counts_as_none(text, tmp_path):
    (tmp_path / "config.json").write_text(text)
    found = facts_beside(tmp_path / "model.onnx")
    assert found.names is None
    assert found.preprocessing is None
    assert found.size is None


@pytest.mark.parametrize("text", ["{0: 'a', 1: 'b'}", '{"0": "a", "1": "b"}', "['a', 'b']"])
def test_names_in_the_metadata_are_read_in_every_spelling(text):
    whole = model({"logits": random(1, 2)})
    helper.set_model_props(whole, {"names": text})
    assert facts_of(whole)[0].names.names == ("a", "b")


def test_metadata_is_data_and_never_code():
    whole = model({"logits": random(1, 2)})
    helper.set_model_props(whole, {"names": "{0: __import__('os').system('false')}"})
    assert facts_of(whole)[0].names is None


def test_half_precision_takes_and_gives_float32(tmp_path):
    whole = model({"logits": random(1, 5).astype(np.float16)}, dtype=TensorProto.FLOAT16)
    onnx.save(whole, str(tmp_path / "half.onnx"))
    source = open_source(tmp_path / "half.onnx", SourceOptions(for_pack=True))
    source.write(tmp_path / "written.onnx")
    session = open_session(tmp_path / "written.onnx")
    assert session.get_inputs()[0].type == "tensor(float)"
    assert all(result.is_equal for result in verify(source, tmp_path / "written.onnx"))
