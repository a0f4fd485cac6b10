"""The walk: what is refused before any work, what is folded, and what the batch may be."""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.convert.mxnet.convert import build, build_checkpoint
from birdeye.convert.source import SourceOptions
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported
from tests.convert.reference.converted import run_onnx
from tests.helpers.tiny_checkpoints import checkpoint_of, tiny_classifier

SHAPES = {"data": (1, 3, 32, 32)}


def test_everything_that_is_unsupported_is_listed_at_once(tmp_path):
    rows = [
        ("DeformableConvolution", "bent", ("data",), {}),
        ("Convolution", "odd", ("bent", "odd_weight"), {"kernel": "(3,3)", "layout": "NHWC"}),
        ("Custom", "python", ("odd",), {"op_type": "my_loss"}),
    ]
    with pytest.raises(OperatorUnsupported) as error:
        build(checkpoint_of(tmp_path, rows, {}), SHAPES)
    text = str(error.value)
    for part in ("DeformableConvolution “bent”", "“odd”: layout=NHWC", "“python”", "my_loss"):
        assert part in text
    assert len(error.value.operators) == 3


def test_missing_weights_are_listed_before_any_work(tmp_path):
    rows, weights = tiny_classifier()
    del weights["conv0_weight"], weights["fc1_bias"]
    with pytest.raises(CheckpointInvalid, match=r"lacks 2 .*conv0_weight, fc1_bias"):
        build(checkpoint_of(tmp_path, rows, weights), SHAPES)


def test_normalisation_is_folded_into_its_convolution(tmp_path):
    conversion = build(checkpoint_of(tmp_path, *tiny_classifier()), SHAPES)
    operators = [step.op_type for step in conversion.builder.steps]
    assert operators == ["Conv", "GlobalAveragePool", "Flatten", "Gemm", "Softmax"]


def test_normalisation_is_not_folded_where_the_convolution_is_used_twice(tmp_path):
    rows, weights = tiny_classifier()
    rows.insert(2, ("elemwise_add", "sum", ("bn0", "conv0"), {}))
    rows[3] = ("Pooling", "pool0", ("sum",), rows[3][3])
    conversion = build(checkpoint_of(tmp_path, rows, weights), SHAPES)
    assert "BatchNormalization" in [step.op_type for step in conversion.builder.steps]


def test_fixed_gamma_is_1_whatever_is_stored(tmp_path):
    rows, weights = tiny_classifier()
    weights["aux:bn0_var"] = np.full(3, 4.0)
    conversion = build(checkpoint_of(tmp_path, rows[:2], weights), SHAPES)
    conversion.write(tmp_path / "n.onnx")
    data = np.random.default_rng(0).standard_normal((1, 3, 32, 32)).astype(np.float32)
    (result,) = run_onnx(tmp_path / "n.onnx", {"data": data})
    np.testing.assert_allclose(result, data / np.sqrt(4 + 1e-3), rtol=1e-5)


def test_batch_is_dynamic_and_runs_with_several_pictures(tmp_path):
    conversion = build(checkpoint_of(tmp_path, *tiny_classifier()), SHAPES)
    assert conversion.batch_is_dynamic
    conversion.write(tmp_path / "n.onnx")
    pictures = np.zeros((3, 3, 32, 32), np.float32)
    pictures[[0, 1, 2], [2, 0, 1]] = 100
    (result,) = run_onnx(tmp_path / "n.onnx", {"data": pictures})
    assert result.argmax(1).tolist() == [2, 0, 1]


def test_batch_is_fixed_where_the_network_takes_it_apart(tmp_path):
    rows = [("Reshape", "flat", ("data",), {"shape": "(-1, 2)"})]
    conversion = build(checkpoint_of(tmp_path, rows, {}), {"data": (1, 3, 4, 4)})
    assert not conversion.batch_is_dynamic
    assert conversion.output_shapes == {"flat": (24, 2)}


def test_size_is_found_by_what_the_dense_layer_takes(tmp_path):
    rows = [("FullyConnected", "fc1", ("data", "fc1_weight", "fc1_bias"), {"num_hidden": "2"})]
    weights = {"fc1_weight": np.zeros((2, 3 * 96 * 96)), "fc1_bias": np.zeros(2)}
    conversion = build_checkpoint(checkpoint_of(tmp_path, rows, weights), SourceOptions())
    assert conversion.input_shapes == {"data": (1, 3, 96, 96)}


def test_size_that_does_not_fit_names_the_node(tmp_path):
    rows = [("FullyConnected", "fc1", ("data", "fc1_weight", "fc1_bias"), {"num_hidden": "2"})]
    weights = {"fc1_weight": np.zeros((2, 7)), "fc1_bias": np.zeros(2)}
    with pytest.raises(CheckpointInvalid, match="fc1"):
        build(checkpoint_of(tmp_path, rows, weights), SHAPES)


@pytest.mark.parametrize("shape", [(2, 3, 9, 9), (2, 4, 9, 9)])
def test_weight_for_other_channels_is_refused_with_the_node(shape, tmp_path):
    rows = [("Convolution", "conv0", ("data", "w"), {"kernel": "(3, 3)", "no_bias": "1"})]
    with pytest.raises(CheckpointInvalid, match="conv0"):
        build(checkpoint_of(tmp_path, rows, {"w": np.zeros(shape)}), SHAPES)


def test_output_that_a_node_does_not_have_is_refused(tmp_path):
    rows, weights = tiny_classifier()
    rows = [*rows[:2], ("relu", "mask", ("bn0:1",), {})]
    with pytest.raises(CheckpointInvalid, match="output 1"):
        build(checkpoint_of(tmp_path, rows, weights), SHAPES)


def test_window_wholly_in_the_padding_is_refused(tmp_path):
    attributes = {"kernel": "(2, 2)", "stride": "(2, 2)", "pad": "(1, 1)",
                  "pooling_convention": "full"}  # fmt: skip
    rows = [("Pooling", "pool9", ("data",), attributes)]
    with pytest.raises(OperatorUnsupported, match=r"pool9.*padding"):
        build(checkpoint_of(tmp_path, rows, {}), {"data": (1, 3, 7, 7)})
