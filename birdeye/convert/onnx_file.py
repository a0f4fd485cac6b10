"""Writes a built graph as an ONNX file without holding the weights twice.

The protobuf message is composed by hand around the weights: everything small is serialised by onnx,
and each initializer's bytes go from the mapped checkpoint straight into the file. Field numbers are
those of `onnx.proto`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import onnx
from onnx import helper

from birdeye.convert.onnx_builder import OnnxBuilder
from birdeye.convert.single_node import IR_VERSION, OPSET
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CannotWrite, ModelFailed, or_cannot_write

_MODEL_GRAPH, _GRAPH_INITIALIZER, _TENSOR_RAW_DATA = 7, 5, 9
_MAX_MESSAGE = (1 << 31) - 1
_CHUNK = 16 << 20


def write_onnx(
    destination: Path, builder: OnnxBuilder, *, name: str, metadata: Mapping[str, str]
) -> None:
    """Writes and checks the model at ``destination``, which is replaced only if all went well.

    Raises `CannotWrite` for a full or protected disk, `ModelFailed` if onnx's checker objects or
    the weights are more than the 2 GB that a single file can contain.
    """
    with replacing(destination) as temporary:
        with temporary.open("wb") as stream:
            _write_model(stream, builder, name, metadata)
        check_onnx(temporary)


def check_onnx(path: Path) -> None:
    """Onnx's full check, with shape inference. Raises `ModelFailed`."""
    try:
        onnx.checker.check_model(str(path), full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        raise ModelFailed(
            f"The converted model does not pass ONNX's own check: {error}. "
            "This is a fault of Birdeye; please report it with the checkpoint."
        ) from error


@contextmanager
def replacing(destination: Path) -> Iterator[Path]:
    """A temporary path beside ``destination`` that replaces it when the block ends well.

    Raises `CannotWrite` for what the disk refuses; the temporary file never stays.
    """
    with or_cannot_write(destination):
        if destination.exists() and not destination.is_file():
            raise CannotWrite(destination, "it is not a file", "Choose another name.")
        destination.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{destination.name}.", suffix=".tmp", dir=destination.parent
        )
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            temporary.chmod(0o644)
            temporary.replace(destination)
        finally:
            temporary.unlink(missing_ok=True)


def _write_model(
    stream: BinaryIO, builder: OnnxBuilder, name: str, metadata: Mapping[str, str]
) -> None:
    constants = builder.constants_in_use()
    heads = [_tensor_head(tensor) for tensor in constants]
    frame = _graph_frame(builder, name).SerializeToString()
    records = [
        len(head) + len(_field(_TENSOR_RAW_DATA, tensor.known.nbytes)) + tensor.known.nbytes
        for head, tensor in zip(heads, constants, strict=True)
    ]
    length = len(frame) + sum(len(_field(_GRAPH_INITIALIZER, size)) + size for size in records)
    if length > _MAX_MESSAGE:
        raise ModelFailed("The network is larger than 2 GB, more than one ONNX file can contain.")
    stream.write(_model_frame(metadata).SerializeToString())
    stream.write(_field(_MODEL_GRAPH, length))
    stream.write(frame)
    for head, tensor, size in zip(heads, constants, records, strict=True):
        stream.write(_field(_GRAPH_INITIALIZER, size))
        stream.write(head)
        stream.write(_field(_TENSOR_RAW_DATA, tensor.known.nbytes))
        _write_values(stream, tensor.known)


def _model_frame(metadata: Mapping[str, str]) -> onnx.ModelProto:
    model = onnx.ModelProto(ir_version=IR_VERSION, producer_name="birdeye")
    model.opset_import.append(helper.make_opsetid("", OPSET))
    helper.set_model_props(model, dict(metadata))
    return model


def _graph_frame(builder: OnnxBuilder, name: str) -> onnx.GraphProto:
    outputs = set(builder.graph_outputs)
    return onnx.GraphProto(
        name=name or "network",
        node=builder.nodes(),
        input=[_value_info(tensor) for tensor in builder.graph_inputs],
        output=[_value_info(tensor) for tensor in builder.graph_outputs],
        value_info=[
            _value_info(tensor)
            for step in builder.steps
            for tensor in step.outputs
            if tensor not in outputs
        ],
    )


def _value_info(tensor: Tensor) -> onnx.ValueInfoProto:
    kind = helper.np_dtype_to_tensor_dtype(tensor.dtype)
    return helper.make_tensor_value_info(tensor.name, kind, list(tensor.shape))


def _tensor_head(tensor: Tensor) -> bytes:
    kind = helper.np_dtype_to_tensor_dtype(tensor.dtype.newbyteorder("="))
    return onnx.TensorProto(
        dims=tensor.known.shape, data_type=kind, name=tensor.name
    ).SerializeToString()


def _write_values(stream: BinaryIO, values: np.ndarray) -> None:
    """The little-endian bytes of an array, in pieces that bound the extra memory."""
    flat = values.reshape(-1)
    little = values.dtype.newbyteorder("<")
    step = max(1, _CHUNK // max(1, values.itemsize))
    for start in range(0, flat.size, step):
        stream.write(np.ascontiguousarray(flat[start : start + step], dtype=little).data)


def _field(number: int, length: int) -> bytes:
    """Tag and length of a length-delimited protobuf field."""
    return _varint(number << 3 | 2) + _varint(length)


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
