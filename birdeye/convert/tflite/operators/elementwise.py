"""Operators that work on one element after the other: activations and sums."""

from __future__ import annotations

import numpy as np

from birdeye.convert.tensors import Tensor
from birdeye.convert.tflite.canvas import CHANNELS_FIRST, Canvas
from birdeye.convert.tflite.network import TfliteOperator
from birdeye.convert.tflite.registry import converts

_FUNCTIONS = {
    "ABS": "Abs",
    "ELU": "Elu",
    "EXP": "Exp",
    "FLOOR": "Floor",
    "HARD_SWISH": "HardSwish",
    "LOG": "Log",
    "LOGISTIC": "Sigmoid",
    "NEG": "Neg",
    "RELU": "Relu",
    "SQRT": "Sqrt",
    "TANH": "Tanh",
}
_BOUNDS = {"RELU6": (0.0, 6.0), "RELU_N1_TO_1": (-1.0, 1.0)}
_SUMS = {
    "ADD": "Add",
    "DIV": "Div",
    "MAXIMUM": "Max",
    "MINIMUM": "Min",
    "MUL": "Mul",
    "POW": "Pow",
    "SUB": "Sub",
}


@converts(*_FUNCTIONS)
def convert_function(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """A function of one argument (`kernels/activations.cc`)."""
    return canvas.builder.add(_FUNCTIONS[operator.operator], [canvas.real(operator, 0)])


@converts(*_BOUNDS)
def convert_bounds(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """An activation that cuts values off (`kernels/activations.cc`)."""
    bounds = [canvas.builder.constant(bound, np.float32) for bound in _BOUNDS[operator.operator]]
    return canvas.builder.add("Clip", [canvas.real(operator, 0), *bounds])


@converts("LEAKY_RELU")
def convert_leaky_relu(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Negative values by a factor (`kernels/activations.cc`)."""
    return canvas.builder.add(
        "LeakyRelu", [canvas.real(operator, 0)], alpha=operator.number("alpha")
    )


@converts("PRELU")
def convert_prelu(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Negative values by a factor of their channel (`kernels/activations.cc`)."""
    rank = len(canvas.tensor(operator, 0).shape)
    return canvas.builder.add(
        "PRelu", [canvas.real(operator, 0), _with_rank(operator, canvas, 1, rank)]
    )


@converts("RSQRT")
def convert_rsqrt(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """One over the square root (`kernels/elementwise.cc`)."""
    root = canvas.builder.add("Sqrt", [canvas.real(operator, 0)])
    return canvas.builder.add("Reciprocal", [root])


@converts("SQUARE")
def convert_square(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Each value times itself (`kernels/elementwise.cc`)."""
    data = canvas.real(operator, 0)
    return canvas.builder.add("Mul", [data, data])


@converts("SQUARED_DIFFERENCE")
def convert_squared_difference(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """(a - b) squared (`kernels/squared_difference.cc`)."""
    rank = max(len(canvas.tensor(operator, slot).shape) for slot in (0, 1))
    operands = [_with_rank(operator, canvas, slot, rank) for slot in (0, 1)]
    difference = canvas.builder.add("Sub", operands)
    return canvas.builder.add("Mul", [difference, difference])


@converts("L2_NORMALIZATION")
def convert_l2_normalisation(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Each row of channels by its length (`kernels/l2norm.cc`)."""
    data = canvas.real(operator, 0)
    axis = 1 if data.rank == 4 else data.rank - 1
    length = canvas.builder.reduce("ReduceL2", data, [axis])
    length = canvas.builder.add("Max", [length, canvas.builder.constant(1e-6, np.float32)])
    return canvas.builder.add("Div", [data, length])


@converts("SOFTMAX")
def convert_softmax(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Over the last axis, after a factor (`kernels/activations.cc`)."""
    data = canvas.real(operator, 0)
    beta = operator.number("beta")
    if beta != 1.0:
        data = canvas.builder.add("Mul", [data, canvas.builder.constant(beta, np.float32)])
    return canvas.builder.add("Softmax", [data], axis=1 if data.rank == 4 else -1)


@converts("QUANTIZE", "DEQUANTIZE")
def convert_change_of_storage(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """The same real values; how they are stored is up to the output (`kernels/quantize.cc`)."""
    return canvas.real(operator, 0)


@converts(*_SUMS)
def convert_sum(operator: TfliteOperator, canvas: Canvas) -> Tensor:
    """Two operands, the smaller repeated along the axes where it has size 1 (`kernels/add.cc`)."""
    rank = max(len(canvas.tensor(operator, slot).shape) for slot in (0, 1))
    operands = [_with_rank(operator, canvas, slot, rank) for slot in (0, 1)]
    return canvas.builder.add(_SUMS[operator.operator], operands)


def _with_rank(operator: TfliteOperator, canvas: Canvas, slot: int, rank: int) -> Tensor:
    """An operand with axes of size 1 in front, as broadcasting adds them in TFLite's order."""
    tensor, real = canvas.tensor(operator, slot), canvas.real(operator, slot)
    missing = rank - len(tensor.shape)
    if not missing or rank != 4:
        return real
    if any(isinstance(size, str) for size in real.shape):
        # Its batch would meet another axis.
        canvas.fix_batch()
    wide = canvas.rearranged(
        real, lambda stored: canvas.builder.reshape(stored, (1,) * missing + tensor.shape)
    )
    return canvas.rearranged(wide, lambda stored: canvas.builder.transpose(stored, CHANNELS_FIRST))
