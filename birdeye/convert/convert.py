"""The walk over a checkpoint's network that turns it into an ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.convert import operators
from birdeye.convert.checkpoint import Checkpoint, missing_weights
from birdeye.convert.detection_rows import on_fixed_canvas, with_detection_rows
from birdeye.convert.inference_graph import for_inference
from birdeye.convert.network_kind import candidate_sizes, input_channels
from birdeye.convert.onnx_builder import BATCH, BatchMustBeFixed, OnnxBuilder, Tensor
from birdeye.convert.onnx_file import write_onnx
from birdeye.convert.registry import REGISTRY, Registry
from birdeye.convert.symbol_graph import Node, Output, SymbolGraph
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported

assert operators  # imported for its registrations

_MISFITS = (ValueError, IndexError, KeyError, TypeError, ArithmeticError)
"""What Python raises where a hostile file gives an operator too few inputs, or the wrong ranks."""


@dataclass(frozen=True)
class Conversion:
    """A network that was built and can be written.

    ``graph`` is the part of the symbol that was converted; ``input_shapes`` the shapes at which it
    was, with the batch of 1 even where ``batch_is_dynamic``.
    """

    checkpoint: Checkpoint
    graph: SymbolGraph
    builder: OnnxBuilder
    input_shapes: Mapping[str, tuple[int, ...]]
    batch_is_dynamic: bool

    @property
    def output_shapes(self) -> dict[str, tuple]:
        """Shape of each output by name, as `Tensor.shape`."""
        return {tensor.name: tensor.shape for tensor in self.builder.graph_outputs}

    def write(self, destination: Path, metadata: Mapping[str, str] | None = None) -> None:
        """Writes and checks the ONNX file; see `write_onnx`."""
        write_onnx(destination, self.builder, name=self.checkpoint.name, metadata=metadata or {})


def build(
    checkpoint: Checkpoint,
    input_shapes: Mapping[str, tuple[int, ...]],
    *,
    registry: Registry = REGISTRY,
    for_pack: bool = False,
) -> Conversion:
    """The inference form of ``checkpoint`` as an ONNX graph, for inputs of these shapes.

    ``input_shapes`` gives all dimensions, the batch first. The batch becomes symbolic where the
    network allows it and the given batch is 1. With ``for_pack`` a detector takes nothing but the
    photo and yields rows relative to it, as packs want it; see `on_fixed_canvas`.

    Raises `OperatorUnsupported`, before any work, with everything that is not supported;
    `CheckpointInvalid` for weights that are missing or do not fit.
    """
    graph = converted_part(checkpoint)
    photos = [shape for shape in input_shapes.values() if len(shape) == 4]
    if for_pack and len(photos) == 1:
        graph = on_fixed_canvas(graph, *photos[0][2:])
    check_convertible(checkpoint, graph, registry)
    shapes = {node.name: _shape_of(node, input_shapes) for node in data_inputs(checkpoint, graph)}
    if all(shape[0] == 1 for shape in shapes.values()):
        try:
            builder = _Walk(checkpoint, graph, registry).run(shapes, BATCH)
            return Conversion(checkpoint, graph, builder, shapes, True)
        except BatchMustBeFixed:
            pass
    builder = _Walk(checkpoint, graph, registry).run(shapes, None)
    return Conversion(checkpoint, graph, builder, shapes, False)


def input_shapes_at(checkpoint: Checkpoint, height: int, width: int) -> dict[str, tuple[int, ...]]:
    """Shapes of all inputs, for one photo of this size."""
    graph = converted_part(checkpoint)
    channels = input_channels(checkpoint, graph)
    return {
        node.name: (1, 3) if node.name == "im_info" else (1, channels, height, width)
        for node in data_inputs(checkpoint, graph)
    }


def converted_part(checkpoint: Checkpoint) -> SymbolGraph:
    """What of the checkpoint's network is converted, with what its host code did appended."""
    graph = for_inference(checkpoint.symbol)
    return with_detection_rows(graph, checkpoint.symbol, checkpoint.params.arrays)


