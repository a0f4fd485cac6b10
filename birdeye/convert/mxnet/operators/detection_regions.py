"""Pooling of regions of interest out of a feature map."""

from __future__ import annotations

import numpy as np

from birdeye.convert.mxnet.registry import converts
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.tensors import Tensor
from birdeye.domain.errors import CheckpointInvalid

_MOST_BINS = 1024


@converts("ROIPooling")
def convert_roi_pooling(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Maxima of a grid over each region, `roi_pooling.cc`: ``(R, C, h, w)``.

    onnxruntime's MaxRoiPool rounds as MXNet does, half away from zero; ONNX leaves that open.
    """
    data, regions = builder.inputs(node)
    return builder.add(
        "MaxRoiPool",
        [data, regions],
        pooled_shape=list(_pooled_size(node)),
        spatial_scale=node.attributes.number("spatial_scale"),
    )


def _pooled_size(node: Node) -> tuple[int, int]:
    height, width = node.attributes.integers("pooled_size", length=2)
    if not (0 < height <= _MOST_BINS and 0 < width <= _MOST_BINS):
        raise CheckpointInvalid(node.described, f"{height} x {width} bins are not a grid")
    return height, width


def _refuse_position_sensitive(node: Node) -> str | None:
    if node.attributes.boolean("position_sensitive", False):
        return "position_sensitive pooling is not supported"
    return None


@converts("_contrib_ROIAlign", unless=_refuse_position_sensitive)
def convert_roi_align(node: Node, graph: SymbolGraph, builder: SymbolBuilder) -> Tensor:
    """Means of bilinear samples over each region, `contrib/roi_align.cc`: ``(R, C, h, w)``."""
    data, regions = builder.inputs(node)
    height, width = _pooled_size(node)
    aligned = node.attributes.boolean("aligned", False)
    image = builder.add("Gather", [regions, builder.constant(np.int64(0))], axis=1)
    boxes = builder.slice(regions, [1], [5], [1])
    return builder.add(
        "RoiAlign",
        [data, boxes, builder.cast(image, np.int64)],
        mode="avg",
        output_height=height,
        output_width=width,
        sampling_ratio=max(node.attributes.integer("sample_ratio", -1), 0),
        spatial_scale=node.attributes.number("spatial_scale"),
        # The default of opset 16 is half_pixel, which is MXNet's aligned=True.
        coordinate_transformation_mode="half_pixel" if aligned else "output_half_pixel",
    )
