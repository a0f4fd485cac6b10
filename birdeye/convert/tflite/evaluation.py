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

from birdeye.convert.tflite.canvas import activation_bounds, real_values
from birdeye.convert.tflite.network import (
    DETECTION,
    TfliteNetwork,
    TfliteOperator,
    TfliteTensor,
)
from birdeye.convert.tflite.operators.layers import transposed_pads
from birdeye.convert.tflite.operators.pieces import mirror_mode, slice_cuts
from birdeye.convert.tflite.registry import EVALUATIONS, Arrays, Evaluation, evaluates
from birdeye.convert.tflite.windows import window_of
from birdeye.domain.errors import OperatorUnsupported


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
    """Where each of ``after`` pixels lies among ``before`` ones."""
    places = np.arange(after)
    if operator.whole("align_corners"):
        return places * ((before - 1) / max(1, after - 1))
    if operator.whole("half_pixel_centers"):
        return (places + 0.5) * (before / after) - 0.5
    return places * (before / after)


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


def _split(operator: TfliteOperator, inputs: Arrays) -> tuple[np.ndarray, ...]:
    if operator.operator == "SPLIT":
        return tuple(np.split(inputs[1], len(operator.outputs), axis=int(inputs[0].reshape(-1)[0])))
    sizes = [int(size) for size in inputs[1].reshape(-1)]
    axis = int(inputs[2].reshape(-1)[0])
    if -1 in sizes:
        sizes[sizes.index(-1)] = inputs[0].shape[axis] - sum(sizes) - 1
    return tuple(np.split(inputs[0], np.cumsum(sizes)[:-1], axis=axis))


