"""Real values that a TFLite file stores as integers: read from those in the graph, or rounded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from birdeye.convert.onnx_builder import OnnxBuilder
from birdeye.convert.tensors import Step, Tensor
from birdeye.convert.tflite.network import Quantisation, TfliteOperator, TfliteTensor
from birdeye.convert.tflite.stored_values import real_values, stored_step, unsigned_quantisation
from birdeye.domain.errors import CheckpointInvalid


class Quantiser:
    """Adds to the graph of the network ``name`` the steps between integers and real values.

    Integers are unsigned in the graph. A DequantizeLinear reads them, and a QuantizeLinear makes
    them.
    """

    def __init__(self, builder: OnnxBuilder, name: str) -> None:
        self._builder = builder
        self._name = name

    def constant(self, tensor: TfliteTensor, order: Sequence[int]) -> Tensor:
        """A constant whose axes are in ``order`` already, while its quantisation is not."""
        value = tensor.constant
        if not tensor.is_quantised:
            kind = np.float32 if tensor.dtype.kind == "f" else tensor.dtype
            return self._builder.weight(tensor.name, value.astype(kind, copy=False))
        if tensor.dtype not in (np.uint8, np.int8):
            real = real_values(tensor, list(order))
            return self._builder.weight(tensor.name, real.astype(np.float32))
        unsigned = unsigned_quantisation(tensor)
        shift = 128 if tensor.dtype == np.int8 else 0
        values = (value.astype(np.int16) + shift).astype(np.uint8)
        stored = self._builder.weight(tensor.name, values)
        axis = list(order).index(unsigned.axis) if unsigned.is_per_channel else 0
        return self.read(tensor, stored, axis)

    def bias(
        self, operator: TfliteOperator, tensor: TfliteTensor, data: Tensor, weight: Tensor
    ) -> Tensor:
        """The constant bias of ``operator``, in the unit of its sums where those are integers.

        onnxruntime adds it to sums of products of stored integers, so it must have the scale of
        ``data`` times that of ``weight``; TFLite writes it so, and any other is rounded to that.
        """
        ours, theirs = (self._stored_scale(source) for source in (data, weight))
        if not tensor.is_quantised or ours is None or theirs is None:
            return self._builder.constant(real_values(tensor), np.float32)
        unit = ours * theirs
        steps = np.rint(real_values(tensor) / unit.astype(np.float64))
        if abs(steps).max(initial=0) > np.iinfo(np.int32).max:
            raise CheckpointInvalid(operator.described, "its bias does not fit into 32 bits")
        stored = self._builder.constant(steps.astype(np.int32))
        scales = self._builder.constant(unit, np.float32)
        return self._builder.add("DequantizeLinear", [stored, scales], axis=0, fold=False)

    def read(self, tensor: TfliteTensor, stored: Tensor, axis: int = 0) -> Tensor:
        """The real values of ``stored``, which has those of ``tensor`` as unsigned integers."""
        if not tensor.is_quantised:
            return stored
        unsigned = unsigned_quantisation(tensor)
        if unsigned.is_per_channel and not stored.is_constant:
            raise CheckpointInvalid(tensor.name, "it has a scale for each channel, like weights")
        scales = unsigned.scales if unsigned.is_per_channel else unsigned.scales.reshape(())
        zeros = unsigned.zero_points.reshape(scales.shape)
        inputs = [
            stored,
            self._builder.constant(scales, np.float32),
            self._builder.constant(zeros, np.uint8),
        ]
        return self._builder.add("DequantizeLinear", inputs, axis=axis, fold=False)

    def rearranged(self, real: Tensor, arrange: Callable[[Tensor], Tensor]) -> Tensor:
        """See `Canvas.rearranged`."""
        reading = self._reading(real)
        if reading is None:
            return arrange(real)
        stored, scale, zero = reading.inputs
        if stored is None or scale is None or scale.shape:
            return arrange(real)
        return self._builder.add("DequantizeLinear", [arrange(stored), scale, zero], fold=False)

    def rounded(
        self, tensor: TfliteTensor, result: Tensor, low: float | None, high: float | None
    ) -> Tensor:
        """``result`` within these bounds, and as ``tensor`` can store it if it is quantised.

        Steps of 16 bits are finer than what differs anyway, and are left out.
        """
        if tensor.quantisation is None or not tensor.is_quantised or tensor.dtype == np.int16:
            if tensor.quantisation is not None and tensor.is_quantised:
                reach = float(tensor.quantisation.scales[0]) * 32767
                low = -reach if low is None else max(low, -reach)
                high = reach if high is None else min(high, reach)
            return self._clipped(result, low, high)
        if low is None and self._is_read_of(result, tensor):
            return result
        unsigned = unsigned_quantisation(tensor)
        stored = self._builder.add("QuantizeLinear", [result, *self._scale_and_zero(unsigned)])
        stored = self._clipped_steps(stored, unsigned, low, high)
        return self.read(tensor, stored)

    def _reading(self, real: Tensor) -> Step | None:
        """The step that reads ``real`` from integers; None if there is none."""
        step = self._builder.producer(real)
        return step if step is not None and step.op_type == "DequantizeLinear" else None

    def _is_read_of(self, result: Tensor, tensor: TfliteTensor) -> bool:
        """Whether a result is an input passed on, with the quantisation that it should get."""
        reading = self._reading(result)
        if reading is None:
            return False
        wanted = unsigned_quantisation(tensor)
        _, scale, zero = reading.inputs
        if scale is None or zero is None:
            return False
        return np.array_equal(scale.known.reshape(-1), wanted.scales) and np.array_equal(
            zero.known.reshape(-1), wanted.zero_points
        )

    def _stored_scale(self, real: Tensor) -> np.ndarray | None:
        """The scale of the integers that ``real`` is read from; None if it is not."""
        reading = self._reading(real)
        scale = reading.inputs[1] if reading is not None else None
        return scale.known if scale is not None else None

    def _scale_and_zero(self, unsigned: Quantisation) -> list[Tensor]:
        if unsigned.is_per_channel:
            raise CheckpointInvalid(self._name, "a computed tensor has a scale for each channel")
        return [
            self._builder.constant(unsigned.scales.reshape(()), np.float32),
            self._builder.constant(unsigned.zero_points.reshape(()), np.uint8),
        ]

    def _clipped(self, result: Tensor, low: float | None, high: float | None) -> Tensor:
        if low is None:
            return result
        if low == 0 and high is None:
            return self._builder.add("Relu", [result])
        bounds = [
            None if bound is None else self._builder.constant(bound, np.float32)
            for bound in (low, high)
        ]
        return self._builder.add("Clip", [result, *bounds])

    def _clipped_steps(
        self, stored: Tensor, unsigned: Quantisation, low: float | None, high: float | None
    ) -> Tensor:
        """The activation on the stored integers, left out if it changes none of them."""
        bounds = stored_step(unsigned, low, 0), stored_step(unsigned, high, 255)
        if bounds == (0, 255):
            return stored
        limits = [self._builder.constant(bound, np.uint8) for bound in bounds]
        return self._builder.add("Clip", [stored, *limits])
