"""The ONNX graph as TFLite's converters see it: tensors by index, real values, channels first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from birdeye.convert.onnx_builder import BATCH, OnnxBuilder
from birdeye.convert.tensors import BatchMustBeFixed, Step, Tensor
from birdeye.convert.tflite.network import (
    Quantisation,
    TfliteNetwork,
    TfliteOperator,
    TfliteTensor,
)
from birdeye.convert.tflite.stored_values import (
    activation_bounds,
    real_values,
    stored_step,
    unsigned_quantisation,
)
from birdeye.convert.tflite.windows import NO_PADS, Pads
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported

CHANNELS_FIRST = (0, 3, 1, 2)
"""The position of each axis of (N, C, H, W) in (N, H, W, C)."""


class Canvas:
    """Collects the graph of ``network``; with ``batched`` its first dimension is symbolic.

    ``real`` and ``weight`` give real values, float32, however they are stored: a quantised tensor
    is read through a DequantizeLinear. ``bind`` quantises a result in turn.
    """

    def __init__(self, network: TfliteNetwork, *, batched: bool) -> None:
        self.network = network
        self.builder = OnnxBuilder()
        self._batched = batched
        self._real: dict[int, Tensor] = {}
        self._pads: dict[int, Pads] = {}
        self._flattened: dict[int, tuple[int, int, int]] = {}
        self._users: dict[int, list[TfliteOperator]] = {}
        for operator in network.operators:
            for index in operator.inputs:
                self._users.setdefault(index, []).append(operator)

    # --- what converters read ------------------------------------------------------------------

    def tensor(self, operator: TfliteOperator, slot: int) -> TfliteTensor:
        """An input as the file describes it, in TFLite's order of axes."""
        return self.network.tensors[self._index(operator, slot)]

    def has(self, operator: TfliteOperator, slot: int) -> bool:
        """Whether an optional input is given."""
        return slot < len(operator.inputs) and operator.inputs[slot] >= 0

    def real(self, operator: TfliteOperator, slot: int) -> Tensor:
        """The real values of an input, channels first."""
        index = self._index(operator, slot)
        if index not in self._real:
            if self.network.tensors[index].value is None:
                raise CheckpointInvalid(operator.described, f"its input {slot} is never computed")
            self._real[index] = self._constant(index)
        return self._real[index]

    def weight(
        self,
        operator: TfliteOperator,
        slot: int,
        order: Sequence[int],
        arranged: Callable[[np.ndarray], np.ndarray] = lambda values: values,
    ) -> Tensor:
        """The real values of a constant, its axes in ``order``.

        ``arranged`` may change the order of elements along axes that are not quantised by channel.
        """
        tensor = self.tensor(operator, slot)
        if tensor.value is None:
            raise OperatorUnsupported(
                f"“{self.network.name}”", [f"{operator.described}: its weights are computed"]
            )
        values = np.ascontiguousarray(arranged(tensor.value.transpose(order)))
        return self._dequantised_constant(replace(tensor, value=values), order)

    def bias(self, operator: TfliteOperator, slot: int, data: Tensor, weight: Tensor) -> Tensor:
        """The bias of a layer, in the unit of its sums where those are integers.

        onnxruntime adds it to sums of products of stored integers, so it must have the scale of
        ``data`` times that of ``weight``; TFLite writes it so, and any other is rounded to that.
        """
        tensor = self.tensor(operator, slot)
        if tensor.value is None:
            return self.real(operator, slot)
        ours, theirs = (self._stored_scale(source) for source in (data, weight))
        if not tensor.is_quantised or ours is None or theirs is None:
            return self.builder.constant(real_values(tensor), np.float32)
        unit = ours * theirs
        steps = np.rint(real_values(tensor) / unit.astype(np.float64))
        if abs(steps).max(initial=0) > np.iinfo(np.int32).max:
            raise CheckpointInvalid(operator.described, "its bias does not fit into 32 bits")
        stored = self.builder.constant(steps.astype(np.int32))
        scales = self.builder.constant(unit, np.float32)
        return self.builder.add("DequantizeLinear", [stored, scales], axis=0, fold=False)

    def integers(self, operator: TfliteOperator, slot: int) -> tuple[int, ...]:
        """The values of an input that must be a constant, such as a shape or axes."""
        value = self.tensor(operator, slot).value
        if value is None or value.dtype.kind not in "iu":
            raise OperatorUnsupported(
                f"“{self.network.name}”", [f"{operator.described}: its input {slot} is computed"]
            )
        return tuple(int(number) for number in value.reshape(-1))

    def rearranged(self, real: Tensor, arrange: Callable[[Tensor], Tensor]) -> Tensor:
        """The result of ``arrange`` for real values, or for their stored integers if there are any.

        For operators that move values without changing them.
        """
        reading = self._reading(real)
        if reading is None:
            return arrange(real)
        stored, scale, zero = reading.inputs
        if stored is None or scale is None or scale.shape:
            return arrange(real)
        return self.builder.add("DequantizeLinear", [arrange(stored), scale, zero], fold=False)

    def output(self, operator: TfliteOperator) -> TfliteTensor:
        """The output as the file describes it, in TFLite's order of axes."""
        return self.network.tensors[operator.outputs[0]]

    def sizes(self, shape: Sequence[int]) -> tuple[int | str, ...]:
        """A shape of the file, channels first, with the batch as it is here."""
        turned = [shape[axis] for axis in CHANNELS_FIRST] if len(shape) == 4 else list(shape)
        if not self._batched:
            return tuple(turned)
        if not turned or turned[0] != 1:
            raise BatchMustBeFixed("shape")
        return (BATCH, *turned[1:])

    def sizes_in_file_order(self, shape: Sequence[int]) -> tuple[int | str, ...]:
        """A shape of the file, its axes as in the file, with the batch as it is here."""
        sizes = self.sizes(shape)
        return (sizes[0], *sizes[2:], sizes[1]) if len(shape) == 4 else sizes

    def axis(self, axis: int, rank: int) -> int:
        """An axis of the file's as it is here."""
        if not -rank <= axis < rank:
            raise ValueError(f"there is no axis {axis}")
        axis %= rank
        if self._batched and axis == 0:
            raise BatchMustBeFixed("axis")
        return CHANNELS_FIRST.index(axis) if rank == 4 else axis

    def users(self, operator: TfliteOperator) -> Sequence[TfliteOperator]:
        """The operators that read the output; none where the network yields it."""
        index = operator.outputs[0]
        return () if index in self.network.outputs else self._users.get(index, ())

    def computed(self, index: int) -> Tensor:
        """The real values of a tensor that an operator has computed."""
        if index not in self._real:
            raise CheckpointInvalid(self.network.name, "one of its outputs is never computed")
        return self._real[index]

    def in_file_order(self, operator: TfliteOperator, slot: int) -> Tensor:
        """The real values of an input, its axes as in the file: pictures channels last."""
        data = self.real(operator, slot)
        if data.rank != 4:
            return data
        return self.rearranged(data, lambda stored: self.builder.transpose(stored, (0, 2, 3, 1)))

    def channels_first(self, data: Tensor) -> Tensor:
        """A picture with its axes as in the file, in the layout used here; anything else
        unchanged."""
        if data.rank != 4:
            return data
        return self.rearranged(data, lambda stored: self.builder.transpose(stored, CHANNELS_FIRST))

    def file_axis(self, axis: int, rank: int) -> int:
        """An axis counted from the front, for a tensor in the layout of the file."""
        if not -rank <= axis < rank:
            raise ValueError(f"there is no axis {axis}")
        if self._batched and axis % rank == 0:
            raise BatchMustBeFixed("axis")
        return axis % rank

    def fix_batch(self) -> None:
        """Say that an operator takes the batch apart, so that it must be a number."""
        if self._batched:
            raise BatchMustBeFixed("batch")

    # --- what converters leave for the operators after them --------------------------------------

    def leave_pads(self, operator: TfliteOperator, pads: Pads) -> None:
        """Add these pads to every user of the output, a layer with its own pads."""
        self._pads[operator.outputs[0]] = pads

    def pads_left(self, operator: TfliteOperator) -> Pads:
        """What `leave_pads` left for the first input."""
        return self._pads.get(operator.inputs[0], NO_PADS)

    def leave_rows_channels_first(
        self, operator: TfliteOperator, picture: tuple[int, int, int]
    ) -> None:
        """State that the output's rows are pictures (height, width, channels), channels first."""
        self._flattened[operator.outputs[0]] = picture

    def rows_channels_first(self, operator: TfliteOperator) -> tuple[int, int, int] | None:
        """What `leave_rows_channels_first` stated of the first input."""
        return self._flattened.get(operator.inputs[0])

    # --- what the walk uses ----------------------------------------------------------------------

    def add_input(self, index: int) -> None:
        """Make a tensor an input of the graph: pixels as they are stored, or real values."""
        tensor = self.network.tensors[index]
        dtype = tensor.dtype
        if tensor.is_quantised:
            dtype = np.dtype(np.float32 if tensor.dtype == np.int16 else np.uint8)
        data = self.builder.graph_input(tensor.name, self.sizes(tensor.shape), dtype)
        self._real[index] = data if dtype == np.float32 else self._read(tensor, data)

    def bind(self, operator: TfliteOperator, index: int, result: Tensor) -> None:
        """State ``result`` as an output of ``operator``: activated, and rounded if quantised.

        Steps of 16 bits are finer than what differs anyway, and are left out.
        """
        tensor = self.network.tensors[index]
        low, high = activation_bounds(operator)
        if tensor.quantisation is None or not tensor.is_quantised or tensor.dtype == np.int16:
            if tensor.quantisation is not None and tensor.is_quantised:
                reach = float(tensor.quantisation.scales[0]) * 32767
                low, high = max(low or -reach, -reach), min(high or reach, reach)
            self._real[index] = self._clipped(result, low, high)
            return
        if low is None and self._is_read_of(result, tensor):
            self._real[index] = result
            return
        unsigned = unsigned_quantisation(tensor)
        stored = self.builder.add("QuantizeLinear", [result, *self._scale_and_zero(unsigned)])
        stored = self._clipped_steps(stored, unsigned, low, high)
        self._real[index] = self._read(tensor, stored)

    def add_output(self, index: int) -> None:
        """Make a tensor an output of the graph, as real values."""
        self.builder.graph_output(self.computed(index), self.network.tensors[index].name)

    # --- inside ----------------------------------------------------------------------------------

    def _index(self, operator: TfliteOperator, slot: int) -> int:
        if not self.has(operator, slot):
            raise CheckpointInvalid(operator.described, f"its input {slot} is missing")
        return operator.inputs[slot]

    def _constant(self, index: int) -> Tensor:
        tensor = self.network.tensors[index]
        if len(tensor.shape) != 4:
            return self._dequantised_constant(tensor, range(len(tensor.shape)))
        values = np.ascontiguousarray(tensor.constant.transpose(CHANNELS_FIRST))
        return self._dequantised_constant(replace(tensor, value=values), CHANNELS_FIRST)

    def _dequantised_constant(self, tensor: TfliteTensor, order: Sequence[int]) -> Tensor:
        """A constant whose axes are in ``order`` already, while its quantisation is not."""
        value = tensor.constant
        if not tensor.is_quantised:
            kind = np.float32 if tensor.dtype.kind == "f" else tensor.dtype
            return self.builder.weight(tensor.name, value.astype(kind, copy=False))
        if tensor.dtype not in (np.uint8, np.int8):
            real = real_values(tensor, list(order))
            return self.builder.weight(tensor.name, real.astype(np.float32))
        unsigned = unsigned_quantisation(tensor)
        shift = 128 if tensor.dtype == np.int8 else 0
        values = (value.astype(np.int16) + shift).astype(np.uint8)
        stored = self.builder.weight(tensor.name, values)
        axis = list(order).index(unsigned.axis) if unsigned.is_per_channel else 0
        return self._read(tensor, stored, axis)

    def _read(self, tensor: TfliteTensor, stored: Tensor, axis: int = 0) -> Tensor:
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
            self.builder.constant(scales, np.float32),
            self.builder.constant(zeros, np.uint8),
        ]
        return self.builder.add("DequantizeLinear", inputs, axis=axis, fold=False)

    def _reading(self, real: Tensor) -> Step | None:
        """The step that reads ``real`` from integers; None if there is none."""
        step = self.builder.producer(real)
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
            raise CheckpointInvalid(
                self.network.name, "a computed tensor has a scale for each channel"
            )
        return [
            self.builder.constant(unsigned.scales.reshape(()), np.float32),
            self.builder.constant(unsigned.zero_points.reshape(()), np.uint8),
        ]

    def _clipped(self, result: Tensor, low: float | None, high: float | None) -> Tensor:
        if low is None:
            return result
        if low == 0 and high is None:
            return self.builder.add("Relu", [result])
        bounds = [
            None if bound is None else self.builder.constant(bound, np.float32)
            for bound in (low, high)
        ]
        return self.builder.add("Clip", [result, *bounds])

    def _clipped_steps(
        self, stored: Tensor, unsigned: Quantisation, low: float | None, high: float | None
    ) -> Tensor:
        """The activation on the stored integers, left out if it changes none of them."""
        bounds = stored_step(unsigned, low, 0), stored_step(unsigned, high, 255)
        if bounds == (0, 255):
            return stored
        limits = [self.builder.constant(bound, np.uint8) for bound in bounds]
        return self.builder.add("Clip", [stored, *limits])
