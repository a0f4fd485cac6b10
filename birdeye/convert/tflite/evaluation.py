"""A plain numpy evaluation of TFLite networks, to prove conversions by.

It works on real values in TFLite's own order of axes, and rounds every quantised tensor to what can
be stored, so it shares nothing with the conversion but the reading of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import product
from math import prod

import numpy as np

from birdeye.convert.tflite import evaluation_detection, evaluation_pieces
from birdeye.convert.tflite.network import (
    TfliteNetwork,
    TfliteOperator,
    TfliteTensor,
)
from birdeye.convert.tflite.operators.layers import transposed_pads
from birdeye.convert.tflite.registry import EVALUATIONS, Arrays, Evaluation, evaluates
from birdeye.convert.tflite.stored_values import activation_bounds, real_values
from birdeye.convert.tflite.windows import window_of
from birdeye.domain.errors import OperatorUnsupported

assert evaluation_detection  # imported for their registrations
assert evaluation_pieces


def evaluate_tflite(network: TfliteNetwork, inputs: Mapping[int, np.ndarray]) -> Arrays:
    """Real values of the outputs, for real values of the inputs by index of tensor."""
    unknown = EVALUATIONS.problems(network.operators)
    if unknown:
        raise OperatorUnsupported(f"The check of “{network.name}”", unknown)
    known = dict(inputs)
    for operator in network.operators:
        arguments = []
        for index in operator.inputs:
            constant = network.tensors[index] if index >= 0 else None
            if index in known:
                arguments.append(known[index])
            elif constant is not None and constant.value is not None:
                arguments.append(real_values(constant))
            else:
                arguments.append(np.zeros(0))
        with np.errstate(all="ignore"):
            result = EVALUATIONS[operator.operator](operator, arguments)
        results = result if isinstance(result, tuple) else (result,)
        for index, value in zip(operator.outputs, results, strict=True):
            output = network.tensors[index]
            value = np.clip(value, *activation_bounds(operator))
            known[index] = stored_exactly(_shaped(value, output), output)
    return [known[index] for index in network.outputs]


def stored_exactly(real: np.ndarray, tensor: TfliteTensor) -> np.ndarray:
    """The nearest values that ``tensor`` can store; halves away from zero, as TFLite rounds."""
    if tensor.quantisation is None or not tensor.is_quantised:
        return real
    scale, zero = float(tensor.quantisation.scales[0]), int(tensor.quantisation.zero_points[0])
    steps = np.trunc(real / scale + np.copysign(0.5, real))
    bounds = np.iinfo(tensor.dtype)
    return (np.clip(steps + zero, bounds.min, bounds.max) - zero) * scale


def _convolution(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    data, weight = inputs[:2]
    groups = data.shape[3] // weight.shape[3]
    parts = [
        _sum_over_window(operator, part, filters, lambda pixels, place: pixels @ place.T)
        for part, filters in zip(
            np.split(data, groups, axis=3), np.split(weight, groups), strict=True
        )
    ]
    return np.concatenate(parts, axis=3) + _bias(inputs)


def _depthwise(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    data, weight = inputs[:2]
    spread = np.repeat(data, weight.shape[3] // data.shape[3], axis=3)
    filters = weight.transpose(3, 1, 2, 0)
    return _sum_over_window(
        operator, spread, filters, lambda pixels, place: pixels * place[:, 0]
    ) + _bias(inputs)


def _sum_over_window(
    operator: TfliteOperator,
    data: np.ndarray,
    filters: np.ndarray,
    times: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> np.ndarray:
    """For each place in the window, the picture shifted there times the filters at that place."""
    return _total(
        times(pixels, filters[:, row, column])
        for (row, column), pixels in _shifted(operator, data, filters.shape[1:3], 0.0)
    )


def _total(parts: Iterable[np.ndarray]) -> np.ndarray:
    return reduce(np.add, parts)


def _shifted(
    operator: TfliteOperator, data: np.ndarray, kernel: tuple[int, int], fill: float
) -> list[tuple[tuple[int, int], np.ndarray]]:
    """((row, column) in the window, what all windows see there)."""
    window = window_of(operator, kernel, data.shape[1:3])
    padded = np.pad(data, [(0, 0), *window.pads, (0, 0)], constant_values=fill)
    places = [
        (length - dilation * (rows - 1) - 1) // stride + 1
        for length, dilation, rows, stride in zip(
            padded.shape[1:3], window.dilations, kernel, window.strides, strict=True
        )
    ]
    shifted = []
    for place in product(range(kernel[0]), range(kernel[1])):
        cut = tuple(
            slice(at * dilation, at * dilation + (count - 1) * stride + 1, stride)
            for at, dilation, count, stride in zip(
                place, window.dilations, places, window.strides, strict=True
            )
        )
        shifted.append((place, padded[:, cut[0], cut[1]]))
    return shifted


def _bias(inputs: Arrays) -> np.ndarray | float:
    return inputs[2] if len(inputs) > 2 and inputs[2].size else 0.0


def _dense(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    data, weight = inputs[:2]
    return data.reshape(-1, weight.shape[1]) @ weight.T + _bias(inputs)


def _transposed_convolution(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """Each pixel spread over the window at its place, as the kernel scatters it."""
    weight, data = inputs[1], inputs[2]
    strides = operator.whole("stride_h"), operator.whole("stride_w")
    wanted = [int(size) for size in inputs[0].reshape(-1)]
    size, kernel = data.shape[1:3], weight.shape[1:3]
    (rows, columns), _ = transposed_pads(operator, size, kernel, wanted[1:3], strides)
    whole = np.zeros(
        (
            len(data),
            max((size[0] - 1) * strides[0] + kernel[0], wanted[1] + rows[0]),
            max((size[1] - 1) * strides[1] + kernel[1], wanted[2] + columns[0]),
            weight.shape[0],
        )
    )
    for row, column in product(range(kernel[0]), range(kernel[1])):
        ends = row + (size[0] - 1) * strides[0] + 1, column + (size[1] - 1) * strides[1] + 1
        whole[:, row : ends[0] : strides[0], column : ends[1] : strides[1]] += (
            data @ weight[:, row, column].T
        )
    part = whole[:, rows[0] : rows[0] + wanted[1], columns[0] : columns[0] + wanted[2]]
    return part + (inputs[3] if len(inputs) > 3 and inputs[3].size else 0.0)


def _max_pool(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    kernel = operator.whole("filter_height"), operator.whole("filter_width")
    seen = [pixels for _, pixels in _shifted(operator, inputs[0], kernel, -np.inf)]
    return np.max(seen, axis=0)


def _average_pool(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    kernel = operator.whole("filter_height"), operator.whole("filter_width")
    sums = [
        _total(pixels for _, pixels in _shifted(operator, values, kernel, 0.0))
        for values in (inputs[0], np.ones_like(inputs[0]))
    ]
    return sums[0] / sums[1]


def _softmax(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    scaled = inputs[0] * operator.options["beta"]
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _concatenation(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    return np.concatenate(inputs, axis=operator.whole("axis"))


def _pad(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    return np.pad(inputs[0], inputs[1].astype(np.int64))


def _resize(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    """Bilinear, one axis after the other, or the nearest pixel."""
    data, is_nearest = inputs[0], operator.operator == "RESIZE_NEAREST_NEIGHBOR"
    for axis, length in ((1, int(inputs[1][0])), (2, int(inputs[1][1]))):
        source = _source_places(operator, data.shape[axis], length)
        if is_nearest:
            whole = not (operator.whole("align_corners") or operator.whole("half_pixel_centers"))
            nearest = np.floor(source if whole else source + 0.5).astype(int)
            data = data.take(np.clip(nearest, 0, data.shape[axis] - 1), axis)
            continue
        source = np.clip(source, 0, data.shape[axis] - 1)
        low = np.floor(source).astype(int)
        high = np.minimum(low + 1, data.shape[axis] - 1)
        share = (source - low).reshape([-1 if each == axis else 1 for each in range(4)])
        data = data.take(low, axis) * (1 - share) + data.take(high, axis) * share
    return data


def _source_places(operator: TfliteOperator, before: int, after: int) -> np.ndarray:
    """The position of each of ``after`` pixels among ``before`` ones."""
    places = np.arange(after)
    if operator.whole("align_corners"):
        return places * ((before - 1) / max(1, after - 1))
    if operator.whole("half_pixel_centers"):
        return (places + 0.5) * (before / after) - 0.5
    return places * (before / after)


def _reduction(function: Callable[..., np.ndarray]) -> Evaluation:
    return lambda _, inputs: function(
        inputs[0], axis=tuple(int(axis) for axis in inputs[1].reshape(-1))
    )


def _l2_normalisation(_: TfliteOperator, inputs: Arrays) -> np.ndarray:
    length = np.sqrt((inputs[0] ** 2).sum(axis=-1, keepdims=True))
    return inputs[0] / np.maximum(length, 1e-6)


def _shaped(values: np.ndarray, tensor: TfliteTensor) -> np.ndarray:
    """In the shape that the file states; the outputs of a suppression may state none."""
    return values.reshape(tensor.shape) if values.size == prod(tensor.shape) else values


_FUNCTIONS: Mapping[str, Evaluation] = {
    "ABS": lambda _, inputs: np.abs(inputs[0]),
    "ADD": lambda _, inputs: inputs[0] + inputs[1],
    "AVERAGE_POOL_2D": _average_pool,
    "CONCATENATION": _concatenation,
    "CONV_2D": _convolution,
    "DEPTHWISE_CONV_2D": _depthwise,
    "DEQUANTIZE": lambda _, inputs: inputs[0],
    "FULLY_CONNECTED": _dense,
    "HARD_SWISH": lambda _, inputs: inputs[0] * np.clip(inputs[0] + 3, 0, 6) / 6,
    "LEAKY_RELU": lambda operator, inputs: np.where(
        inputs[0] < 0, inputs[0] * operator.options["alpha"], inputs[0]
    ),
    "LOGISTIC": lambda _, inputs: 1 / (1 + np.exp(-inputs[0])),
    "MAX_POOL_2D": _max_pool,
    "MEAN": _reduction(np.mean),
    "MUL": lambda _, inputs: inputs[0] * inputs[1],
    "PAD": _pad,
    "QUANTIZE": lambda _, inputs: inputs[0],
    "RELU": lambda _, inputs: np.maximum(inputs[0], 0),
    "RELU6": lambda _, inputs: np.clip(inputs[0], 0, 6),
    "RELU_N1_TO_1": lambda _, inputs: np.clip(inputs[0], -1, 1),
    "RESHAPE": lambda _, inputs: inputs[0],
    "RESIZE_BILINEAR": _resize,
    "RESIZE_NEAREST_NEIGHBOR": _resize,
    "SOFTMAX": _softmax,
    "SQUEEZE": lambda _, inputs: inputs[0],
    "SUB": lambda _, inputs: inputs[0] - inputs[1],
    "TANH": lambda _, inputs: np.tanh(inputs[0]),
    "ARG_MAX": lambda _, inputs: inputs[0].argmax(axis=int(inputs[1].reshape(-1)[0])),
    "ARG_MIN": lambda _, inputs: inputs[0].argmin(axis=int(inputs[1].reshape(-1)[0])),
    "DIV": lambda _, inputs: inputs[0] / inputs[1],
    "ELU": lambda _, inputs: np.where(inputs[0] < 0, np.expm1(inputs[0]), inputs[0]),
    "EXP": lambda _, inputs: np.exp(inputs[0]),
    "EXPAND_DIMS": lambda _, inputs: inputs[0],
    "FLOOR": lambda _, inputs: np.floor(inputs[0]),
    "L2_NORMALIZATION": _l2_normalisation,
    "LOG": lambda _, inputs: np.log(inputs[0]),
    "MAXIMUM": lambda _, inputs: np.maximum(inputs[0], inputs[1]),
    "MINIMUM": lambda _, inputs: np.minimum(inputs[0], inputs[1]),
    "NEG": lambda _, inputs: -inputs[0],
    "POW": lambda _, inputs: inputs[0] ** inputs[1],
    "PRELU": lambda _, inputs: np.where(inputs[0] < 0, inputs[0] * inputs[1], inputs[0]),
    "REDUCE_MAX": _reduction(np.max),
    "REDUCE_MIN": _reduction(np.min),
    "RSQRT": lambda _, inputs: 1 / np.sqrt(inputs[0]),
    "SQRT": lambda _, inputs: np.sqrt(inputs[0]),
    "SQUARE": lambda _, inputs: inputs[0] ** 2,
    "SQUARED_DIFFERENCE": lambda _, inputs: (inputs[0] - inputs[1]) ** 2,
    "SUM": _reduction(np.sum),
    "TRANSPOSE": lambda _, inputs: inputs[0].transpose(inputs[1].astype(int).reshape(-1)),
    "TRANSPOSE_CONV": _transposed_convolution,
}
"""By TFLite's name of the operator; the shape of the output is the one that the file states."""

for _name, _function in _FUNCTIONS.items():
    evaluates(_name)(_function)
