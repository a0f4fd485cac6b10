"""Small TFLite models, one for each use of an operator, float and quantised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tests.helpers.tiny_tflite import OperatorRow, TensorRow, constant, tflite_bytes

SAME, VALID = 0, 1
NONE, RELU, RELU_N1_TO_1, RELU6 = 0, 1, 2, 3


@dataclass(frozen=True)
class Storage:
    """How the tensors of a case are stored: ``dtype`` "float32", "uint8" or "int8"."""

    dtype: str
    per_channel: bool = False

    @property
    def is_quantised(self) -> bool:
        return self.dtype != "float32"

    def __str__(self) -> str:
        return self.dtype + ("-per-channel" if self.per_channel else "")


FLOAT = Storage("float32")
UINT8, INT8, PER_CHANNEL = Storage("uint8"), Storage("int8"), Storage("int8", per_channel=True)


@dataclass(frozen=True)
class Case:
    """A model and its name. ``step`` is the largest unit in which it rounds, 0 where it does not.

    ``often_halfway`` says that one step more or less is common: sums of a few stored integers are
    divided, or one of the two rounds once where the other rounds twice in a row.
    """

    name: str
    content: bytes
    step: float
    often_halfway: bool


class Writer:
    """Tensors of one storage; real values from -``reach`` to ``reach``, or from ``low``."""

    def __init__(self, storage: Storage, seed: int) -> None:
        self.storage = storage
        self.tensors: list[TensorRow] = []
        self.operators: list[OperatorRow] = []
        self.generator = np.random.default_rng(seed)

    def activation(self, shape, low=-4.0, high=4.0) -> int:
        row = TensorRow(f"tensor{len(self.tensors)}", shape, self.storage.dtype)
        if self.storage.is_quantised:
            scale = (high - low) / 255
            zero = round(-low / scale) - (128 if self.storage.dtype == "int8" else 0)
            row.scales, row.zero_points = [scale], [zero]
        return self.add(row)

    def weight(self, shape, axis) -> int:
        name = f"weight{len(self.tensors)}"
        real = self.generator.uniform(-1, 1, shape)
        if not self.storage.is_quantised:
            return self.add(constant(name, real.astype(np.float32)))
        if self.storage.dtype == "uint8":
            stored = np.clip(np.rint(real * 120) + 131, 0, 255).astype(np.uint8)
            return self.add(constant(name, stored, scales=[1 / 120], zero_points=[131]))
        stored = np.rint(real * 127).astype(np.int8)
        count = shape[axis] if self.storage.per_channel else 1
        scales = np.linspace(0.5, 2, count) / 127 if count > 1 else [1 / 127]
        return self.add(constant(name, stored, scales=scales, zero_points=[0] * count, axis=axis))

    def bias(self, count, data: int, weight: int) -> int:
        real = self.generator.uniform(-1, 1, count)
        if not self.storage.is_quantised:
            return self.add(constant("bias", real.astype(np.float32)))
        unit = np.float32(self.tensors[data].scales[0]) * np.asarray(
            self.tensors[weight].scales, np.float32
        )
        stored = np.rint(real / unit).astype(np.int32)
        zeros = [0] * len(unit)
        return self.add(constant("bias", stored, scales=unit, zero_points=zeros))

    def integers(self, values) -> int:
        return self.add(constant(f"numbers{len(self.tensors)}", np.asarray(values, np.int32)))

    def add(self, row: TensorRow) -> int:
        self.tensors.append(row)
        return len(self.tensors) - 1

    def step(self, operator, inputs, output, **options) -> int:
        self.operators.append(OperatorRow(operator, inputs, [output], options))
        return output

    def steps(self, operator, inputs, outputs, **options) -> None:
        self.operators.append(OperatorRow(operator, inputs, outputs, options))

    def case(self, name, inputs, *outputs) -> Case:
        content = tflite_bytes(self.tensors, self.operators, inputs, outputs)
        rounded = {tensor for operator in self.operators for tensor in operator.outputs}
        step = max(float(sum(self.tensors[tensor].scales)) for tensor in rounded)
        coarse = (
            "AVERAGE_POOL_2D", "LEAKY_RELU", "MEAN", "PRELU", "QUANTIZE", "RESIZE_BILINEAR",
        )  # fmt: skip
        halfway = any(operator.operator in coarse for operator in self.operators)
        return Case(f"{name}-{self.storage}", content, step, halfway)


def all_cases() -> Iterator[Case]:
    """Every case, in a fixed order."""
    for storage in (FLOAT, UINT8, INT8, PER_CHANNEL):
        yield from _layers(storage)
    for storage in (FLOAT, UINT8, INT8):
        yield from _pools(storage)
        yield from _elementwise(storage)
        yield from _arranging(storage)
    yield from _changes_of_storage()


def _layers(storage: Storage) -> Iterator[Case]:
    for seed, (padding, stride, dilation, activation, side) in enumerate(
        [
            (SAME, 1, 1, NONE, 9),
            (SAME, 2, 1, RELU6, 8),
            (VALID, 2, 1, RELU, 9),
            (SAME, 1, 2, RELU_N1_TO_1, 7),
        ]
    ):
        options = {
            "Padding": padding,
            "StrideH": stride,
            "StrideW": stride,
            "DilationHFactor": dilation,
            "DilationWFactor": dilation,
            "FusedActivationFunction": activation,
        }
        out = -(-side // stride) if padding == SAME else (side - 3) // stride + 1
        writer = Writer(storage, seed)
        data = writer.activation((1, side, side, 3))
        weight = writer.weight((5, 3, 3, 3), axis=0)
        bias = writer.bias(5, data, weight)
        result = writer.activation((1, out, out, 5), -8.1, 7.7)
        writer.step("CONV_2D", [data, weight, bias], result, **options)
        yield writer.case(f"conv-{seed}", [data], result)

        writer = Writer(storage, seed)
        data = writer.activation((1, side, side, 3))
        weight = writer.weight((1, 3, 3, 6), axis=3)
        bias = writer.bias(6, data, weight)
        result = writer.activation((1, out, out, 6), -8.1, 7.7)
        writer.step("DEPTHWISE_CONV_2D", [data, weight, bias], result, DepthMultiplier=2, **options)
        yield writer.case(f"depthwise-{seed}", [data], result)

    for activation in (NONE, RELU6):
        writer = Writer(storage, activation)
        data = writer.activation((1, 10))
        weight = writer.weight((4, 10), axis=0)
        bias = writer.bias(4, data, weight)
        result = writer.activation((1, 4), -8.1, 7.7)
        writer.step(
            "FULLY_CONNECTED", [data, weight, bias], result, FusedActivationFunction=activation
        )
        yield writer.case(f"dense-{activation}", [data], result)

    # A picture that a dense layer reads whole, directly and flattened before.
    for flattened in (False, True):
        writer = Writer(storage, 3)
        data = rows = writer.activation((1, 3, 2, 4))
        weight = writer.weight((5, 24), axis=0)
        bias = writer.bias(5, data, weight)
        result = writer.activation((1, 5), -8.1, 7.7)
        if flattened:
            rows = writer.activation((1, 24))
            writer.step("RESHAPE", [data, writer.integers([1, 24])], rows)
        writer.step("FULLY_CONNECTED", [rows, weight, bias], result)
        yield writer.case(f"dense-of-picture-{flattened}", [data], result)

    # Padding of its own in front of a layer, as Keras writes strided convolutions.
    writer = Writer(storage, 4)
    data = writer.activation((1, 8, 8, 3))
    padded = writer.activation((1, 9, 9, 3))
    weight = writer.weight((4, 3, 3, 3), axis=0)
    bias = writer.bias(4, data, weight)
    result = writer.activation((1, 4, 4, 4), -8.1, 7.7)
    pads = writer.integers([[0, 0], [0, 1], [0, 1], [0, 0]])
    writer.step("PAD", [data, pads], padded)
    writer.step("CONV_2D", [padded, weight, bias], result, Padding=VALID, StrideH=2, StrideW=2)
    yield writer.case("padded-conv", [data], result)


def _pools(storage: Storage) -> Iterator[Case]:
    for operator in ("AVERAGE_POOL_2D", "MAX_POOL_2D"):
        for padding, rows, stride, activation in (
            (SAME, 3, 2, NONE),
            (VALID, 2, 2, RELU6),
            (VALID, 7, 1, NONE),
            (SAME, 2, 1, RELU),
        ):
            out = -(-7 // stride) if padding == SAME else (7 - rows) // stride + 1
            writer = Writer(storage, rows)
            data = writer.activation((1, 7, 7, 3))
            result = writer.activation((1, out, out, 3))
            writer.step(
                operator,
                [data],
                result,
                Padding=padding,
                StrideH=stride,
                StrideW=stride,
                FilterHeight=rows,
                FilterWidth=rows,
                FusedActivationFunction=activation,
            )
            name = f"{operator.lower()}-{padding}-{rows}-{activation}"
            yield writer.case(name, [data], result)
    for axes, keep, shape in (
        ((1, 2), False, (1, 3)),
        ((1, 2), True, (1, 1, 1, 3)),
        ((-1,), True, (1, 5, 4, 1)),
        ((1,), False, (1, 4, 3)),
    ):
        writer = Writer(storage, 5)
        data = writer.activation((1, 5, 4, 3))
        result = writer.activation(shape)
        writer.step("MEAN", [data, writer.integers(axes)], result, KeepDims=keep)
        yield writer.case(f"mean-{axes}-{keep}", [data], result)


def _elementwise(storage: Storage) -> Iterator[Case]:
    shapes = [((1, 4, 5, 3), (1, 4, 5, 3)), ((1, 4, 5, 3), (1, 1, 1, 3)), ((1, 6), (1, 6))]
    for operator in ("ADD", "MUL", "SUB"):
        for number, (first, second) in enumerate(shapes):
            writer = Writer(storage, number)
            operands = [writer.activation(first), writer.activation(second, -2, 2)]
            result = writer.activation(first, -8.1, 7.7)
            writer.step(operator, operands, result, FusedActivationFunction=RELU * (number == 0))
            yield writer.case(f"{operator.lower()}-{number}", operands, result)
        writer = Writer(storage, 7)
        data = writer.activation((1, 4, 5, 3))
        factors = writer.weight((3,), axis=0)
        result = writer.activation((1, 4, 5, 3), -8.1, 7.7)
        writer.step(operator, [data, factors], result)
        yield writer.case(f"{operator.lower()}-constant", [data], result)
    for operator in ("RELU", "RELU6", "RELU_N1_TO_1", "HARD_SWISH"):
        writer = Writer(storage, 1)
        data = writer.activation((1, 4, 5, 3), -8.1, 7.7)
        result = writer.activation((1, 4, 5, 3), -8.1, 7.7)
        writer.step(operator, [data], result)
        yield writer.case(operator.lower(), [data], result)
    writer = Writer(storage, 1)
    data = writer.activation((1, 4, 5, 3))
    result = writer.activation((1, 4, 5, 3))
    writer.step("LEAKY_RELU", [data], result, Alpha=0.28)
    yield writer.case("leaky_relu", [data], result)
    for operator, shape in (
        ("LOGISTIC", (1, 4, 5, 3)),
        ("SOFTMAX", (1, 7)),
        ("SOFTMAX", (1, 2, 2, 5)),
    ):
        writer = Writer(storage, 1)
        data = writer.activation(shape)
        result = writer.activation(shape, 0.0, 255 / 256)
        options = {"Beta": 1.0} if operator == "SOFTMAX" else {}
        writer.step(operator, [data], result, **options)
        yield writer.case(f"{operator.lower()}-{len(shape)}", [data], result)


def _arranging(storage: Storage) -> Iterator[Case]:
    shapes = [
        ((1, 4, 6, 3), (1, 72)),
        ((1, 72), (1, 4, 6, 3)),
        ((1, 4, 6, 3), (1, 8, 3, 3)),
        ((1, 1, 1, 8), (1, 8)),
        ((1, 4, 6, 3), (1, 24, 3)),
    ]
    for number, (before, after) in enumerate(shapes):
        writer = Writer(storage, 1)
        data, result = writer.activation(before), writer.activation(after)
        writer.step("RESHAPE", [data, writer.integers(after)], result)
        yield writer.case(f"reshape-{number}", [data], result)
    for axis, shape in ((3, (1, 4, 5, 6)), (-1, (1, 4, 5, 6)), (1, (1, 8, 5, 3))):
        writer = Writer(storage, 1)
        parts = [writer.activation((1, 4, 5, 3)) for _ in range(2)]
        result = writer.activation(shape)
        writer.step("CONCATENATION", parts, result, Axis=axis)
        yield writer.case(f"concatenation-{axis}", parts, result)
    writer = Writer(storage, 1)
    data, result = writer.activation((1, 4, 5, 3)), writer.activation((1, 5, 8, 4))
    writer.step("PAD", [data, writer.integers([[0, 0], [1, 0], [1, 2], [0, 1]])], result)
    yield writer.case("pad", [data], result)
    for operator in ("RESIZE_BILINEAR", "RESIZE_NEAREST_NEIGHBOR"):
        for aligned, half in ((False, False), (True, False), (False, True)):
            writer = Writer(storage, 1)
            data, result = writer.activation((1, 4, 5, 3)), writer.activation((1, 8, 15, 3))
            writer.step(
                operator,
                [data, writer.integers([8, 15])],
                result,
                AlignCorners=aligned,
                HalfPixelCenters=half,
            )
            yield writer.case(f"{operator.lower()}-{aligned}-{half}", [data], result)


def _changes_of_storage() -> Iterator[Case]:
    for storage in (UINT8, INT8):
        writer = Writer(storage, 1)
        data = writer.add(TensorRow("data", (1, 4, 5, 3)))
        stored, again = writer.activation((1, 4, 5, 3)), writer.activation((1, 4, 5, 3), -2, 3)
        result = writer.add(TensorRow("result", (1, 4, 5, 3)))
        writer.step("QUANTIZE", [data], stored)
        writer.step("QUANTIZE", [stored], again)
        writer.step("DEQUANTIZE", [again], result)
        yield writer.case("quantize-dequantize", [data], result)
    writer = Writer(FLOAT, 1)
    data = writer.activation((1, 6, 6, 3))
    half = writer.add(
        constant("half", writer.generator.uniform(-1, 1, (4, 3, 3, 3)).astype(np.float16))
    )
    weight = writer.add(TensorRow("weight", (4, 3, 3, 3)))
    result = writer.activation((1, 6, 6, 4))
    bias = writer.add(constant("bias", np.zeros(4, np.float32)))
    writer.step("DEQUANTIZE", [half], weight)
    writer.step("CONV_2D", [data, weight, bias], result, Padding=SAME, StrideH=1, StrideW=1)
    yield writer.case("half-precision-weights", [data], result)
