from __future__ import annotations

import numpy as np
import pytest

from birdeye.convert.mxnet.operators.reshaping import reshaped
from birdeye.convert.onnx_builder import BATCH, BatchMustBeFixed, OnnxBuilder
from birdeye.domain.errors import CheckpointInvalid


@pytest.fixture
def builder():
    return OnnxBuilder()


def test_shapes_are_known_as_soon_as_a_node_is_added(builder):
    data = builder.graph_input("data", (BATCH, 3, 31, 31))
    weight = builder.weight("w", np.zeros((8, 3, 3, 3), np.float32))
    result = builder.add("Conv", [data, weight], strides=[2, 2], kernel_shape=[3, 3])
    assert result.shape == (BATCH, 8, 15, 15)
    assert builder.add("Flatten", [result], axis=1).shape == (BATCH, 8 * 15 * 15)


def test_nodes_of_constants_become_constants(builder):
    total = builder.add("Add", [builder.constant([1.0, 2.0]), builder.constant([10.0, 20.0])])
    np.testing.assert_array_equal(total.value, np.float32([11, 22]))
    assert builder.steps == []


def test_large_results_are_not_folded(builder):
    tiled = builder.add("Tile", [builder.constant(np.ones(1000)), builder.integers([100_000])])
    assert not tiled.is_constant


def test_names_are_unique_and_never_empty(builder):
    data = builder.graph_input("data", (1, 4))
    with builder.scope("same"):
        first = builder.add("Relu", [data])
    with builder.scope("same"):
        second = builder.add("Relu", [first])
    with builder.scope(""):
        builder.add("Relu", [second])
    names = [step.name for step in builder.steps]
    assert len(set(names)) == 3
    assert all(names)


def test_only_constants_in_use_are_kept(builder):
    data = builder.graph_input("data", (1, 4))
    builder.weight("unused", np.ones(4, np.float32))
    used = builder.weight("used", np.ones(4, np.float32))
    builder.graph_output(builder.add("Add", [data, used]), "sum")
    builder.drop_unused_steps()
    assert [tensor.name for tensor in builder.constants_in_use()] == ["used"]


def test_dead_steps_and_identities_are_dropped(builder):
    data = builder.graph_input("data", (1, 4))
    builder.add("Sigmoid", [data])
    builder.graph_output(builder.add("Relu", [data]), "result")
    builder.drop_unused_steps()
    assert [(step.op_type, step.outputs[0].name) for step in builder.steps] == [("Relu", "result")]


def test_an_input_may_be_an_output(builder):
    data = builder.graph_input("data", (1, 4))
    builder.graph_output(data, "same")
    builder.drop_unused_steps()
    assert [step.op_type for step in builder.steps] == ["Identity"]


def test_one_tensor_may_be_two_outputs(builder):
    data = builder.graph_input("data", (1, 4))
    result = builder.add("Relu", [data])
    builder.graph_output(result, "first")
    builder.graph_output(result, "second")
    builder.drop_unused_steps()
    made = {tensor.name for step in builder.steps for tensor in step.outputs}
    assert {"first", "second"} <= made


def test_symbolic_batch_is_not_a_number(builder):
    data = builder.graph_input("data", (BATCH, 4))
    with pytest.raises(BatchMustBeFixed):
        builder.fixed_batch(data)
    with pytest.raises(BatchMustBeFixed):
        _ = data.static_shape


def test_what_does_not_fit_is_refused_with_the_node(builder):
    data = builder.graph_input("data", (1, 12))
    weight = builder.weight("w", np.zeros((10, 5), np.float32))
    with builder.scope("fc7"), pytest.raises(CheckpointInvalid, match=r"fc7.*do not fit MatMul"):
        builder.add("MatMul", [data, weight])


@pytest.mark.parametrize(
    ("shape", "codes", "reverse", "expected"),
    [
        ((3, 6, 4), (0, -4, 2, -1, -2), False, (3, 2, 3, 4)),
        ((2, 3, 4), (-1, 0), True, (6, 4)),
        ((1, 18, 14, 20), (0, 2, -1, 0), False, (1, 2, 126, 20)),
        ((2, 3, 4), (-3, -2), False, (6, 4)),
        (("N", 3, 4), (0, -1), False, ("N", 12)),
        (("N", 3, 4), (-1, 12), False, ("N", 12)),
        (("N", 1, 4), (-3, 0), False, ("N", 4)),
        (("N", 6, 4), (0, -4, -1, 2, -2), False, ("N", 3, 2, 4)),
    ],
)
def test_reshape_codes_follow_the_cursor(shape, codes, reverse, expected):
    assert reshaped(shape, codes, reverse=reverse) == expected


@pytest.mark.parametrize("codes", [(-1, 6), (-3, 0), (5, -1)])
def test_codes_that_take_the_batch_apart_need_a_fixed_one(codes):
    with pytest.raises(BatchMustBeFixed):
        reshaped(("N", 3, 4), codes)


@pytest.mark.parametrize("codes", [(-1, -1), (7,), (0, 0, 0, 0), (-4, 2), (-9,), (0, -4, 5, -1, 0)])
def test_codes_that_do_not_fit_are_refused(codes):
    with pytest.raises(CheckpointInvalid):
        reshaped((2, 3, 4), codes)
