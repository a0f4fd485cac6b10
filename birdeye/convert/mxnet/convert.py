"""The walk over a checkpoint's network that turns it into an ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import prod
from types import MappingProxyType

import numpy as np

from birdeye.convert.built_source import MISFITS
from birdeye.convert.mxnet import operators
from birdeye.convert.mxnet.checkpoint import Checkpoint, missing_weights
from birdeye.convert.mxnet.detection_rows import on_fixed_canvas
from birdeye.convert.mxnet.input_size import (
    candidate_sizes,
    first_dense_layer,
    fitting_side,
    input_channels,
    stated_size,
)
from birdeye.convert.mxnet.registry import CONVERTERS
from birdeye.convert.mxnet.source import IMAGE_SIZE_INPUT, MxnetSource
from birdeye.convert.mxnet.symbol_builder import SymbolBuilder
from birdeye.convert.mxnet.symbol_graph import Node, Output, SymbolGraph
from birdeye.convert.onnx_builder import BATCH
from birdeye.convert.source import SourceOptions
from birdeye.convert.tensors import BatchMustBeFixed, Tensor
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported

assert operators  # imported for its registrations


def build(
    checkpoint: Checkpoint,
    input_shapes: Mapping[str, tuple[int, ...]],
    *,
    for_pack: bool = False,
    size_origin: str = "as asked for",
) -> MxnetSource:
    """The inference form of ``checkpoint`` as an ONNX graph, for inputs of these shapes.

    ``input_shapes`` gives all dimensions, the batch first. The batch becomes symbolic if the
    network allows it and the given batch is 1. With ``for_pack`` a detector takes only the photo
    and returns rows relative to it, as packs require; see `on_fixed_canvas`.

    Raises `OperatorUnsupported`, before any work, with everything that is not supported;
    `CheckpointInvalid` for weights that are missing or do not fit.
    """
    graph = checkpoint.inference_graph
    photos = [shape for shape in input_shapes.values() if len(shape) == 4]
    if for_pack and len(photos) == 1:
        graph = on_fixed_canvas(graph, *photos[0][2:])
    check_convertible(checkpoint, graph)
    inputs = data_inputs(checkpoint, graph)
    shapes = {node.name: _shape_of(node, input_shapes) for node in inputs}
    if all(shape[0] == 1 for shape in shapes.values()):
        try:
            builder = _Walk(checkpoint, graph).run(shapes, BATCH)
            return MxnetSource(checkpoint, graph, builder, shapes, True, size_origin)
        except BatchMustBeFixed:
            pass
    builder = _Walk(checkpoint, graph).run(shapes, None)
    return MxnetSource(checkpoint, graph, builder, shapes, False, size_origin)


def input_shapes_at(
    checkpoint: Checkpoint,
    height: int,
    width: int,
    given: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
) -> dict[str, tuple[int, ...]]:
    """Shapes of all inputs, for one photo of this size; ``given`` states those of some of them."""
    graph = checkpoint.inference_graph
    photo = (1, input_channels(checkpoint, graph), height, width)
    shapes = {}
    for node in data_inputs(checkpoint, graph):
        hint = node.shape_hint
        if node.name in given:
            shapes[node.name] = tuple(given[node.name])
        elif node.name == IMAGE_SIZE_INPUT:
            shapes[node.name] = (1, 3)
        elif node.name != "data" and hint and min(hint) > 0:
            shapes[node.name] = hint
        else:
            shapes[node.name] = photo
    return shapes | {name: tuple(shape) for name, shape in given.items()}


def build_checkpoint(checkpoint: Checkpoint, options: SourceOptions) -> MxnetSource:
    """`build` at the requested size, else at the one that fits the network's layers."""
    given = options.input_shapes
    graph = checkpoint.inference_graph
    check_convertible(checkpoint, graph)
    _refuse_unknown(data_inputs(checkpoint, graph), given)
    photos = [shape[2:] for shape in given.values() if len(shape) == 4]
    asked = options.input_size or (tuple(photos[0]) if photos else None)
    if asked is not None:
        shapes = input_shapes_at(checkpoint, asked[0], asked[1], given)
        return build(checkpoint, shapes, for_pack=options.for_pack)

    def built(size: tuple[int, int], origin: str) -> MxnetSource:
        shapes = input_shapes_at(checkpoint, *size, given)
        return build(checkpoint, shapes, for_pack=options.for_pack, size_origin=origin)

    first, *others = candidate_sizes(graph)
    stated = stated_size(graph) is not None
    try:
        return built(first, "stated in the file" if stated else "a guess: usual for its kind")
    except CheckpointInvalid as error:
        first_error = error
    side = None if stated else _side_of_dense_layer(checkpoint, given)
    if side is not None:
        return built((side, side), "found from the columns of the dense layer")
    for size in others:
        try:
            return built(size, "a guess: the first usual size that fits")
        except CheckpointInvalid:
            continue
    raise first_error


