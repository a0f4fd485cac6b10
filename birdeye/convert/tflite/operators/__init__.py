"""One module for each family of TFLite operators; importing this package registers all of them."""

from __future__ import annotations

from birdeye.convert.tflite.operators import (
    arranging,
    detection,
    elementwise,
    layers,
    pieces,
    pooling,
    resizing,
)

__all__ = ["arranging", "detection", "elementwise", "layers", "pieces", "pooling", "resizing"]
