"""The file that is written by hand around the weights, read back by onnx itself."""

from __future__ import annotations

import os

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from birdeye.convert.onnx_builder import BATCH, OnnxBuilder
from birdeye.convert.onnx_file import replacing, write_onnx
from birdeye.convert.single_node import OPSET
from birdeye.domain.errors import CannotWrite, ModelFailed


def small_network(kind=np.float32) -> OnnxBuilder:
    builder = OnnxBuilder()
    data = builder.graph_input("data", (BATCH, 4), kind)
    weight = np.arange(12, dtype=kind).reshape(3, 4).T  # neither contiguous nor aligned to rows
    builder.graph_output(builder.add("MatMul", [data, builder.weight("w", weight)]), "result")
    builder.drop_unused_steps()
    return builder


@pytest.mark.parametrize("kind", [np.float32, np.int32])
def test_file_reads_back_as_it_was_meant(kind, tmp_path):
    write_onnx(tmp_path / "n.onnx", small_network(kind), name="net", metadata={"key": "wert ß"})
    model = onnx.load(tmp_path / "n.onnx")
    onnx.checker.check_model(model, full_check=True)
    assert model.opset_import[0].version == OPSET
    assert {entry.key: entry.value for entry in model.metadata_props} == {"key": "wert ß"}
    assert [value.name for value in model.graph.input] == ["data"], "weights are no inputs"
    weight = numpy_helper.to_array(model.graph.initializer[0])
    np.testing.assert_array_equal(weight, np.arange(12, dtype=kind).reshape(3, 4).T)
    assert model.graph.input[0].type.tensor_type.shape.dim[0].dim_param == BATCH


def test_every_byte_is_the_one_that_protobuf_would_write(tmp_path):
    write_onnx(tmp_path / "n.onnx", small_network(), name="net", metadata={})
    content = (tmp_path / "n.onnx").read_bytes()
    assert len(onnx.load_from_string(content).SerializeToString()) == len(content)


def test_large_weights_are_written_whole(tmp_path):
    builder = OnnxBuilder()
    data = builder.graph_input("data", (1, 2048))
    values = np.random.default_rng(0).standard_normal((2048, 3000)).astype(np.float32)
    builder.graph_output(builder.add("MatMul", [data, builder.weight("w", values)]), "result")
    write_onnx(tmp_path / "n.onnx", builder, name="net", metadata={})
    stored = numpy_helper.to_array(onnx.load(tmp_path / "n.onnx").graph.initializer[0])
    np.testing.assert_array_equal(stored, values)


def test_failed_check_leaves_what_was_there(tmp_path):
    target = tmp_path / "n.onnx"
    target.write_text("before")
    builder = small_network()
    builder.steps[0].op_type = "NoSuchOperator"
    with pytest.raises(ModelFailed, match="own check"):
        write_onnx(target, builder, name="net", metadata={})
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_folder_that_is_a_file_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        write_onnx(tmp_path / "file" / "n.onnx", small_network(), name="net", metadata={})


def test_replacing_removes_its_temporary_file_when_the_block_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "x") as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pipe_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotWrite, match="not a file"), replacing(tmp_path / "pipe"):
        pass
    assert (tmp_path / "pipe").is_fifo()
