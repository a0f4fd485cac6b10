"""Reads a `.tflite` file as hostile bytes into a network of plain values.

The flatbuffer's schema comes from the package ``tflite``, which is generated from TensorFlow's
`schema.fbs`. Generated readers trust every offset, so what they may raise on damage is caught here
in one place, lists are bounded before they are walked, and every number is checked before use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite, prod
from pathlib import Path
from typing import Any

import numpy as np

from birdeye.convert.stand_in_file import refuse_stand_in
from birdeye.convert.tflite.metadata import read_metadata
from birdeye.convert.tflite.network import (
    Quantisation,
    TfliteNetwork,
    TfliteOperator,
    TfliteTensor,
)
from birdeye.convert.tflite.operator_options import DAMAGE, options_of
from birdeye.convert.tflite.sparse_tensor import dense_values, numbers_in
from birdeye.domain.errors import CheckpointInvalid

SUFFIX = ".tflite"
MAX_FILE_BYTES = 1 << 30
_MAX_TENSORS, _MAX_OPERATORS, _MAX_EDGES, _MAX_RANK = 50_000, 50_000, 1024, 8
_MAX_ELEMENTS = 1 << 28
_IDENTIFIER, _VERSION = b"TFL3", 3
_DTYPES: Mapping[int, str] = {
    0: "<f4", 1: "<f2", 2: "<i4", 3: "u1", 4: "<i8", 6: "?", 7: "<i2", 9: "i1",
}  # fmt: skip
"""Numpy's name of each `TensorType` that ordinary networks use."""

_SHAPE_ONLY: Mapping[str, int] = {"RESHAPE": 1, "EXPAND_DIMS": 1, "TRANSPOSE_CONV": 0}
"""Which input only repeats the shape of the output. What computes it from the size of the batch, as
exports of Keras do, is never looked at."""


def read_tflite(path: Path) -> TfliteNetwork:
    """The network in ``path``: what its outputs need of its first subgraph.

    Raises `CheckpointInvalid` for a file that is none, is damaged, or is of a kind that is not
    read: unusual types of tensors, weights outside of the flatbuffer.
    """
    return parse_tflite(_content(path), path.name)