def _slice(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    data, *bounds = inputs
    whole = [tuple(int(number) for number in bound.reshape(-1)) for bound in bounds]
    cuts, _ = slice_cuts(operator, data.shape, whole)
    return data[tuple(slice(c.start, None if c.stop < 0 else c.stop, c.step) for c in cuts)]


def _space_to_batch(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    data, (rows, columns) = inputs[0], inputs[1].astype(int).reshape(-1)
    edges = inputs[2].astype(int).reshape(2, 2)
    data = np.pad(data, [(0, 0), *edges.tolist(), (0, 0)])
    parts = [
        data[:, row::rows, column::columns] for row in range(rows) for column in range(columns)
    ]
    return np.concatenate(parts)


def _batch_to_space(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    data, (rows, columns) = inputs[0], inputs[1].astype(int).reshape(-1)
    (top, bottom), (left, right) = inputs[2].astype(int).reshape(2, 2).tolist()
    batch, height, width, channels = data.shape
    batch //= rows * columns
    whole = np.zeros((batch, height * rows, width * columns, channels))
    for index in range(rows * columns):
        part = data[index * batch : (index + 1) * batch]
        whole[:, index // columns :: rows, index % columns :: columns] = part
    return whole[:, top : height * rows - bottom, left : width * columns - right]


def _mirror_pad(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    mode = "symmetric" if mirror_mode(operator) == "symmetric" else "reflect"
    return np.pad(inputs[0], inputs[1].astype(np.int64), mode=mode)


def _depth_to_space(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    size, (batch, height, width, channels) = operator.whole("block_size"), inputs[0].shape
    parts = inputs[0].reshape(batch, height, width, size, size, channels // size**2)
    return parts.transpose(0, 1, 3, 2, 4, 5).reshape(batch, height * size, width * size, -1)


def _space_to_depth(operator: TfliteOperator, inputs: Arrays) -> np.ndarray:
    size, (batch, height, width, channels) = operator.whole("block_size"), inputs[0].shape
    parts = inputs[0].reshape(batch, height // size, size, width // size, size, channels)
    return parts.transpose(0, 1, 3, 2, 4, 5).reshape(batch, height // size, width // size, -1)


def _reduction(function: Callable[..., np.ndarray]) -> Evaluation:
    return lambda _, inputs: function(
        inputs[0], axis=tuple(int(axis) for axis in inputs[1].reshape(-1))
    )


def _detection(operator: TfliteOperator, inputs: Arrays) -> tuple[np.ndarray, ...]:
    """`detection_postprocess.cc`, one box after the other."""
    encodings, scores, anchors = inputs[0][0], inputs[1][0], inputs[2]
    options = operator.options
    scales = [options[f"{side}_scale"] for side in "yxhw"]
    centre = encodings[:, :2] / scales[:2] * anchors[:, 2:] + anchors[:, :2]
    half = np.exp(encodings[:, 2:4] / scales[2:]) * anchors[:, 2:] / 2
    boxes = np.concatenate([centre - half, centre + half], axis=1)
    scores = scores[:, -operator.whole("num_classes") :]
    most = operator.whole("max_detections")
    rows: list[tuple[int, int]] = []
    if options.get("use_regular_nms"):
        each = int(options.get("detections_per_class", 100))
        for kind in range(scores.shape[1]):
            rows += [(place, kind) for place in _kept(options, boxes, scores[:, kind], each)]
        rows.sort(key=lambda row: -scores[row])
        rows = rows[:most]
        count, each = most, 1
    else:
        each = min(int(options.get("max_classes_per_detection", 1)), scores.shape[1])
        for place in _kept(options, boxes, scores.max(axis=1), most):
            best = np.argsort(-scores[place], kind="stable")[:each]
            rows += [(place, int(kind)) for kind in best]
        count = most * each
    places = [place for place, _ in rows]
    corners, kinds, values = np.zeros((count, 4)), np.zeros(count), np.zeros(count)
    corners[: len(rows)] = boxes[places]
    kinds[: len(rows)] = [kind for _, kind in rows]
    values[: len(rows)] = [scores[row] for row in rows]
    return corners[None], kinds[None], values[None], np.array([float(len(rows) // each)])


def _kept(
    options: Mapping[str, float], boxes: np.ndarray, scores: np.ndarray, most: int
) -> list[int]:
    """The places that greedy suppression keeps, best first."""
    order = [
        i for i in np.argsort(-scores, kind="stable") if scores[i] >= options["nms_score_threshold"]
    ]
    kept: list[int] = []
    for place in order:
        if len(kept) >= most:
            break
        if all(_overlap(boxes[place], boxes[k]) <= options["nms_iou_threshold"] for k in kept):
            kept.append(int(place))
    return kept


def _overlap(one: np.ndarray, other: np.ndarray) -> float:
    shared = np.maximum(0, np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])).prod()
    areas = [float((box[2:] - box[:2]).prod()) for box in (one, other)]
    return 0.0 if min(areas) <= 0 else float(shared / (areas[0] + areas[1] - shared))


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
    "BATCH_TO_SPACE_ND": _batch_to_space,
    "DEPTH_TO_SPACE": _depth_to_space,
    "DIV": lambda _, inputs: inputs[0] / inputs[1],
    "ELU": lambda _, inputs: np.where(inputs[0] < 0, np.expm1(inputs[0]), inputs[0]),
    "EXP": lambda _, inputs: np.exp(inputs[0]),
    "EXPAND_DIMS": lambda _, inputs: inputs[0],
    "FLOOR": lambda _, inputs: np.floor(inputs[0]),
    "L2_NORMALIZATION": _l2_normalisation,
    "LOG": lambda _, inputs: np.log(inputs[0]),
    "MAXIMUM": lambda _, inputs: np.maximum(inputs[0], inputs[1]),
    "MINIMUM": lambda _, inputs: np.minimum(inputs[0], inputs[1]),
    "MIRROR_PAD": _mirror_pad,
    "NEG": lambda _, inputs: -inputs[0],
    "POW": lambda _, inputs: inputs[0] ** inputs[1],
    "PRELU": lambda _, inputs: np.where(inputs[0] < 0, inputs[0] * inputs[1], inputs[0]),
    "REDUCE_MAX": _reduction(np.max),
    "REDUCE_MIN": _reduction(np.min),
    "RSQRT": lambda _, inputs: 1 / np.sqrt(inputs[0]),
    "SLICE": _slice,
    "SPACE_TO_BATCH_ND": _space_to_batch,
    "SPACE_TO_DEPTH": _space_to_depth,
    "SPLIT": _split,
    "SPLIT_V": _split,
    "SQRT": lambda _, inputs: np.sqrt(inputs[0]),
    "SQUARE": lambda _, inputs: inputs[0] ** 2,
    "SQUARED_DIFFERENCE": lambda _, inputs: (inputs[0] - inputs[1]) ** 2,
    "STRIDED_SLICE": _slice,
    "SUM": _reduction(np.sum),
    DETECTION: _detection,
    "TRANSPOSE": lambda _, inputs: inputs[0].transpose(inputs[1].astype(int).reshape(-1)),
    "TRANSPOSE_CONV": _transposed_convolution,
}
"""By TFLite's name of the operator; the shape of the output is the one that the file states."""

for _name, _function in _FUNCTIONS.items():
    evaluates(_name)(_function)
