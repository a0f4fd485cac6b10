"""The contents of an MXNet checkpoint: its files, its parts, where its heads read, what looks
wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from birdeye.convert.inspection import Inspection, operator_uses
from birdeye.convert.mxnet.checkpoint import Checkpoint, missing_weights
from birdeye.convert.mxnet.convert import build_checkpoint, data_inputs
from birdeye.convert.mxnet.inference_graph import is_training_graph
from birdeye.convert.mxnet.kind import is_from_gluon, kind_of
from birdeye.convert.mxnet.preprocessing import preprocessing_of
from birdeye.convert.mxnet.registry import CONVERTERS
from birdeye.convert.mxnet.source import MxnetSource
from birdeye.convert.mxnet.stages import Stage, stage_and_unit, stages_of
from birdeye.convert.mxnet.suspicions import suspicions_of
from birdeye.convert.mxnet.symbol_graph import Node, Output, SymbolGraph
from birdeye.convert.source import Shape, SourceOptions
from birdeye.domain.errors import BirdeyeError

_READERS = ("_contrib_MultiBoxPrior", "ROIPooling", "_contrib_ROIAlign")


@dataclass(frozen=True)
class Tap:
    """Where a detector head reads the backbone.

    ``stage`` and ``unit`` are those of the residual unit that the node ends, None for networks
    without such names; ``channels``, ``height`` and ``width`` are None if the network could not be
    converted.
    """

    node: str
    stage: int | None
    unit: int | None
    channels: int | None
    height: int | None
    width: int | None


@dataclass(frozen=True, kw_only=True)
class CheckpointInspection(Inspection):
    """Further findings about a checkpoint: its files, its parts, and where its heads read."""

    symbol_file: str
    params_file: str
    version: str
    attribute_style: str
    generations: tuple[str, ...]
    container: str
    is_training_graph: bool
    stages: tuple[Stage, ...]
    taps: tuple[Tap, ...]
    unused_weights: tuple[str, ...]
    missing_weights: tuple[str, ...]

    @property
    def saved_with(self) -> str:
        """MXNet's version."""
        return self.version


def inspect_checkpoint(
    checkpoint: Checkpoint, options: SourceOptions | None = None
) -> CheckpointInspection:
    """Examine all of a checkpoint; what cannot be converted is reported, not raised."""
    graph, problem = checkpoint.symbol, ""
    source: MxnetSource | None = None
    try:
        graph = checkpoint.inference_graph
        source = build_checkpoint(checkpoint, options or SourceOptions())
    except BirdeyeError as error:
        problem = str(error)
    return inspection_of(checkpoint, graph, source, problem)


def inspection_of(
    checkpoint: Checkpoint, graph: SymbolGraph, source: MxnetSource | None, problem: str = ""
) -> CheckpointInspection:
    """The findings about a checkpoint that was already built; ``problem`` is why it was not."""
    symbol, params = checkpoint.symbol, checkpoint.params
    used = {node.name for node in graph.variables}
    in_order = [params[node.name] for node in symbol.variables if node.name in params]
    stages = stages_of(in_order)
    taps = tuple(_taps(graph, source))
    missing = missing_weights(graph, params.arrays)
    unused = tuple(name for name in params if name not in used)
    written = [node.written_operator or node.operator for node in graph.operators]
    return CheckpointInspection(
        name=checkpoint.name,
        symbol_file=checkpoint.files.symbol.name,
        params_file=checkpoint.files.params.name,
        version=_version(symbol),
        attribute_style=" and ".join(sorted(symbol.attribute_keys)) or "none",
        generations=params.generations,
        container=params.container,
        file_size=params.file_size,
        kind=source.kind if source else kind_of(graph),
        origin="Gluon" if is_from_gluon(graph) else "MXNet symbol",
        is_training_graph=is_training_graph(symbol),
        inputs=_inputs(checkpoint, graph, source),
        outputs=_outputs(graph, source),
        parameters=sum(stage.parameters for stage in stages),
        stages=stages,
        taps=taps,
        operators=operator_uses(graph.operators, CONVERTERS, written),
        unused_weights=unused,
        missing_weights=missing,
        preprocessing=preprocessing_of(checkpoint, graph),
        size_origin=source.size_origin if source else "",
        suspicions=tuple(suspicions_of(checkpoint, graph, taps, unused)),
        problem=problem,
    )


def _version(symbol: SymbolGraph) -> str:
    if symbol.version_stated:
        return ".".join(map(str, symbol.version))
    return "not stated, so 0.8.0 or older"


def _inputs(
    checkpoint: Checkpoint, graph: SymbolGraph, source: MxnetSource | None
) -> dict[str, Shape | None]:
    if source:
        return dict(source.input_shapes)
    return {node.name: node.shape_hint for node in data_inputs(checkpoint, graph)}


def _outputs(graph: SymbolGraph, source: MxnetSource | None) -> dict[str, Shape | None]:
    if source:
        return dict(source.output_shapes)
    return {graph.node(head).name: None for head in graph.heads}


def _taps(graph: SymbolGraph, source: MxnetSource | None) -> Iterator[Tap]:
    """The layers with priors (SSD), or from which regions are proposed."""
    seen: set[Output] = set()
    for node in graph:
        if node.operator in _READERS and node.inputs[0] not in seen:
            seen.add(node.inputs[0])
            yield _tap(graph, node.inputs[0], source)


def _tap(graph: SymbolGraph, place: Output, source: MxnetSource | None) -> Tap:
    shape: Shape = (None, None, None, None)
    if source:
        shape = source.builder.bound(place).shape
    stage, unit = _position(graph, graph.node(place)) or (None, None)
    numbers = [size if isinstance(size, int) else None for size in shape]
    return Tap(graph.node(place).name, stage, unit, *numbers[1:4])


def _position(graph: SymbolGraph, node: Node) -> tuple[int, int] | None:
    """The (stage, unit) that a node ends: its own name's, or the last of its inputs'."""
    own = stage_and_unit(node.name)
    if own:
        return own
    found = [stage_and_unit(graph.node(source).name) for source in node.inputs]
    return max((position for position in found if position), default=None)
