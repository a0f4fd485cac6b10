"""A plain numpy evaluation of TFLite networks, to prove conversions by.

It works on real values in TFLite's own order of axes, and rounds every quantised tensor to what can
be stored, so it shares nothing with the conversion but the reading of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import numpy as np

from birdeye.convert.tflite.canvas import activation_bounds, real_values
from birdeye.convert.tflite.network import TfliteNetwork, TfliteOperator, TfliteTensor
from birdeye.convert.tflite.windows import window_of
from birdeye.domain.errors import OperatorUnsupported

Arrays = list[np.ndarray]


def evaluate_tflite(network: TfliteNetwork, inputs: Mapping[int, np.ndarray]) -> Arrays:
    """Real values of the outputs, for real values of the inputs by index of tensor."""
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
        if operator.operator not in _EVALUATIONS:
            raise OperatorUnsupported(f"“{network.name}”", [operator.described])
        result = _EVALUATIONS[operator.operator](operator, arguments)
        output = network.tensors[operator.outputs[0]]
        known[operator.outputs[0]] = stored_exactly(
            np.clip(result, *activation_bounds(operator)).reshape(output.shape), output
        )
    return [known[index] for index in network.outputs]


def stored_exactly(real: np.ndarray, tensor: TfliteTensor) -> np.ndarray:
    """The nearest values that ``tensor`` can store; halves away from zero, as TFLite rounds."""
    if not tensor.is_quantised:
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
    return sum(
        times(pixels, filters[:, row, column])
        for (row, column), pixels in _shifted(operator, data, filters.shape[1:3], 0.0)
    )


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


def _max_pool(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    kernel = operator.whole("filter_height"), operator.whole("filter_width")
    seen = [pixels for _, pixels in _shifted(operator, inputs[0], kernel, -np.inf)]
    return np.max(seen, axis=0)


def _average_pool(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    kernel = operator.whole("filter_height"), operator.whole("filter_width")
    sums = [
        sum(pixels for _, pixels in _shifted(operator, values, kernel, 0.0))
        for values in (inputs[0], np.ones_like(inputs[0]))
    ]
    return sums[0] / sums[1]


def _mean(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    return inputs[0].mean(axis=tuple(int(axis) for axis in inputs[1].reshape(-1)))


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
    """Where each of ``after`` pixels lies among ``before`` ones."""
    places = np.arange(after)
    if operator.whole("align_corners"):
        return places * ((before - 1) / max(1, after - 1))
    if operator.whole("half_pixel_centers"):
        return (places + 0.5) * (before / after) - 0.5
    return places * (before / after)


_EVALUATIONS: Mapping[str, Callable[[TfliteOperator, Arrays], np.ndarray]] = {
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
    "MEAN": _mean,
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
}
"""By TFLite's name of the operator; the shape of the output is the one that the file states."""
