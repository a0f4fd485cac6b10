"""Looks for numbers in a network's weights that would turn all its results into nonsense."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import onnx


def value_problem(tensor: onnx.TensorProto) -> str:
    """Why the numbers of a constant cannot be used; empty if they can, or are integers."""
    values = _fractions(tensor)
    if values is None:
        return ""
    if any(size < 0 for size in tensor.dims) or len(values) != math.prod(tensor.dims):
        return f"has {len(values)} numbers, but not the shape {list(tensor.dims)[:6]}"
    if np.isnan(values).any():
        return "is not a number in places"
    # A lone infinity is the usual way to write "no bound" for Clip.
    if len(values) > 1 and not np.isfinite(values).all():
        return "is infinite in places"
    return ""


def _fractions(tensor: onnx.TensorProto) -> np.ndarray | None:
    """The numbers of a floating-point constant, flat; None for other types."""
    kinds = {1: ("<f4", "float_data"), 10: ("<f2", "int32_data"), 11: ("<f8", "double_data")}
    bfloat16 = 16
    if tensor.data_type == bfloat16:
        bits = _halves(tensor, "<u2")
        return (bits.astype("<u4") << 16).view("<f4")
    if tensor.data_type not in kinds:
        return None
    dtype, field = kinds[tensor.data_type]
    if field == "int32_data":
        return _halves(tensor, dtype)
    if tensor.HasField("raw_data"):
        return _from_bytes(tensor.raw_data, dtype)
    return np.array(getattr(tensor, field), dtype)


def _halves(tensor: onnx.TensorProto, dtype: str) -> np.ndarray:
    """Two-byte numbers, which protobuf stores in four bytes each unless they are raw."""
    if tensor.HasField("raw_data"):
        return _from_bytes(tensor.raw_data, dtype)
    return (np.array(tensor.int32_data, np.int64) & 0xFFFF).astype("<u2").view(dtype)


def _from_bytes(content: bytes, dtype: str) -> np.ndarray:
    whole = len(content) - len(content) % np.dtype(dtype).itemsize
    return np.frombuffer(content[:whole], dtype)
