"""The meaning of stored integers in a TFLite file, and what fused activations let pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from birdeye.convert.tflite.network import Quantisation, TfliteOperator, TfliteTensor
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported


def unsigned_quantisation(tensor: TfliteTensor) -> Quantisation:
    """How a tensor is quantised once its signed integers are unsigned ones, 128 greater.

    Raises `OperatorUnsupported` for other than 8 bits, `CheckpointInvalid` for a zero point beyond.
    """
    assert tensor.quantisation is not None
    if tensor.dtype not in (np.uint8, np.int8):
        raise OperatorUnsupported(
            f"“{tensor.name}”",
            [f"the tensor “{tensor.name}”: quantised to {tensor.dtype}, not to 8 bits"],
        )
    zeros = tensor.quantisation.zero_points + (128 if tensor.dtype == np.int8 else 0)
    if zeros.min() < 0 or zeros.max() > 255:
        raise CheckpointInvalid(tensor.name, "its zero point is outside its range")
    return replace(tensor.quantisation, zero_points=zeros)


def stored_step(unsigned: Quantisation, bound: float | None, otherwise: int) -> int:
    """The stored integer of a real value, ``otherwise`` if there is none."""
    if bound is None:
        return otherwise
    rounded = np.floor(bound / float(unsigned.scales[0]) + 0.5)
    return int(np.clip(unsigned.zero_points[0] + rounded, 0, 255))


def activation_bounds(operator: TfliteOperator) -> tuple[float | None, float | None]:
    """The least and the greatest value that the fused activation lets pass."""
    code = int(operator.options.get("fused_activation_function", 0))
    bounds = {0: (None, None), 1: (0.0, None), 2: (-1.0, 1.0), 3: (0.0, 6.0)}
    if code not in bounds:
        raise OperatorUnsupported(
            operator.described, [f"{operator.described}: the fused activation {code} is not known"]
        )
    return bounds[code]


def real_values(tensor: TfliteTensor, order: Sequence[int] | None = None) -> np.ndarray:
    """The real values of a constant, float64, its axes as in the file, or in ``order`` already."""
    values = tensor.constant.astype(np.float64)
    quantisation = tensor.quantisation
    if quantisation is None or not tensor.is_quantised:
        return values
    shape = [1] * values.ndim
    if quantisation.is_per_channel:
        axis = quantisation.axis
        shape[axis if order is None else order.index(axis)] = -1
    scales = quantisation.scales.astype(np.float64).reshape(shape)
    return (values - quantisation.zero_points.reshape(shape)) * scales