def build_at_guessed_size(
    checkpoint: Checkpoint, registry: Registry = REGISTRY, *, for_pack: bool = False
) -> Conversion:
    """`build` at the first of the likely sizes that fits the network's layers."""
    graph = converted_part(checkpoint)
    check_convertible(checkpoint, graph, registry)
    first_error: CheckpointInvalid | None = None
    for size in candidate_sizes(graph):
        try:
            shapes = input_shapes_at(checkpoint, *size)
            return build(checkpoint, shapes, registry=registry, for_pack=for_pack)
        except CheckpointInvalid as error:
            first_error = first_error or error
    assert first_error is not None
    raise first_error


def data_inputs(checkpoint: Checkpoint, graph: SymbolGraph) -> tuple[Node, ...]:
    """The variables that are fed at run time: those without values in the parameter file."""
    return tuple(node for node in graph.variables if not checkpoint.is_weight(node))


def check_convertible(
    checkpoint: Checkpoint, graph: SymbolGraph, registry: Registry = REGISTRY
) -> None:
    """Raises what `build` raises before any work: unsupported operators, missing weights."""
    problems = registry.problems(graph)
    if problems:
        raise OperatorUnsupported(f"“{checkpoint.name}”", problems)
    missing = missing_weights(graph, checkpoint.params.arrays)
    if missing:
        shown = ", ".join(missing[:8]) + (f" and {len(missing) - 8} more" if missing[8:] else "")
        raise CheckpointInvalid(
            checkpoint.files.params.name,
            f"it lacks {len(missing)} of the arrays that “{checkpoint.files.symbol.name}” needs: "
            f"{shown}",
            "Check that the two files come from the same training.",
        )


def _shape_of(node: Node, shapes: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    shape = shapes.get(node.name)
    if shape is None:
        known = f" (given are {', '.join(shapes)})" if shapes else ""
        raise CheckpointInvalid(
            f"The input “{node.name}”", f"its shape is not known{known}", "State its shape."
        )
    if not shape or any(size < 1 for size in shape):
        raise CheckpointInvalid(f"The input “{node.name}”", f"{shape} is not a shape")
    return tuple(shape)


class _Walk:
    """One pass over the nodes with one choice of batch."""

    def __init__(self, checkpoint: Checkpoint, graph: SymbolGraph, registry: Registry) -> None:
        self._checkpoint = checkpoint
        self._graph = graph
        self._registry = registry

    def run(self, shapes: Mapping[str, tuple[int, ...]], batch: str | None) -> OnnxBuilder:
        builder = OnnxBuilder()
        for node in self._graph:
            if node.is_variable:
                self._bind_variable(builder, node, shapes, batch)
            else:
                self._convert(builder, node)
        for head in self._graph.heads:
            tensor = builder.bound(head)
            builder.graph_output(tensor, _output_name(self._graph, head))
        builder.drop_unused_steps()
        return builder

    def _bind_variable(
        self,
        builder: OnnxBuilder,
        node: Node,
        shapes: Mapping[str, tuple[int, ...]],
        batch: str | None,
    ) -> None:
        if node.name in shapes:
            shape = shapes[node.name]
            symbolic = (batch, *shape[1:]) if batch else shape
            builder.bind(Output(node.id), builder.graph_input(node.name, symbolic))
            return
        values = self._checkpoint.weight(node)
        if values.dtype == np.float64:
            values = values.astype(np.float32)
        builder.bind(Output(node.id), builder.weight(node.name, values))

    def _convert(self, builder: OnnxBuilder, node: Node) -> None:
        with builder.scope(node.name):
            try:
                result = self._registry[node.operator].convert(node, self._graph, builder)
            except _MISFITS as error:
                raise CheckpointInvalid(
                    node.described,
                    f"its inputs and attributes do not fit together ({error})",
                ) from error
        results: tuple[Tensor, ...] = result if isinstance(result, tuple) else (result,)
        for index, tensor in enumerate(results):
            builder.bind(Output(node.id, index), tensor)


def _output_name(graph: SymbolGraph, head: Output) -> str:
    """MXNet's name of an output, without the `_output` that it adds to the only one."""
    node = graph.node(head)
    return node.name if head.index == 0 else f"{node.name}_{head.index}"
