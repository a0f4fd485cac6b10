"""More small TFLite models: the operators that public detectors and segmentations use."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.convert.tflite.operator_cases import (
    FLOAT,
    INT8,
    NONE,
    RELU,
    RELU6,
    UINT8,
    Case,
    Storage,
    Writer,
)
from tests.helpers.tiny_tflite import TensorRow, constant

SAME, VALID = 0, 1
PICTURE = (1, 4, 6, 3)
QUANTISED_TOO = (FLOAT, UINT8, INT8)


def further_cases() -> Iterator[Case]:
    """Every case, in a fixed order."""
    for storage in QUANTISED_TOO:
        yield from _two_operands(storage)
        yield from _pieces(storage)
        yield from _transposed_convolutions(storage)
        yield from _reductions(storage)
    yield from _functions()
    yield from _sparse()
    yield from _sixteen_bits()


def _two_operands(storage: Storage) -> Iterator[Case]:
    for operator in ("MAXIMUM", "MINIMUM"):
        writer = Writer(storage, 1)
        operands = [writer.activation(PICTURE), writer.activation(PICTURE)]
        result = writer.activation(PICTURE)
        writer.step(operator, operands, result)
        yield writer.case(operator.lower(), operands, result)
    # One dimension beside four, neither a constant.
    writer = Writer(storage, 2)
    operands = [writer.activation(PICTURE), writer.activation((3,), -2, 2)]
    result = writer.activation(PICTURE, -8.1, 7.7)
    writer.step("ADD", operands, result)
    yield writer.case("add-of-a-vector", operands, result)
    writer = Writer(storage, 3)
    data = writer.activation(PICTURE)
    result = writer.activation(PICTURE)
    writer.step("PRELU", [data, writer.weight((1, 1, 3), axis=0)], result)
    yield writer.case("prelu", [data], result)


def _pieces(storage: Storage) -> Iterator[Case]:
    for axis, shape in ((3, (1, 4, 6, 1)), (2, (1, 4, 2, 3))):
        writer = Writer(storage, 1)
        data = writer.activation(PICTURE)
        parts = [writer.activation(shape) for _ in range(3)]
        writer.steps("SPLIT", [writer.integers([axis]), data], parts, NumSplits=3)
        yield writer.case(f"split-{axis}", [data], *parts)
    if storage is not UINT8:  # the interpreter has none
        writer = Writer(storage, 1)
        data = writer.activation(PICTURE)
        parts = [writer.activation((1, 4, size, 3)) for size in (1, 5)]
        sizes = [data, writer.integers([1, 5]), writer.integers([2])]
        writer.steps("SPLIT_V", sizes, parts, NumSplits=2)
        yield writer.case("split_v", [data], *parts)
    for order in ((0, 3, 1, 2), (0, 2, 1, 3)):
        writer = Writer(storage, 1)
        data = writer.activation(PICTURE)
        result = writer.activation(tuple(PICTURE[axis] for axis in order))
        writer.step("TRANSPOSE", [data, writer.integers(order)], result)
        yield writer.case(f"transpose-{order}", [data], result)
    for number, (begin, end, strides, masks, shape) in enumerate(
        [
            ((0, 1, 0, 0), (1, 4, 6, 3), (1, 2, 1, 1), {}, (1, 2, 6, 3)),
            ((0, 0, -1, 0), (1, 4, -7, 3), (1, 1, -1, 1), {}, (1, 4, 6, 3)),
            ((0, 0, 0, 1), (0, 0, 0, 2), (1, 1, 1, 1),
             {"BeginMask": 7, "EndMask": 7, "ShrinkAxisMask": 8}, (1, 4, 6)),
        ]
    ):  # fmt: skip
        writer = Writer(storage, 1)
        data, result = writer.activation(PICTURE), writer.activation(shape)
        bounds = [writer.integers(bound) for bound in (begin, end, strides)]
        writer.step("STRIDED_SLICE", [data, *bounds], result, **masks)
        yield writer.case(f"strided_slice-{number}", [data], result)
    writer = Writer(storage, 1)
    data, result = writer.activation(PICTURE), writer.activation((1, 3, 6, 2))
    bounds = [writer.integers([0, 1, 0, 0]), writer.integers([1, 3, -1, 2])]
    writer.step("SLICE", [data, *bounds], result)
    yield writer.case("slice", [data], result)
    writer = Writer(storage, 1)
    data, middle = writer.activation(PICTURE), writer.activation((4, 3, 4, 3))
    result = writer.activation((1, 5, 7, 3))
    edges = [writer.integers([2, 2]), writer.integers([[1, 1], [0, 2]])]
    writer.step("SPACE_TO_BATCH_ND", [data, *edges], middle)
    crops = [writer.integers([2, 2]), writer.integers([[0, 1], [1, 0]])]
    writer.step("BATCH_TO_SPACE_ND", [middle, *crops], result)
    yield writer.case("space-and-batch", [data], result)
    for mode in (0, 1):
        writer = Writer(storage, 1)
        data, result = writer.activation(PICTURE), writer.activation((1, 7, 7, 3))
        pads = writer.integers([[0, 0], [2, 1], [0, 1], [0, 0]])
        writer.step("MIRROR_PAD", [data, pads], result, Mode=mode)
        yield writer.case(f"mirror_pad-{mode}", [data], result)
    for operator in ("ARG_MAX", "ARG_MIN"):
        writer = Writer(storage, 1)
        data = writer.activation(PICTURE)
        result = writer.add(TensorRow("place", (1, 4, 6), "int64"))
        writer.step(operator, [data, writer.integers([3])], result, OutputType=4)
        yield writer.case(operator.lower(), [data], result)
    writer = Writer(storage, 1)
    data, result = writer.activation((1, 4, 6)), writer.activation((1, 4, 1, 6))
    writer.step("EXPAND_DIMS", [data, writer.integers([2])], result)
    yield writer.case("expand_dims", [data], result)
    for operator, shape in (("DEPTH_TO_SPACE", (1, 8, 12, 3)), ("SPACE_TO_DEPTH", (1, 2, 3, 48))):
        writer = Writer(storage, 1)
        data, result = writer.activation((1, 4, 6, 12)), writer.activation(shape)
        writer.step(operator, [data], result, BlockSize=2)
        yield writer.case(operator.lower(), [data], result)


def _transposed_convolutions(storage: Storage) -> Iterator[Case]:
    for number, (padding, stride, side, out) in enumerate(
        [(SAME, 2, 5, 10), (VALID, 2, 5, 11), (SAME, 1, 4, 4), (SAME, 2, 4, 7)]
    ):
        writer = Writer(storage, number)
        data = writer.activation((1, side, side, 3))
        weight = writer.weight((4, 3, 3, 3), axis=0)
        result = writer.activation((1, out, out, 4), -16.1, 15.7)
        inputs = [writer.integers([1, out, out, 4]), weight, data]
        writer.step(
            "TRANSPOSE_CONV", inputs, result, Padding=padding, StrideH=stride, StrideW=stride
        )
        yield writer.case(f"transpose_conv-{number}", [data], result)


def _reductions(storage: Storage) -> Iterator[Case]:
    for operator in ("SUM", "REDUCE_MAX", "REDUCE_MIN"):
        writer = Writer(storage, 1)
        data = writer.activation(PICTURE)
        result = writer.activation((1, 3), -48, 48)
        if operator != "SUM":
            writer.tensors[result].scales = writer.tensors[data].scales
            writer.tensors[result].zero_points = writer.tensors[data].zero_points
        writer.step(operator, [data, writer.integers([1, 2])], result, KeepDims=False)
        yield writer.case(operator.lower(), [data], result)


def _functions() -> Iterator[Case]:
    for operator in (
        "ABS", "EXP", "FLOOR", "NEG", "SQUARE", "TANH", "L2_NORMALIZATION",
    ):  # fmt: skip
        writer = Writer(FLOAT, 1)
        data, result = writer.activation(PICTURE), writer.activation(PICTURE)
        writer.step(operator, [data], result)
        yield writer.case(operator.lower(), [data], result)
    for operator in ("SQRT", "RSQRT", "LOG"):
        writer = Writer(FLOAT, 1)
        data, positive = writer.activation(PICTURE), writer.activation(PICTURE)
        result = writer.activation(PICTURE)
        writer.step("ABS", [data], positive)
        writer.step(operator, [positive], result)
        yield writer.case(operator.lower(), [data], result)
    for operator in ("DIV", "SQUARED_DIFFERENCE"):
        writer = Writer(FLOAT, 1)
        data, result = writer.activation(PICTURE), writer.activation(PICTURE)
        writer.step(operator, [data, writer.weight((3,), axis=0)], result)
        yield writer.case(operator.lower(), [data], result)
    writer = Writer(FLOAT, 1)
    data, positive = writer.activation(PICTURE), writer.activation(PICTURE)
    result = writer.activation(PICTURE)
    writer.step("ABS", [data], positive)
    writer.step("POW", [positive, writer.weight((1,), axis=0)], result)
    yield writer.case("pow", [data], result)
    writer = Writer(FLOAT, 1)
    data, result = writer.activation((1, 4, 1, 6)), writer.activation((1, 4, 6))
    writer.step("SQUEEZE", [data], result, SqueezeDims=[2])
    yield writer.case("squeeze", [data], result)


def _sparse() -> Iterator[Case]:
    writer = Writer(FLOAT, 5)
    data = writer.activation((1, 10))
    values = writer.generator.uniform(-1, 1, (4, 10)).astype(np.float32)
    values[writer.generator.random((4, 10)) < 0.7] = 0
    row = constant("sparse", values)
    row.is_sparse = True
    dense = writer.add(TensorRow("dense", (4, 10)))
    weight = writer.add(row)
    writer.step("DENSIFY", [weight], dense)
    bias = writer.add(constant("bias", np.zeros(4, np.float32)))
    result = writer.activation((1, 4))
    writer.step("FULLY_CONNECTED", [data, dense, bias], result)
    yield writer.case("sparse-weights", [data], result)


def _sixteen_bits() -> Iterator[Case]:
    for activation, name in ((NONE, ""), (RELU, "-with-relu"), (RELU6, "-with-relu6")):
        writer = Writer(Storage("int8"), 6)
        unit = 8 / 65536
        data = writer.add(TensorRow("data", (1, 6, 6, 3), "int16", [unit], [0]))
        weight = writer.weight((4, 3, 3, 3), axis=0)
        scale = np.float32(unit) * np.float32(1 / 127)
        stored = np.rint(writer.generator.uniform(-1, 1, 4) / scale).astype(np.int64)
        bias = writer.add(constant("bias", stored, scales=[scale], zero_points=[0]))
        result = writer.add(TensorRow("result", (1, 6, 6, 4), "int16", [4 * unit], [0]))
        writer.step(
            "CONV_2D",
            [data, weight, bias],
            result,
            Padding=SAME,
            StrideH=1,
            StrideW=1,
            FusedActivationFunction=activation,
        )
        yield writer.case(f"conv-of-16-bits{name}", [data], result)
