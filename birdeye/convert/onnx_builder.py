"""The ONNX graph under construction, with the shape of every tensor known as soon as it exists.

Shapes. MXNet operators such as Reshape, slice_like, MultiBoxPrior or ceil-mode pooling need the
sizes of their inputs when they are converted. So conversion happens at given input shapes, and
`OnnxBuilder.add` asks ONNX's own shape inference for one node at a time
(`onnx.shape_inference.infer_node_outputs`): a converter reads `tensor.shape` and never states one.
A dimension is an int, the name of a symbolic dimension (the batch, `BATCH`, where the network
allows one), or None if it is only known when the network runs (how many boxes survive). A converter
that needs a number calls `static_shape`, or `fixed_batch` where it works on one image at a time;
both raise `BatchMustBeFixed` for a symbolic batch, and the conversion starts over with a batch of
1.

Constants. Weights and other constants are tensors with a `value`; a node whose inputs are all
constants is evaluated at once (`onnx.reference`) and becomes a constant itself. They are stored as
initializers, never as graph inputs, and only if a node still uses them.

Names. Every node and tensor gets a unique, non-empty name that begins with that of its node in the
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import onnx
from onnx import helper

from birdeye.convert.single_node import evaluated_outputs, inferred_outputs
from birdeye.convert.tensors import BatchMustBeFixed, Dimension, Step, Tensor
from birdeye.convert.unused_steps import without_identities, without_unused

BATCH = "N"
"""Name of the symbolic batch dimension."""


class OnnxBuilder:
    """Collects steps, constants, inputs and outputs; `graph` makes the GraphProto."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.graph_inputs: list[Tensor] = []
        self.graph_outputs: list[Tensor] = []
        self._producers: dict[Tensor, Step] = {}
        self._names: set[str] = set()
        self._constants: dict[tuple[object, ...], Tensor] = {}
        self._scope = "graph"

    # --- what converters use -------------------------------------------------------------------

    def add(
        self,
        op_type: str,
        inputs: Sequence[Tensor | None],
        *,
        outputs: int = 1,
        name: str = "",
        fold: bool = True,
        **attributes: Any,
    ) -> Any:
        """Emits a node (or folds it, if all inputs are constants) and returns its output.

        With ``outputs`` other than 1, a tuple. ``name`` is added to the current node's name; an
        attribute that is None is left out. ``fold`` False keeps constants as they are stored, such
        as weights of 8 bits in front of a DequantizeLinear.
        """
        return self.emit(op_type, inputs, attributes, outputs=outputs, name=name, fold=fold)

    def emit(
        self,
        op_type: str,
        inputs: Sequence[Tensor | None],
        attributes: Mapping[str, Any],
        *,
        outputs: int = 1,
        name: str = "",
        fold: bool = True,
    ) -> Any:
        """`add`, with the attributes as a mapping."""
        given = {key: value for key, value in attributes.items() if value is not None}
        label = self.unique_name(f"{self._scope}/{name or op_type}")
        names = [label] if outputs == 1 else [f"{label}:{index}" for index in range(outputs)]
        proto = helper.make_node(
            op_type,
            ["" if tensor is None else tensor.name for tensor in inputs],
            names,
            name=label,
            **given,
        )
        yielded = inferred_outputs(proto, inputs, subject=f"“{self._scope}”")
        results = (
            evaluated_outputs(proto, inputs, yielded, subject=f"“{self._scope}”") if fold else []
        )
        results = results or self._emitted(proto, inputs, yielded, given)
        return results[0] if outputs == 1 else tuple(results)

    def constant(self, value: Any, dtype: Any = None, *, name: str = "") -> Tensor:
        """A constant tensor; small equal ones are shared."""
        array = np.asarray(value, dtype=dtype)
        if array.dtype == np.float64 and dtype is None:
            array = array.astype(np.float32)
        key = (array.dtype.str, array.shape, array.tobytes()) if array.size <= 64 else None
        if key is not None and not name and key in self._constants:
            return self._constants[key]
        label = self.unique_name(f"{self._scope}/{name}" if name else "constant")
        tensor = Tensor(label, array.shape, array.dtype, array)
        if key is not None and not name:
            self._constants[key] = tensor
        return tensor

    def integers(self, values: Iterable[int]) -> Tensor:
        """A one-dimensional int64 constant, as shapes and axes are written."""
        return self.constant(np.asarray(tuple(values), dtype=np.int64))

    def reduce(
        self, op_type: str, data: Tensor, axes: Sequence[int], *, keepdims: bool = True
    ) -> Tensor:
        """A reduction over ``axes``."""
        return self.add(op_type, [data, self.integers(axes)], keepdims=int(keepdims))

    def resize(self, data: Tensor, target: Sequence[int], **attributes: str) -> Tensor:
        """Pictures (N, C, H, W) made exactly ``target`` (height, width) large.

        By sizes, not by scales, whose product with a side is not exact; of the two axes alone, so
        that the batch stays as it is.
        """
        result = self.emit(
            "Resize",
            [data, None, None, self.integers(target)],
            {"axes": [2, 3], **attributes},
        )
        # ONNX's inference forgets the name of the batch here, which stays what it was.
        result.shape = (*data.shape[:2], *result.shape[2:])
        return result

    def reshape(self, data: Tensor, shape: Sequence[Dimension]) -> Tensor:
        """Reshape to known sizes, where at most one may be -1.

        A symbolic size is copied from the same place of the input, or inferred where it stands
        elsewhere.
        """
        sizes: list[int] = []
        for index, size in enumerate(shape):
            if isinstance(size, int):
                sizes.append(size)
            elif index < data.rank and data.shape[index] == size and size is not None:
                sizes.append(0)
            else:
                sizes.append(-1)
        if sizes.count(-1) > 1 or 0 in shape:
            raise BatchMustBeFixed(data.name)
        if tuple(shape) == data.shape:
            return data
        return self.add("Reshape", [data, self.integers(sizes)])

    def transpose(self, data: Tensor, order: Sequence[int]) -> Tensor:
        """Axes in a new order; nothing is emitted if it is the old one."""
        if tuple(order) == tuple(range(data.rank)):
            return data
        return self.add("Transpose", [data], perm=list(order))

    def slice(
        self,
        data: Tensor,
        starts: Sequence[int],
        ends: Sequence[int],
        axes: Sequence[int],
        steps: Sequence[int] | None = None,
    ) -> Tensor:
        """A slice with constant bounds."""
        bounds = [self.integers(starts), self.integers(ends), self.integers(axes)]
        if steps is not None:
            bounds.append(self.integers(steps))
        return self.add("Slice", [data, *bounds])

    def cast(self, data: Tensor, dtype: Any) -> Tensor:
        """The same values in another type; nothing is emitted if it is the same."""
        dtype = np.dtype(dtype)
        if data.dtype == dtype:
            return data
        return self.add("Cast", [data], to=helper.np_dtype_to_tensor_dtype(dtype))

    def fixed_batch(self, tensor: Tensor) -> int:
        """The batch size as a number. Raises `BatchMustBeFixed` if it is symbolic."""
        if tensor.batch_is_symbolic:
            raise BatchMustBeFixed(tensor.name)
        return tensor.size(0)

    def producer(self, tensor: Tensor) -> Step | None:
        """The step that computes ``tensor``; None for inputs and constants."""
        return self._producers.get(tensor)

    # --- what the walk uses --------------------------------------------------------------------

    @contextmanager
    def scope(self, name: str) -> Iterator[None]:
        """Names made inside begin with ``name``."""
        outer, self._scope = self._scope, _clean(name) or "node"
        try:
            yield
        finally:
            self._scope = outer

    def graph_input(self, name: str, shape: Sequence[Dimension], dtype: Any = np.float32) -> Tensor:
        """A new input of the graph."""
        tensor = Tensor(self.unique_name(_clean(name) or "input"), tuple(shape), np.dtype(dtype))
        self.graph_inputs.append(tensor)
        return tensor

    def weight(self, name: str, value: np.ndarray) -> Tensor:
        """A constant under its name in the file."""
        label = self.unique_name(_clean(name) or "weight")
        return Tensor(label, value.shape, value.dtype, value)

    def graph_output(self, tensor: Tensor, name: str) -> Tensor:
        """Makes ``tensor`` an output called ``name`` (or like it, if that is taken)."""
        with self.scope(name):
            proto = helper.make_node("Identity", [tensor.name], [f"{self._scope}/result"])
            yielded = inferred_outputs(proto, [tensor], subject=f"“{name}”")
            result = self._emitted(proto, [tensor], yielded, {})[0]
        result.name = self.unique_name(_clean(name) or "output")
        self.graph_outputs.append(result)
        return result

    def unique_name(self, wanted: str) -> str:
        """``wanted``, or the same with a number if it is taken."""
        name, number = wanted, 1
        while name in self._names:
            number += 1
            name = f"{wanted}_{number}"
        self._names.add(name)
        return name

    def constants_in_use(self) -> tuple[Tensor, ...]:
        """The initializers: every constant that a step reads, once, in order of use."""
        used = {
            tensor: None
            for step in self.steps
            for tensor in step.inputs
            if tensor is not None and tensor.is_constant
        }
        return tuple(used)

    def drop_unused_steps(self) -> None:
        """Remove steps whose results are unused, and identities between steps."""
        self.steps = without_identities(self.steps, self.graph_outputs)
        self.steps = without_unused(self.steps, self.graph_outputs)

    def nodes(self) -> list[onnx.NodeProto]:
        """The steps as ONNX nodes, in topological order."""
        return [
            helper.make_node(
                step.op_type,
                ["" if tensor is None else tensor.name for tensor in step.inputs],
                [tensor.name for tensor in step.outputs],
                name=step.name,
                **step.attributes,
            )
            for step in self.steps
        ]

    # --- inside --------------------------------------------------------------------------------

    def _emitted(
        self,
        proto: onnx.NodeProto,
        inputs: Sequence[Tensor | None],
        outputs: list[Tensor],
        attributes: dict[str, Any],
    ) -> list[Tensor]:
        step = Step(proto.op_type, proto.name, list(inputs), outputs, attributes)
        self.steps.append(step)
        self._producers.update(dict.fromkeys(outputs, step))
        return outputs


def _clean(name: str) -> str:
    """A name without characters that tools choke on; at most 200 of them."""
    return re.sub(r"[^\w./:+-]", "_", name.strip())[:200]
