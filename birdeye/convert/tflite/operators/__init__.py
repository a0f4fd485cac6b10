"""One module for each family of TFLite operators; importing this package registers all of them."""

from __future__ import annotations

from birdeye.convert.tflite.operators import (
    arranging,
    elementwise,
    layers,
    pooling,
    resizing,
)

__all__ = ["arranging", "elementwise", "layers", "pooling", "resizing"]
