"""A small classifier as a TFLite model, of the layers that MobileNetV2 is made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from tests.helpers.tiny_tflite import OperatorRow, TensorRow, constant, tflite_bytes

SAME, RELU6 = 0, 3


def residual_classifier(
    dtype: str,
    *,
    channels: int = 8,
    classes: int = 5,
    metadata: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Pictures (1, 16, 16, 3) to probabilities (1, classes), stored as ``dtype``.

    A convolution, a depthwise one, two of 1 x 1 around a sum, a pool over all, a dense layer.
    """
    return _Network(dtype).classifier(channels, classes, metadata)


class _Network:
    def __init__(self, dtype: str) -> None:
        self._dtype = dtype
        self._tensors: list[TensorRow] = []
        self._operators: list[OperatorRow] = []
        self._generator = np.random.default_rng(11)

    def classifier(self, channels: int, classes: int, metadata: Mapping[str, bytes]) -> bytes:
        data = self._activation((1, 16, 16, 3), 0.0, 1.0)
        first = self._layer("CONV_2D", data, (channels, 3, 3, 3), (1, 8, 8, channels), stride=2)
        spread = self._layer(
            "DEPTHWISE_CONV_2D", first, (1, 3, 3, channels), (1, 8, 8, channels), axis=3
        )
        narrow = self._layer("CONV_2D", spread, (channels, 1, 1, channels), (1, 8, 8, channels))
        again = self._layer("CONV_2D", narrow, (channels, 1, 1, channels), (1, 8, 8, channels))
        total = self._activation((1, 8, 8, channels), 0.0, 12.0)
        self._operators.append(OperatorRow("ADD", [narrow, again], [total]))
        mean = self._activation((1, channels), 0.0, 12.0)
        axes = self._add(constant("axes", np.array([1, 2], np.int32)))
        self._operators.append(OperatorRow("MEAN", [total, axes], [mean]))
        weight = self._weight((classes, channels), 0)
        bias = self._bias(classes, mean, weight)
        logits = self._activation((1, classes), -6.0, 6.0)
        self._operators.append(OperatorRow("FULLY_CONNECTED", [mean, weight, bias], [logits]))
        result = self._activation((1, classes), 0.0, 255 / 256)
        self._operators.append(OperatorRow("SOFTMAX", [logits], [result], {"Beta": 1.0}))
        return tflite_bytes(self._tensors, self._operators, [data], [result], metadata=metadata)

    def _layer(
        self, operator: str, data: int, weight_shape: tuple, shape: tuple, *, stride=1, axis=0
    ) -> int:
        weight = self._weight(weight_shape, axis)
        bias = self._bias(weight_shape[axis], data, weight)
        result = self._activation(shape, 0.0, 6.0)
        options = {
            "Padding": SAME,
            "StrideH": stride,
            "StrideW": stride,
            "FusedActivationFunction": RELU6,
        }
        if operator == "DEPTHWISE_CONV_2D":
            options["DepthMultiplier"] = 1
        self._operators.append(OperatorRow(operator, [data, weight, bias], [result], options))
        return result

    def _activation(self, shape: tuple, low: float, high: float) -> int:
        row = TensorRow(f"tensor{len(self._tensors)}", shape, self._dtype)
        if self._dtype != "float32":
            scale = (high - low) / 255
            zero = round(-low / scale) - (128 if self._dtype == "int8" else 0)
            row.scales, row.zero_points = [scale], [zero]
        return self._add(row)

    def _weight(self, shape: tuple, axis: int) -> int:
        real = self._generator.uniform(-1, 1, shape) * (3 / np.prod(shape[1:3])) ** 0.5
        name = f"weight{len(self._tensors)}"
        if self._dtype == "float32":
            return self._add(constant(name, real.astype(np.float32)))
        if self._dtype == "uint8":
            stored = np.clip(np.rint(real * 60) + 128, 0, 255).astype(np.uint8)
            return self._add(constant(name, stored, scales=[1 / 60], zero_points=[128]))
        count = shape[axis]
        stored = np.clip(np.rint(real * 60), -127, 127).astype(np.int8)
        return self._add(
            constant(name, stored, scales=[1 / 60] * count, zero_points=[0] * count, axis=axis)
        )

    def _bias(self, count: int, data: int, weight: int) -> int:
        real = self._generator.uniform(-0.5, 0.5, count)
        if self._dtype == "float32":
            return self._add(constant("bias", real.astype(np.float32)))
        unit = np.float32(self._tensors[data].scales[0]) * np.asarray(
            self._tensors[weight].scales, np.float32
        )
        stored = np.rint(real / unit).astype(np.int32)
        return self._add(constant("bias", stored, scales=unit, zero_points=[0] * len(unit)))

    def _add(self, row: TensorRow) -> int:
        self._tensors.append(row)
        return len(self._tensors) - 1
