"""TFLite models of a few operators, written with the schema package's builder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import flatbuffers
import numpy as np
import tflite

_TYPES = {"float32": "FLOAT32", "float16": "FLOAT16", "int32": "INT32", "uint8": "UINT8",
          "int8": "INT8", "int64": "INT64", "bool": "BOOL", "int16": "INT16"}  # fmt: skip

_OPTIONS = {
    "ADD": "AddOptions",
    "AVERAGE_POOL_2D": "Pool2DOptions",
    "CONCATENATION": "ConcatenationOptions",
    "CONV_2D": "Conv2DOptions",
    "DEPTHWISE_CONV_2D": "DepthwiseConv2DOptions",
    "FULLY_CONNECTED": "FullyConnectedOptions",
    "LEAKY_RELU": "LeakyReluOptions",
    "MAX_POOL_2D": "Pool2DOptions",
    "MEAN": "ReducerOptions",
    "MUL": "MulOptions",
    "RESIZE_BILINEAR": "ResizeBilinearOptions",
    "RESIZE_NEAREST_NEIGHBOR": "ResizeNearestNeighborOptions",
    "SOFTMAX": "SoftmaxOptions",
    "SUB": "SubOptions",
}


@dataclass
class TensorRow:
    """One tensor; quantised where ``scales`` are given, a constant where ``value`` is."""

    name: str
    shape: Sequence[int]
    dtype: str = "float32"
    scales: Sequence[float] = ()
    zero_points: Sequence[int] = ()
    axis: int = 0
    value: np.ndarray | None = None


@dataclass
class OperatorRow:
    """One operator with its tensors by index; ``options`` are called as in the schema."""

    operator: str
    inputs: Sequence[int]
    outputs: Sequence[int]
    options: Mapping[str, Any] = field(default_factory=dict)


def constant(name: str, value: np.ndarray, **quantisation: Any) -> TensorRow:
    """A tensor with a value."""
    return TensorRow(name, value.shape, str(value.dtype), value=value, **quantisation)


def tflite_bytes(
    tensors: Sequence[TensorRow],
    operators: Sequence[OperatorRow],
    inputs: Sequence[int],
    outputs: Sequence[int],
    *,
    version: int = 3,
) -> bytes:
    """The whole file. Buffer 0 is the empty one, as TensorFlow writes it."""
    builder = flatbuffers.Builder(1024)
    buffers = [_buffer(builder, None)]
    stored = []
    for row in tensors:
        number = 0
        if row.value is not None:
            number = len(buffers)
            buffers.append(_buffer(builder, row.value))
        stored.append(_tensor(builder, row, number))
    codes = list(dict.fromkeys(row.operator for row in operators))
    steps = [_operator(builder, row, codes.index(row.operator)) for row in operators]
    graph = _graph(builder, stored, steps, inputs, outputs)
    code_offsets = [_code(builder, code) for code in codes]
    lists = {
        "OperatorCodes": _offsets(builder, tflite.ModelStartOperatorCodesVector, code_offsets),
        "Subgraphs": _offsets(builder, tflite.ModelStartSubgraphsVector, [graph]),
        "Buffers": _offsets(builder, tflite.ModelStartBuffersVector, buffers),
    }
    tflite.ModelStart(builder)
    tflite.ModelAddVersion(builder, version)
    for name, offset in lists.items():
        getattr(tflite, f"ModelAdd{name}")(builder, offset)
    builder.Finish(tflite.ModelEnd(builder), b"TFL3")
    return bytes(builder.Output())


def _buffer(builder: flatbuffers.Builder, value: np.ndarray | None) -> int:
    data = None
    if value is not None:
        builder.StartVector(1, value.nbytes, 16)
        builder.head -= value.nbytes
        builder.Bytes[builder.head : builder.head + value.nbytes] = value.tobytes()
        data = builder.EndVector()
    tflite.BufferStart(builder)
    if data is not None:
        tflite.BufferAddData(builder, data)
    return tflite.BufferEnd(builder)


def _tensor(builder: flatbuffers.Builder, row: TensorRow, buffer: int) -> int:
    name = builder.CreateString(row.name)
    shape = builder.CreateNumpyVector(np.asarray(row.shape, np.int32))
    quantisation = None
    if len(row.scales):
        scales = builder.CreateNumpyVector(np.asarray(row.scales, np.float32))
        zeros = builder.CreateNumpyVector(np.asarray(row.zero_points, np.int64))
        tflite.QuantizationParametersStart(builder)
        tflite.QuantizationParametersAddScale(builder, scales)
        tflite.QuantizationParametersAddZeroPoint(builder, zeros)
        tflite.QuantizationParametersAddQuantizedDimension(builder, row.axis)
        quantisation = tflite.QuantizationParametersEnd(builder)
    tflite.TensorStart(builder)
    tflite.TensorAddName(builder, name)
    tflite.TensorAddShape(builder, shape)
    tflite.TensorAddType(builder, getattr(tflite.TensorType, _TYPES[row.dtype]))
    tflite.TensorAddBuffer(builder, buffer)
    if quantisation is not None:
        tflite.TensorAddQuantization(builder, quantisation)
    return tflite.TensorEnd(builder)


def _operator(builder: flatbuffers.Builder, row: OperatorRow, code: int) -> int:
    inputs = builder.CreateNumpyVector(np.asarray(row.inputs, np.int32))
    outputs = builder.CreateNumpyVector(np.asarray(row.outputs, np.int32))
    kind = _OPTIONS.get(row.operator)
    options = None
    if kind is not None:
        getattr(tflite, f"{kind}Start")(builder)
        for name, value in row.options.items():
            getattr(tflite, f"{kind}Add{name}")(builder, value)
        options = getattr(tflite, f"{kind}End")(builder)
    tflite.OperatorStart(builder)
    tflite.OperatorAddOpcodeIndex(builder, code)
    tflite.OperatorAddInputs(builder, inputs)
    tflite.OperatorAddOutputs(builder, outputs)
    if options is not None:
        tflite.OperatorAddBuiltinOptionsType(builder, getattr(tflite.BuiltinOptions, kind))
        tflite.OperatorAddBuiltinOptions(builder, options)
    return tflite.OperatorEnd(builder)


def _code(builder: flatbuffers.Builder, operator: str) -> int:
    number = getattr(tflite.BuiltinOperator, operator)
    tflite.OperatorCodeStart(builder)
    tflite.OperatorCodeAddDeprecatedBuiltinCode(builder, min(number, 127))
    tflite.OperatorCodeAddBuiltinCode(builder, number)
    tflite.OperatorCodeAddVersion(builder, 1)
    return tflite.OperatorCodeEnd(builder)


def _graph(
    builder: flatbuffers.Builder,
    tensors: list[int],
    operators: list[int],
    inputs: Sequence[int],
    outputs: Sequence[int],
) -> int:
    lists = {
        "Tensors": _offsets(builder, tflite.SubGraphStartTensorsVector, tensors),
        "Inputs": builder.CreateNumpyVector(np.asarray(inputs, np.int32)),
        "Outputs": builder.CreateNumpyVector(np.asarray(outputs, np.int32)),
        "Operators": _offsets(builder, tflite.SubGraphStartOperatorsVector, operators),
    }
    tflite.SubGraphStart(builder)
    for name, offset in lists.items():
        getattr(tflite, f"SubGraphAdd{name}")(builder, offset)
    return tflite.SubGraphEnd(builder)


def _offsets(builder: flatbuffers.Builder, start: Any, offsets: Sequence[int]) -> int:
    start(builder, len(offsets))
    for offset in reversed(offsets):
        builder.PrependUOffsetTRelative(offset)
    return builder.EndVector()
