"""What the reader of TFLite files takes, leaves out and refuses."""

from __future__ import annotations

import random

import numpy as np
import pytest

from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import parse_tflite, read_tflite
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported
from tests.convert.tflite.further_cases import further_cases
from tests.convert.tflite.operator_cases import all_cases
from tests.helpers.tiny_tflite import OperatorRow, TensorRow, constant, tflite_bytes

RELU = [OperatorRow("RELU", [0], [1])]
PICTURES = [TensorRow("a;b", (1, 4, 4, 3)), TensorRow("c", (1, 4, 4, 3))]


def refusal(content):
    with pytest.raises(CheckpointInvalid) as error:
        parse_tflite(content, "net.tflite")
    assert "net.tflite" in str(error.value)
    return str(error.value)


def test_tensors_operators_and_options_are_read():
    case = next(case for case in all_cases() if case.name == "depthwise-1-int8-per-channel")
    network = parse_tflite(case.content, "net.tflite")
    (operator,) = network.operators
    weight = network.tensors[operator.inputs[1]]
    assert (operator.operator, network.name) == ("DEPTHWISE_CONV_2D", "net")
    assert operator.options["stride_w"] == 2
    assert operator.options["depth_multiplier"] == 2
    assert weight.shape == (1, 3, 3, 6)
    assert weight.quantisation.axis == 3
    assert weight.quantisation.is_per_channel
    assert network.is_quantised


def test_first_of_joined_names_is_the_name():
    network = parse_tflite(tflite_bytes(PICTURES, RELU, [0], [1]), "net.tflite")
    assert network.tensors[0].name == "a"


def test_what_only_repeats_a_shape_is_left_out():
    tensors = [TensorRow("x", (1, 4)), TensorRow("shape", (1,), "int32"), TensorRow("y", (1, 4))]
    operators = [OperatorRow("SHAPE", [0], [1]), OperatorRow("RESHAPE", [0, 1], [2])]
    network = parse_tflite(tflite_bytes(tensors, operators, [0], [2]), "net.tflite")
    assert [operator.operator for operator in network.operators] == ["RESHAPE"]


def test_other_files_are_refused(tmp_path):
    assert "not a TFLite model" in refusal(b"PK\x03\x04" * 10)
    assert "not a TFLite model" in refusal(b"")
    with pytest.raises(CheckpointInvalid, match="no such file"):
        read_tflite(tmp_path / "absent.tflite")


def test_other_versions_are_refused():
    assert "version" in refusal(tflite_bytes(PICTURES, RELU, [0], [1], version=2))


def test_constant_of_another_size_is_refused():
    short = TensorRow("short", (1, 4, 4, 3), value=np.zeros(3, np.float32))
    assert "12 bytes" in refusal(tflite_bytes([*PICTURES, short], RELU, [0], [1]))


def test_constant_that_is_not_a_number_is_refused():
    bad = constant("bad", np.array([np.nan], np.float32))
    assert "not numbers" in refusal(tflite_bytes([*PICTURES, bad], RELU, [0], [1]))


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_scale_that_is_no_positive_number_is_refused(scale):
    bad = TensorRow("bad", (1, 2), "uint8", [scale], [0])
    assert "scale" in refusal(tflite_bytes([*PICTURES, bad], RELU, [0], [1]))


def test_edge_to_no_tensor_is_refused():
    assert "does not exist" in refusal(
        tflite_bytes(PICTURES, [OperatorRow("RELU", [7], [1])], [0], [1])
    )


def test_value_that_is_never_computed_is_refused():
    tensors = [*PICTURES, TensorRow("nowhere", (1, 4, 4, 3))]
    content = tflite_bytes(tensors, [OperatorRow("RELU", [2], [1])], [0], [1])
    with pytest.raises(CheckpointInvalid, match="never computed"):
        build_tflite(parse_tflite(content, "net.tflite"))


def test_all_unknown_operators_are_listed_at_once():
    operators = [OperatorRow("COS", [0], [1]), OperatorRow("SIN", [1], [2])]
    tensors = [TensorRow(name, (1, 4)) for name in "abc"]
    network = parse_tflite(tflite_bytes(tensors, operators, [0], [2]), "net.tflite")
    with pytest.raises(OperatorUnsupported, match=r"COS.*SIN"):
        build_tflite(network)


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_are_refused_or_read_but_never_crash(seed):
    generator = random.Random(seed)
    cases = [*all_cases(), *further_cases()]
    refused = 0
    for _ in range(250):
        content = bytearray(generator.choice(cases).content)
        for _ in range(generator.choice((1, 1, 2, 8))):
            place = generator.randrange(len(content))
            if generator.random() < 0.2:
                del content[place:]
                break
            content[place] = generator.choice((0, 1, 0x7F, 0x80, 0xFF, generator.randrange(256)))
        try:
            build_tflite(parse_tflite(bytes(content), "damaged.tflite"))
        except (CheckpointInvalid, OperatorUnsupported):
            refused += 1
    assert 50 < refused < 250
