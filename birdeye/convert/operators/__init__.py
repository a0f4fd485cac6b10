"""One module for each family of MXNet operators; importing this package registers all of them."""

from __future__ import annotations

from birdeye.convert.operators import (
    activation,
    arranging,
    convolution,
    dense,
    elementwise,
    indexing,
    loss,
    normalization,
    pooling,
    reduction,
    reshaping,
    resizing,
)

__all__ = [
    "activation",
    "arranging",
    "convolution",
    "dense",
    "elementwise",
    "indexing",
    "loss",
    "normalization",
    "pooling",
    "reduction",
    "reshaping",
    "resizing",
]