def parse_tflite(content: bytes, subject: str) -> TfliteNetwork:
    """`read_tflite` of bytes; ``subject`` is the file's name in messages."""
    import tflite

    refuse_stand_in(content[:200], subject)
    if len(content) < 16 or content[4:8] != _IDENTIFIER:
        raise CheckpointInvalid(subject, "it is not a TFLite model")
    try:
        root = tflite.Model.GetRootAsModel(content, 0)  # pyright: ignore[reportAttributeAccessIssue]
        network = _Reader(root, subject, len(content)).network()
        return replace(network, metadata=read_metadata(root, content, network))
    except CheckpointInvalid:
        raise
    except DAMAGE as error:
        raise CheckpointInvalid(
            subject, f"it is damaged ({type(error).__name__})", "Get a fresh copy."
        ) from error


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would block forever
            raise CheckpointInvalid(path.name, "there is no such file")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise CheckpointInvalid(path.name, f"it is larger than {MAX_FILE_BYTES >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise CheckpointInvalid(path.name, f"it cannot be read ({error.strerror})") from error


class _Reader:
    """One flatbuffer; ``length`` of the file bounds every list in it."""

    def __init__(self, model: Any, subject: str, length: int) -> None:
        self._model = model
        self._subject = subject
        self._length = length

    def network(self) -> TfliteNetwork:
        if self._model.Version() != _VERSION:
            raise self._error(f"its version is {self._model.Version()}, not {_VERSION}")
        if self._model.SubgraphsLength() < 1:
            raise self._error("it contains no network")
        graph = self._model.Subgraphs(0)
        count = self._bounded(graph.TensorsLength(), _MAX_TENSORS, "tensors")
        self._count = count
        tensors = tuple(self._tensor(graph.Tensors(index), index) for index in range(count))
        inputs = self._edges(graph.InputsAsNumpy(), "its inputs")
        outputs = self._edges(graph.OutputsAsNumpy(), "its outputs")
        if not inputs or not outputs or min(inputs + outputs) < 0:
            raise self._error("it has no inputs or no outputs")
        operators = [
            self._operator(graph.Operators(index), tensors)
            for index in range(self._bounded(graph.OperatorsLength(), _MAX_OPERATORS, "operators"))
        ]
        operators, tensors = _without_stored_otherwise(operators, tensors)
        name = self._subject.removesuffix(SUFFIX)
        return TfliteNetwork(name, tensors, tuple(_needed(operators, outputs)), inputs, outputs)

    def _tensor(self, tensor: Any, index: int) -> TfliteTensor:
        name = _short_name(tensor.Name(), f"tensor {index}")
        where = f"the tensor “{name}”"
        shape = tuple(int(size) for size in numbers_in(tensor.ShapeAsNumpy()))
        if len(shape) > _MAX_RANK or any(size < 0 for size in shape):
            raise self._error(f"{where} has the shape {list(shape[:_MAX_RANK])}")
        if prod(shape) > _MAX_ELEMENTS:
            raise self._error(f"{where} has more than {_MAX_ELEMENTS} elements")
        kind = tensor.Type()
        if kind not in _DTYPES:
            raise self._error(f"{where} is of a type that is not supported ({kind})")
        dtype = np.dtype(_DTYPES[kind])
        quantisation = self._quantisation(tensor.Quantization(), shape, dtype, where)
        value = self._value(tensor, shape, dtype, where)
        return TfliteTensor(name, shape, dtype, quantisation, value)

    def _value(
        self, tensor: Any, shape: tuple[int, ...], dtype: np.dtype, where: str
    ) -> np.ndarray | None:
        """The constant; None where the buffer is empty."""
        buffer_index = tensor.Buffer()
        if buffer_index >= self._bounded(self._model.BuffersLength(), 2 * _MAX_TENSORS, "buffers"):
            raise self._error(f"{where} has no buffer")
        buffer = self._model.Buffers(buffer_index)
        if buffer.Offset() > 1:
            raise self._error(f"{where} is outside the flatbuffer, which is not supported")
        data = numbers_in(buffer.DataAsNumpy())
        if not len(data):
            return None
        if tensor.Sparsity() is not None:
            stored = np.frombuffer(data.tobytes(), dtype)
            value = dense_values(tensor.Sparsity(), stored, shape, f"{self._subject}, {where}")
        elif data.nbytes != prod(shape) * dtype.itemsize:
            raise self._error(f"{where} has {data.nbytes} bytes for the shape {list(shape)}")
        else:
            value = np.frombuffer(data.tobytes(), dtype).reshape(shape)
        if dtype.kind == "f" and not np.isfinite(value).all():
            raise self._error(f"{where} has values that are not numbers")
        return value

    def _quantisation(
        self, stored: Any, shape: tuple[int, ...], dtype: np.dtype, where: str
    ) -> Quantisation | None:
        scales = numbers_in(stored.ScaleAsNumpy() if stored is not None else None)
        if stored is None or not len(scales):
            return None
        zero_points = numbers_in(stored.ZeroPointAsNumpy())
        zero_points = np.asarray(zero_points if len(zero_points) else [0] * len(scales), np.int64)
        axis = stored.QuantizedDimension()
        fits = len(scales) == 1 or (0 <= axis < len(shape) and len(scales) == shape[axis])
        if not fits or len(zero_points) not in (1, len(scales)):
            raise self._error(f"{where} has {len(scales)} scales for the shape {list(shape)}")
        if dtype.kind not in "iu":
            return None  # left over from before a conversion to float
        if not all(isfinite(scale) and scale > 0 for scale in scales.tolist()):
            raise self._error(f"{where} has a scale that is not a positive number")
        if np.abs(zero_points).max() > 255:
            raise self._error(f"{where} has a zero point beyond 8 bits")
        zero_points = np.broadcast_to(zero_points, len(scales))
        return Quantisation(np.array(scales, np.float32), zero_points, axis)

    def _operator(self, stored: Any, tensors: tuple[TfliteTensor, ...]) -> TfliteOperator:
        code = stored.OpcodeIndex()
        if not 0 <= code < self._model.OperatorCodesLength():
            raise self._error("an operator has no code")
        operator = _operator_name(self._model.OperatorCodes(code))
        inputs = self._edges(stored.InputsAsNumpy(), f"the inputs of {operator}")
        outputs = self._edges(stored.OutputsAsNumpy(), f"the outputs of {operator}")
        if not outputs or min(outputs) < 0:
            raise self._error(f"a {operator} has no output")
        name = tensors[outputs[0]].name
        return TfliteOperator(
            operator, name, inputs, outputs, options_of(stored, operator, self._subject)
        )

    def _edges(self, stored: Any, what: str) -> tuple[int, ...]:
        numbers = numbers_in(stored)
        self._bounded(len(numbers), _MAX_EDGES, what)
        edges = tuple(int(number) for number in numbers)
        if any(not -1 <= edge < self._count for edge in edges):
            raise self._error(f"{what} name a tensor that does not exist")
        return edges

    def _bounded(self, count: int, most: int, what: str) -> int:
        # Each entry of a list takes at least four bytes of the file.
        if not 0 <= count <= min(most, self._length // 4):
            raise self._error(f"it claims to contain {count} {what}")
        return count

    def _error(self, reason: str) -> CheckpointInvalid:
        return CheckpointInvalid(self._subject, reason)


def _without_stored_otherwise(
    operators: list[TfliteOperator], tensors: tuple[TfliteTensor, ...]
) -> tuple[list[TfliteOperator], tuple[TfliteTensor, ...]]:
    """Replace operators that only read constants by the constants, as in files with float16
    weights."""
    known, kept = list(tensors), []
    for operator in operators:
        source = known[operator.inputs[0]] if len(operator.inputs) == 1 else None
        if (
            operator.operator in ("DEQUANTIZE", "DENSIFY")
            and source is not None
            and source.value is not None
        ):
            known[operator.outputs[0]] = source
        else:
            kept.append(operator)
    return kept, tuple(known)


def _needed(operators: list[TfliteOperator], outputs: tuple[int, ...]) -> list[TfliteOperator]:
    """The operators whose values reach ``outputs``, in their order."""
    wanted = set(outputs)
    kept = []
    for operator in reversed(operators):
        if wanted.intersection(operator.outputs):
            kept.append(operator)
            unread = _SHAPE_ONLY.get(operator.operator)
            wanted.update(index for slot, index in enumerate(operator.inputs) if slot != unread)
    return kept[::-1]


def _operator_name(code: Any) -> str:
    """TFLite's name; files from before 2020 have it in the deprecated field, later ones in both."""
    import tflite

    operators: Any = tflite.BuiltinOperator  # pyright: ignore[reportAttributeAccessIssue]
    number = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
    if number == operators.CUSTOM:
        return _short_name(code.CustomCode(), "CUSTOM")
    names = {value: name for name, value in vars(operators).items()}
    return names.get(number, f"operator {number}")


def _short_name(stored: bytes | None, otherwise: str) -> str:
    """The first of the names that a converter has joined, without what would not print."""
    text = (stored or b"")[:500].decode("utf-8", "replace").split(";")[0]
    return "".join(c for c in text if c.isprintable())[:120] or otherwise