def _side_of_dense_layer(
    checkpoint: Checkpoint, given: Mapping[str, tuple[int, ...]]
) -> int | None:
    """The side of a square photo that fits the first dense layer; see `fitting_side`."""
    graph = checkpoint.inference_graph
    layer = first_dense_layer(graph)
    if layer is None or len(layer.inputs) < 2:
        return None
    weight = graph.node(layer.inputs[1])
    if weight.name not in checkpoint.params or len(checkpoint.params[weight.name].shape) != 2:
        return None
    trunk = graph.with_heads(layer.inputs[:1])

    @cache
    def count_at(side: int) -> int | None:
        shapes = input_shapes_at(checkpoint, side, side, given)
        try:
            builder = _Walk(checkpoint, trunk).run(shapes, None)
            return prod(builder.graph_outputs[0].static_shape[1:])
        except (CheckpointInvalid, OperatorUnsupported):
            return None

    return fitting_side(checkpoint.params[weight.name].shape[1], count_at)


def data_inputs(checkpoint: Checkpoint, graph: SymbolGraph) -> tuple[Node, ...]:
    """The variables that are fed at run time: those without values in the parameter file."""
    return tuple(node for node in graph.variables if not checkpoint.is_weight(node))


def check_convertible(checkpoint: Checkpoint, graph: SymbolGraph) -> None:
    """Raise what `build` raises before any work: unsupported operators, missing weights."""
    problems = CONVERTERS.problems(graph.operators)
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


def _refuse_unknown(inputs: tuple[Node, ...], given: Mapping[str, tuple[int, ...]]) -> None:
    """Raise `CheckpointInvalid` for the shape of an input that does not exist."""
    unknown = sorted(set(given) - {node.name for node in inputs})
    if unknown:
        there = ", ".join(f"“{node.name}”" for node in inputs) or "none"
        raise CheckpointInvalid(
            f"The input “{unknown[0]}”", f"the network has none of that name; it has {there}"
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

    def __init__(self, checkpoint: Checkpoint, graph: SymbolGraph) -> None:
        self._checkpoint = checkpoint
        self._graph = graph

    def run(self, shapes: Mapping[str, tuple[int, ...]], batch: str | None) -> SymbolBuilder:
        builder = SymbolBuilder()
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
        builder: SymbolBuilder,
        node: Node,
        shapes: Mapping[str, tuple[int, ...]],
        batch: str | None,
    ) -> None:
        if node.name in shapes:
            shape = shapes[node.name]
            symbolic: tuple[int | str, ...] = (batch, *shape[1:]) if batch else shape
            builder.bind(Output(node.id), builder.graph_input(node.name, symbolic))
            return
        values = self._checkpoint.weight(node)
        if values.dtype == np.float64:
            values = values.astype(np.float32)
        builder.bind(Output(node.id), builder.weight(node.name, values))

    def _convert(self, builder: SymbolBuilder, node: Node) -> None:
        with builder.scope(node.name):
            try:
                result = CONVERTERS[node.operator](node, self._graph, builder)
            except MISFITS as error:
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
