from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper

from birdeye.convert.mxnet.convert import build
from birdeye.convert.precision import (
    change_of,
    compared_rows,
    quantisable_nodes,
    to_float16,
    to_int8,
)
from birdeye.domain.errors import ModelFailed
from tests.convert.reference.cases import network_case
from tests.convert.reference.checkpoint_writer import write_checkpoint
from tests.convert.reference.converted import run_onnx


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """(folder, conversion) of a narrow ResNet-18, written as fp32.onnx."""
    from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint

    folder = tmp_path_factory.mktemp("network")
    case = network_case("small-resnet18-v1")
    write_checkpoint(folder / "net", case.symbol, case.weights)
    checkpoint = load_checkpoint(find_checkpoint(folder / "net"))
    conversion = build(checkpoint, {"data": (1, 3, 64, 64)})
    conversion.write(folder / "fp32.onnx", {"birdeye.kind": "classifier"})
    return folder, conversion


@pytest.fixture(scope="module")
def samples(network):
    return [network[1].sample_feeds(seed) for seed in range(6)]


def test_float16_halves_the_file_and_hardly_changes_the_answer(network, samples):
    folder, _ = network
    to_float16(folder / "fp32.onnx", folder / "fp16.onnx")
    change = change_of(folder / "fp32.onnx", folder / "fp16.onnx", samples, rows=False)
    assert change.samples == 6
    assert change.bytes_after < 0.62 * change.bytes_before
    assert change.agreement == 1.0
    assert 0 < change.largest_change < 0.01


def test_float16_takes_and_gives_float32(network, samples):
    folder, _ = network
    to_float16(folder / "fp32.onnx", folder / "fp16.onnx")
    (result,) = run_onnx(folder / "fp16.onnx", samples[0])
    assert result.dtype == np.float32


def test_int8_quantises_weights_for_each_channel(network, samples):
    folder, _ = network
    to_int8(folder / "fp32.onnx", folder / "int8.onnx", samples)
    model = onnx.load(folder / "int8.onnx")
    kinds = {node.op_type for node in model.graph.node}
    assert {"QuantizeLinear", "DequantizeLinear"} <= kinds
    constants = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    weights = {name: values for name, values in constants.items() if values.dtype == np.int8}
    convolved = {name: values for name, values in weights.items() if values.ndim == 4}
    assert convolved
    for name, values in convolved.items():
        assert constants[name.removesuffix("_quantized") + "_scale"].shape == values.shape[:1]
        assert np.abs(values.astype(int)).max() == 127  # all 8 bits
    change = change_of(folder / "fp32.onnx", folder / "int8.onnx", samples, rows=False)
    assert change.mean_change < 0.1
    assert change.bytes_after < change.bytes_before
    assert {"birdeye.kind"} <= {entry.key for entry in model.metadata_props}


def test_int8_leaves_nothing_beside_its_result(network, samples, tmp_path):
    folder, _ = network
    before = set(folder.iterdir())
    to_int8(folder / "fp32.onnx", tmp_path / "int8.onnx", samples)
    assert set(folder.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["int8.onnx"]


def test_int8_without_samples_says_what_it_needs(network, tmp_path):
    folder, _ = network
    with pytest.raises(ModelFailed, match="sample photos"):
        to_int8(folder / "fp32.onnx", tmp_path / "int8.onnx", [])
    assert list(tmp_path.iterdir()) == []


def test_what_follows_the_last_layer_with_weights_is_not_quantised(network):
    graph = onnx.load(network[0] / "fp32.onnx").graph
    chosen = set(quantisable_nodes(graph))
    kinds = {node.op_type for node in graph.node if node.name in chosen}
    assert {"Conv", "Gemm", "Add", "Relu"} <= kinds
    assert "Softmax" not in kinds


def test_first_convolution_stays_float_unless_it_is_the_only_layer(network):
    graph = onnx.load(network[0] / "fp32.onnx").graph
    convolutions = [node.name for node in graph.node if node.op_type == "Conv"]
    chosen = quantisable_nodes(graph)
    assert convolutions[0] not in chosen and set(convolutions[1:]) <= set(chosen)
    weight = helper.make_tensor("w", onnx.TensorProto.FLOAT, [1, 1, 1, 1], [1.0])
    alone = helper.make_graph(
        [helper.make_node("Conv", ["x", "w"], ["y"], name="only")], "one", [], [], [weight]
    )
    assert quantisable_nodes(alone) == ["only"]


def test_rows_are_compared_by_class_and_overlap():
    first = np.array([[0, 0.9, 0, 0, 1, 1], [1, 0.8, 0, 0, 1, 1], [0, 0.2, 0, 0, 1, 1]], np.float32)
    second = np.array([[0, 0.7, 0, 0, 1, 0.9], [0, 0.8, 0, 0, 0.2, 0.2]], np.float32)
    found, changes = compared_rows(first, second)
    assert found == [1.0, 0.0]
    assert changes == pytest.approx([0.2])
