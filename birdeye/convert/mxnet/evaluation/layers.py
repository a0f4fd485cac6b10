"""Convolution, dense layers and normalisation, as sums over shifted inputs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import numpy as np

from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node


@evaluates("Convolution", "Convolution_v1")
def evaluate_convolution(node: Node, inputs: Arrays) -> np.ndarray:
    """For each place in the kernel, the input shifted there times the weights at that place."""
    data, weight = inputs[:2]
    rank = weight.ndim - 2
    stride = _numbers(node, "stride", rank, 1)
    dilation = _numbers(node, "dilate", rank, 1)
    padding = _numbers(node, "pad", rank, 0)
    groups = node.attributes.integer("num_group", 1)
    padded = np.pad(data, [(0, 0), (0, 0), *((p, p) for p in padding)])
    size = [
        (length - d * (k - 1) - 1) // s + 1
        for length, d, k, s in zip(
            padded.shape[2:], dilation, weight.shape[2:], stride, strict=True
        )
    ]
    result = np.zeros((len(data), weight.shape[0], *size), np.float32)
    for place in product(*(range(k) for k in weight.shape[2:])):
        window = tuple(
            slice(p * d, p * d + (o - 1) * s + 1, s)
            for p, d, o, s in zip(place, dilation, size, stride, strict=True)
        )
        shifted = padded[_last(window)]
        result += _grouped_product(weight[_last(place)], shifted, groups)
    if len(inputs) > 2 and not node.attributes.boolean("no_bias", False):
        result += inputs[2].reshape(-1, *[1] * rank)
    return result


def _last(places: Iterable[int | slice]) -> tuple[Any, ...]:
    """An index into the last axes, with all of those before them."""
    return (..., *places)


def _grouped_product(weight: np.ndarray, data: np.ndarray, groups: int) -> np.ndarray:
    """(O, I/g) weights times (N, I, ...) data, group by group."""
    batch, channels, *size = data.shape
    if groups == channels == len(weight):
        return weight.reshape(-1, *[1] * len(size)) * data
    columns = data.reshape(batch, groups, channels // groups, -1)
    rows = weight.reshape(groups, len(weight) // groups, -1)
    return (rows[None] @ columns).reshape(batch, len(weight), *size)


@evaluates("Deconvolution")
def evaluate_deconvolution(node: Node, inputs: Arrays) -> np.ndarray:
    """Each input pixel adds its share to a window of the output; then the borders are cut."""
    data, weight = inputs[:2]
    rank = weight.ndim - 2
    stride = _numbers(node, "stride", rank, 1)
    dilation = _numbers(node, "dilate", rank, 1)
    padding = _numbers(node, "pad", rank, 0)
    adjustment = _numbers(node, "adj", rank, 0)
    groups = node.attributes.integer("num_group", 1)
    kernel = weight.shape[2:]
    whole = [
        s * (i - 1) + d * (k - 1) + 1
        for s, i, d, k in zip(stride, data.shape[2:], dilation, kernel, strict=True)
    ]
    target = node.attributes.integers("target_shape", ())
    if any(target):
        excess = [w - t for w, t in zip(whole, target, strict=True)]
        adjustment = tuple(e % 2 for e in excess)
        padding = tuple((e + 1) // 2 for e in excess)
    outputs = weight.shape[1] * groups
    full = [w + a for w, a in zip(whole, adjustment, strict=True)]
    result = np.zeros((len(data), outputs, *full), np.float32)
    per_group = weight.reshape(groups, -1, weight.shape[1], *kernel)
    for place in product(*(range(k) for k in kernel)):
        window = tuple(
            slice(p * d, p * d + (i - 1) * s + 1, s)
            for p, d, i, s in zip(place, dilation, data.shape[2:], stride, strict=True)
        )
        at_place = per_group[_last(place)]
        rows = np.swapaxes(at_place, 1, 2).reshape(outputs, -1)
        result[_last(window)] += _grouped_product(rows, data, groups)
    kept = tuple(slice(p, length - p) for p, length in zip(padding, full, strict=True))
    result = result[(slice(None), slice(None), *kept)]
    if len(inputs) > 2 and not node.attributes.boolean("no_bias", True):
        result = result + inputs[2].reshape(-1, *[1] * rank)
    return result


@evaluates("FullyConnected")
def evaluate_fully_connected(node: Node, inputs: Arrays) -> np.ndarray:
    """x W^T + b; all axes but the first count as one unless `flatten` is False."""
    data, weight = inputs[:2]
    if node.attributes.boolean("flatten", True):
        data = data.reshape(len(data), -1)
    result = data @ weight.T
    if len(inputs) > 2 and not node.attributes.boolean("no_bias", False):
        result = result + inputs[2]
    return result


@evaluates("BatchNorm", "BatchNorm_v1")
def evaluate_batch_norm(node: Node, inputs: Arrays) -> np.ndarray:
    """(x - mean) / sqrt(var + eps) * gamma + beta, gamma being 1 where it is fixed."""
    data, gamma, beta, mean, variance = inputs
    if node.attributes.boolean("fix_gamma", True):
        gamma = np.ones_like(gamma)
    shape = [1] * data.ndim
    shape[node.attributes.integer("axis", 1)] = -1
    deviation = np.sqrt(variance + np.float32(node.attributes.number("eps", 1e-3)))
    centred = data - mean.reshape(shape)
    return centred * (gamma / deviation).reshape(shape) + beta.reshape(shape)


@evaluates("InstanceNorm")
def evaluate_instance_norm(node: Node, inputs: Arrays) -> np.ndarray:
    """Each channel of each picture by its own mean and variance."""
    axes = tuple(range(2, inputs[0].ndim))
    return _normalised(inputs, axes, node.attributes.number("eps", 1e-3), along=1)


@evaluates("LayerNorm")
def evaluate_layer_norm(node: Node, inputs: Arrays) -> np.ndarray:
    """One axis by its own mean and variance."""
    axis = node.attributes.integer("axis", -1) % inputs[0].ndim
    return _normalised(inputs, (axis,), node.attributes.number("eps", 1e-5), along=axis)


def _normalised(inputs: Arrays, axes: tuple[int, ...], epsilon: float, *, along: int) -> np.ndarray:
    """Data by mean and variance over ``axes``, then gamma and beta ``along`` one axis."""
    data, gamma, beta = inputs
    shape = [-1 if axis == along else 1 for axis in range(data.ndim)]
    deviation = np.sqrt(data.var(axes, keepdims=True) + np.float32(epsilon))
    centred = data - data.mean(axes, keepdims=True)
    return centred / deviation * gamma.reshape(shape) + beta.reshape(shape)


@evaluates("GroupNorm")
def evaluate_group_norm(node: Node, inputs: Arrays) -> np.ndarray:
    """Each group of channels by its own mean and variance."""
    data, gamma, beta = inputs
    groups = node.attributes.integer("num_groups", 1)
    rows = data.reshape(len(data), groups, -1)
    epsilon = np.float32(node.attributes.number("eps", 1e-5))
    deviation = np.sqrt(rows.var(2, keepdims=True) + epsilon)
    whole = ((rows - rows.mean(2, keepdims=True)) / deviation).reshape(data.shape)
    shape = [1, -1, *[1] * (data.ndim - 2)]
    if len(gamma) == groups:
        gamma, beta = (part.repeat(data.shape[1] // groups) for part in (gamma, beta))
    return whole * gamma.reshape(shape) + beta.reshape(shape)


@evaluates("LRN")
def evaluate_lrn(node: Node, inputs: Arrays) -> np.ndarray:
    """x (knorm + alpha / n * sum of the squares of n neighbouring channels) ^ -beta."""
    (data,) = inputs
    count = node.attributes.integer("nsize")
    squares = np.pad(data**2, [(0, 0), (count // 2, count // 2), (0, 0), (0, 0)])
    total = sum(squares[:, start : start + data.shape[1]] for start in range(count))
    alpha = np.float32(node.attributes.number("alpha", 1e-4) / count)
    base = np.float32(node.attributes.number("knorm", 2.0)) + alpha * total
    return data * base ** np.float32(-node.attributes.number("beta", 0.75))


@evaluates("L2Normalization")
def evaluate_l2_normalization(node: Node, inputs: Arrays) -> np.ndarray:
    """x / sqrt(sum of squares + eps) over the axes of the mode."""
    (data,) = inputs
    mode = node.attributes.get("mode", "instance")
    axes = {
        "instance": tuple(range(1, data.ndim)),
        "channel": (1,),
        "spatial": tuple(range(2, data.ndim)),
    }[mode]
    epsilon = np.float32(node.attributes.number("eps", 1e-10))
    return data / np.sqrt((data**2).sum(axes, keepdims=True) + epsilon)


def _numbers(node: Node, key: str, rank: int, default: int) -> tuple[int, ...]:
    return node.attributes.integers(key, ()) or (default,) * rank
