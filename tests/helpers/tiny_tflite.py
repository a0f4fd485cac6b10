"""TFLite models of a few operators, written with the schema package's builder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import flatbuffers
import numpy as np
import tflite
from flatbuffers import flexbuffers

_TYPES = {"float32": "FLOAT32", "float16": "FLOAT16", "int32": "INT32", "uint8": "UINT8",
          "int8": "INT8", "int64": "INT64", "bool": "BOOL", "int16": "INT16"}  # fmt: skip

_OPTIONS = {
    "ABS": "AbsOptions",
    "ADD": "AddOptions",
    "ARG_MAX": "ArgMaxOptions",
    "ARG_MIN": "ArgMinOptions",
    "BATCH_TO_SPACE_ND": "BatchToSpaceNDOptions",
    "DEPTH_TO_SPACE": "DepthToSpaceOptions",
    "DIV": "DivOptions",
    "EXP": "ExpOptions",
    "EXPAND_DIMS": "ExpandDimsOptions",
    "L2_NORMALIZATION": "L2NormOptions",
    "MAXIMUM": "MaximumMinimumOptions",
    "MINIMUM": "MaximumMinimumOptions",
    "MIRROR_PAD": "MirrorPadOptions",
    "NEG": "NegOptions",
    "POW": "PowOptions",
    "REDUCE_MAX": "ReducerOptions",
    "REDUCE_MIN": "ReducerOptions",
    "SLICE": "SliceOptions",
    "SPACE_TO_BATCH_ND": "SpaceToBatchNDOptions",
    "SPACE_TO_DEPTH": "SpaceToDepthOptions",
    "SPLIT": "SplitOptions",
    "SPLIT_V": "SplitVOptions",
    "SQUARE": "SquareOptions",
    "SQUARED_DIFFERENCE": "SquaredDifferenceOptions",
    "SQUEEZE": "SqueezeOptions",
    "STRIDED_SLICE": "StridedSliceOptions",
    "SUM": "ReducerOptions",
    "TRANSPOSE": "TransposeOptions",
    "TRANSPOSE_CONV": "TransposeConvOptions",
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
    is_sparse: bool = False


@dataclass
class OperatorRow:
    """One operator with its tensors by index; ``options`` are called as in the schema.

    Those of an operator that is not the schema's go into a flexbuffer.
    """

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
    metadata: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """The whole file. Buffer 0 is the empty one, as TensorFlow writes it.

    ``metadata`` are buffers by name.
    """
    builder = flatbuffers.Builder(1024)
    buffers = [_buffer(builder, None)]
    stored = []
    for row in tensors:
        number = 0
        if row.value is not None:
            number = len(buffers)
            value = row.value[row.value != 0] if row.is_sparse else row.value
            buffers.append(_buffer(builder, value))
        stored.append(_tensor(builder, row, number))
    entries = []
    for name, content in metadata.items():
        buffers.append(_buffer(builder, np.frombuffer(content, np.uint8)))
        label = builder.CreateString(name)
        tflite.MetadataStart(builder)
        tflite.MetadataAddName(builder, label)
        tflite.MetadataAddBuffer(builder, len(buffers) - 1)
        entries.append(tflite.MetadataEnd(builder))
    codes = list(dict.fromkeys(row.operator for row in operators))
    steps = [_operator(builder, row, codes.index(row.operator)) for row in operators]
    graph = _graph(builder, stored, steps, inputs, outputs)
    code_offsets = [_code(builder, code) for code in codes]
    lists = {
        "OperatorCodes": _offsets(builder, tflite.ModelStartOperatorCodesVector, code_offsets),
        "Subgraphs": _offsets(builder, tflite.ModelStartSubgraphsVector, [graph]),
        "Buffers": _offsets(builder, tflite.ModelStartBuffersVector, buffers),
    }
    if entries:
        lists["Metadata"] = _offsets(builder, tflite.ModelStartMetadataVector, entries)
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
    sparsity = _sparsity(builder, row.value) if row.is_sparse and row.value is not None else None
    tflite.TensorStart(builder)
    tflite.TensorAddName(builder, name)
    tflite.TensorAddShape(builder, shape)
    tflite.TensorAddType(builder, getattr(tflite.TensorType, _TYPES[row.dtype]))
    tflite.TensorAddBuffer(builder, buffer)
    if quantisation is not None:
        tflite.TensorAddQuantization(builder, quantisation)
    if sparsity is not None:
        tflite.TensorAddSparsity(builder, sparsity)
    return tflite.TensorEnd(builder)


def _sparsity(builder: flatbuffers.Builder, value: np.ndarray) -> int:
    """Rows dense, columns compressed, of a matrix."""
    rows, columns = np.nonzero(value)
    counts = np.bincount(rows, minlength=len(value))
    vectors = []
    for numbers in (np.concatenate([[0], np.cumsum(counts)]), columns):
        values = builder.CreateNumpyVector(numbers.astype(np.int32))
        tflite.Int32VectorStart(builder)
        tflite.Int32VectorAddValues(builder, values)
        vectors.append(tflite.Int32VectorEnd(builder))
    tflite.DimensionMetadataStart(builder)
    tflite.DimensionMetadataAddFormat(builder, 0)
    tflite.DimensionMetadataAddDenseSize(builder, len(value))
    dense = tflite.DimensionMetadataEnd(builder)
    tflite.DimensionMetadataStart(builder)
    tflite.DimensionMetadataAddFormat(builder, 1)
    tflite.DimensionMetadataAddArraySegmentsType(builder, 1)
    tflite.DimensionMetadataAddArraySegments(builder, vectors[0])
    tflite.DimensionMetadataAddArrayIndicesType(builder, 1)
    tflite.DimensionMetadataAddArrayIndices(builder, vectors[1])
    compressed = tflite.DimensionMetadataEnd(builder)
    order = builder.CreateNumpyVector(np.arange(2, dtype=np.int32))
    dimensions = _offsets(
        builder, tflite.SparsityParametersStartDimMetadataVector, [dense, compressed]
    )
    tflite.SparsityParametersStart(builder)
    tflite.SparsityParametersAddTraversalOrder(builder, order)
    tflite.SparsityParametersAddDimMetadata(builder, dimensions)
    return tflite.SparsityParametersEnd(builder)


def _operator(builder: flatbuffers.Builder, row: OperatorRow, code: int) -> int:
    inputs = builder.CreateNumpyVector(np.asarray(row.inputs, np.int32))
    outputs = builder.CreateNumpyVector(np.asarray(row.outputs, np.int32))
    kind = _OPTIONS.get(row.operator)
    options = custom = None
    if not hasattr(tflite.BuiltinOperator, row.operator):
        custom = builder.CreateByteVector(flexbuffers.Dumps(dict(row.options)))
    elif kind is not None:
        values = {
            name: builder.CreateNumpyVector(np.asarray(value, np.int32))
            if isinstance(value, list)
            else value
            for name, value in row.options.items()
        }
        getattr(tflite, f"{kind}Start")(builder)
        for name, value in values.items():
            getattr(tflite, f"{kind}Add{name}")(builder, value)
        options = getattr(tflite, f"{kind}End")(builder)
    tflite.OperatorStart(builder)
    tflite.OperatorAddOpcodeIndex(builder, code)
    tflite.OperatorAddInputs(builder, inputs)
    tflite.OperatorAddOutputs(builder, outputs)
    if options is not None:
        tflite.OperatorAddBuiltinOptionsType(builder, getattr(tflite.BuiltinOptions, kind))
        tflite.OperatorAddBuiltinOptions(builder, options)
    if custom is not None:
        tflite.OperatorAddCustomOptions(builder, custom)
    return tflite.OperatorEnd(builder)


def _code(builder: flatbuffers.Builder, operator: str) -> int:
    number = getattr(tflite.BuiltinOperator, operator, tflite.BuiltinOperator.CUSTOM)
    name = builder.CreateString(operator)
    tflite.OperatorCodeStart(builder)
    if number == tflite.BuiltinOperator.CUSTOM:
        tflite.OperatorCodeAddCustomCode(builder, name)
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
