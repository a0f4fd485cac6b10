"""One module for each family of MXNet operators; importing this package registers all of them."""

from __future__ import annotations

from birdeye.convert.mxnet.operators import (
    activation,
    arranging,
    convolution,
    dense,
    detection_anchors,
    detection_boxes,
    detection_multibox,
    detection_proposal,
    detection_regions,
    detection_rows,
    elementwise,
    indexing,
    loss,
    normalization,
    pooling,
    products,
    recurrent,
    reduction,
    reshaping,
    resizing,
)

__all__ = [
    "activation",
    "arranging",
    "convolution",
    "dense",
    "detection_anchors",
    "detection_boxes",
    "detection_multibox",
    "detection_proposal",
    "detection_regions",
    "detection_rows",
    "elementwise",
    "indexing",
    "loss",
    "normalization",
    "pooling",
    "products",
    "recurrent",
    "reduction",
    "reshaping",
    "resizing",
]
