"""Pooling of regions of interest, bin by bin.

Sources: MXNet 1.9.1 `roi_pooling.cc`, `contrib/roi_align.cc`.
"""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from birdeye.convert.mxnet.registry import Arrays, evaluates
from birdeye.convert.mxnet.symbol_graph import Node


@evaluates("ROIPooling")
def evaluate_roi_pooling(node: Node, inputs: Arrays) -> np.ndarray:
    """The maximum of each bin; 0 where a bin is empty."""
    data, regions = inputs
    bins = node.attributes.integers("pooled_size")
    scale = np.float32(node.attributes.number("spatial_scale"))
    result = np.zeros((len(regions), data.shape[1], *bins), data.dtype)
    for index, region in enumerate(regions):
        ends = [_half_away(value) for value in region[1:5] * scale]
        (top, bottom), (left, right) = (ends[1], ends[3]), (ends[0], ends[2])
        across = [
            _bins(low, high, count, limit)
            for low, high, count, limit in (
                (top, bottom, bins[0], data.shape[2]),
                (left, right, bins[1], data.shape[3]),
            )
        ]
        feature = data[int(region[0])]
        for row, (y0, y1) in enumerate(across[0]):
            for column, (x0, x1) in enumerate(across[1]):
                if y1 > y0 and x1 > x0:
                    result[index, :, row, column] = feature[:, y0:y1, x0:x1].max(axis=(1, 2))
    return result


def _half_away(value: np.floating) -> int:
    return floor(abs(float(value)) + 0.5) * (1 if value >= 0 else -1)


def _bins(low: int, high: int, count: int, limit: int) -> list[tuple[int, int]]:
    size = np.float32(max(high - low + 1, 1)) / np.float32(count)
    spans = ((floor(np.float32(i) * size), ceil(np.float32(i + 1) * size)) for i in range(count))
    return [
        (min(max(start + low, 0), limit), min(max(end + low, 0), limit)) for start, end in spans
    ]


@evaluates("_contrib_ROIAlign")
def evaluate_roi_align(node: Node, inputs: Arrays) -> np.ndarray:
    """The mean of bilinear samples in each bin."""
    data, regions = inputs
    attributes = node.attributes
    rows, columns = attributes.integers("pooled_size")
    scale = attributes.number("spatial_scale")
    aligned = attributes.boolean("aligned", False)
    wanted = attributes.integer("sample_ratio", -1)
    result = np.zeros((len(regions), data.shape[1], rows, columns), np.float32)
    for index, region in enumerate(regions):
        x0, y0, x1, y1 = (float(value) * scale - (0.5 if aligned else 0) for value in region[1:5])
        height, width = y1 - y0, x1 - x0
        if not aligned:
            height, width = max(height, 1.0), max(width, 1.0)
        down = wanted if wanted > 0 else ceil(height / rows)
        along = wanted if wanted > 0 else ceil(width / columns)
        for row in range(rows):
            for column in range(columns):
                total = np.zeros(data.shape[1])
                for i in range(down):
                    y = y0 + (row + (i + 0.5) / down) * height / rows
                    for j in range(along):
                        x = x0 + (column + (j + 0.5) / along) * width / columns
                        total += _bilinear(data[int(region[0])], y, x)
                result[index, :, row, column] = total / max(down * along, 1)
    return result


def _bilinear(feature: np.ndarray, y: float, x: float) -> np.ndarray:
    """One sample; 0 more than a pixel outside, the border's value up to there."""
    height, width = feature.shape[1:]
    if not (-1 <= y <= height and -1 <= x <= width):
        return np.zeros(len(feature))
    y, x = min(max(y, 0.0), height - 1), min(max(x, 0.0), width - 1)
    top, left = min(int(y), height - 1), min(int(x), width - 1)
    bottom, right = min(top + 1, height - 1), min(left + 1, width - 1)
    low, side = y - top, x - left
    upper = feature[:, top, left] * (1 - side) + feature[:, top, right] * side
    lower = feature[:, bottom, left] * (1 - side) + feature[:, bottom, right] * side
    return upper * (1 - low) + lower * low
