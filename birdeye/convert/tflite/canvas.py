"""The ONNX graph as TFLite's converters see it: tensors by index, real values, channels first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from birdeye.convert.onnx_builder import BATCH, OnnxBuilder
from birdeye.convert.tensors import BatchMustBeFixed, Tensor
from birdeye.convert.tflite.network import TfliteNetwork, TfliteOperator, TfliteTensor
from birdeye.convert.tflite.quantiser import Quantiser
from birdeye.convert.tflite.stored_values import activation_bounds
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
        self._quantiser = Quantiser(self.builder, network.name)
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
        return self._quantiser.constant(replace(tensor, value=values), order)

    def bias(self, operator: TfliteOperator, slot: int, data: Tensor, weight: Tensor) -> Tensor:
        """The bias of a layer, in the unit of its sums where those are integers."""
        tensor = self.tensor(operator, slot)
        if tensor.value is None:
            return self.real(operator, slot)
        return self._quantiser.bias(operator, tensor, data, weight)

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
        return self._quantiser.rearranged(real, arrange)

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
        self._real[index] = data if dtype == np.float32 else self._quantiser.read(tensor, data)

    def bind(self, operator: TfliteOperator, index: int, result: Tensor) -> None:
        """State ``result`` as an output of ``operator``: activated, and rounded if quantised."""
        bounds = activation_bounds(operator)
        self._real[index] = self._quantiser.rounded(self.network.tensors[index], result, *bounds)

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
            return self._quantiser.constant(tensor, range(len(tensor.shape)))
        values = np.ascontiguousarray(tensor.constant.transpose(CHANNELS_FIRST))
        return self._quantiser.constant(replace(tensor, value=values), CHANNELS_FIRST)
