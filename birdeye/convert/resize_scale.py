"""The scale that makes ONNX's Resize yield exactly the size that is wanted."""

from __future__ import annotations

import numpy as np


def exact_scale(target: int, size: int) -> np.float32:
    """A float32 scale whose product with ``size``, rounded down, is ``target``."""
    scale = np.float32(target / size)
    while int(np.floor(scale * np.float32(size))) < target:
        scale = np.nextafter(scale, np.float32(np.inf))
    return scale
