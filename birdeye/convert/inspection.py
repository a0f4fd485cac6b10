"""What is in a checkpoint, found without running it: `birdeye inspect` and the import dialog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from birdeye.convert.checkpoint import Checkpoint, missing_weights
from birdeye.convert.convert import Conversion, build_at_guessed_size, converted_part, data_inputs
from birdeye.convert.inference_graph import is_training_graph
from birdeye.convert.network_kind import (
    NetworkKind,
    Preprocessing,
    guessed_preprocessing,
    is_from_gluon,
    kind_of,
)
from birdeye.convert.registry import REGISTRY
from birdeye.convert.stages import Stage, stage_and_unit, stages_of
from birdeye.convert.suspicions import suspicions_of
from birdeye.convert.symbol_graph import Node, Output, SymbolGraph
from birdeye.domain.errors import BirdeyeError

_READERS = ("_contrib_MultiBoxPrior", "ROIPooling", "_contrib_ROIAlign")


@dataclass(frozen=True)
class OperatorUse:
    """One operator of the network: how often it is used and why it is refused, if it is."""

    name: str
    count: int
    problems: tuple[str, ...]


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


@dataclass(frozen=True)
class Inspection:
    """Everything that `birdeye inspect` says.

    ``problem`` is why the checkpoint cannot be converted, or empty. ``suspicions`` are sentences.
    """

    name: str
    symbol_file: str
    params_file: str
    version: str
    attribute_style: str
    generations: tuple[str, ...]
    container: str
    file_size: int
    kind: NetworkKind
    origin: str
    is_training_graph: bool
    inputs: dict[str, tuple[int, ...] | None]
    outputs: dict[str, tuple | None]
    parameters: int
    stages: tuple[Stage, ...]
    taps: tuple[Tap, ...]
    operators: tuple[OperatorUse, ...]
    unused_weights: tuple[str, ...]
    missing_weights: tuple[str, ...]
    preprocessing: Preprocessing
    suspicions: tuple[str, ...]
    problem: str


def inspect_checkpoint(checkpoint: Checkpoint) -> Inspection:
    """Looks at all of a checkpoint; what cannot be converted is said, not raised."""
    symbol, params = checkpoint.symbol, checkpoint.params
    graph, problem = symbol, ""
    conversion: Conversion | None = None
    try:
        graph = converted_part(checkpoint)
        conversion = build_at_guessed_size(checkpoint)
    except BirdeyeError as error:
        problem = str(error)
    used = {node.name for node in graph.variables}
    in_order = [params[node.name] for node in symbol.variables if node.name in params]
    stages = stages_of(in_order)
    taps = tuple(_taps(graph, conversion))
    missing = missing_weights(graph, params.arrays)
    unused = tuple(name for name in params if name not in used)
    return Inspection(
        name=checkpoint.name,
        symbol_file=checkpoint.files.symbol.name,
        params_file=checkpoint.files.params.name,
        version=_version(symbol),
        attribute_style=" and ".join(sorted(symbol.attribute_keys)) or "none",
        generations=params.generations,
        container=params.container,
        file_size=params.file_size,
        kind=kind_of(graph),
        origin="Gluon" if is_from_gluon(graph) else "MXNet symbol",
        is_training_graph=is_training_graph(symbol),
        inputs=_inputs(checkpoint, graph, conversion),
        outputs=_outputs(graph, conversion),
        parameters=sum(stage.parameters for stage in stages),
        stages=stages,
        taps=taps,
        operators=_operators(graph),
        unused_weights=unused,
        missing_weights=missing,
        preprocessing=guessed_preprocessing(graph),
        suspicions=tuple(suspicions_of(checkpoint, graph, taps, unused)),
        problem=problem,
    )


def _version(symbol: SymbolGraph) -> str:
    if symbol.version_stated:
        return ".".join(map(str, symbol.version))
    return "not stated, so 0.8.0 or older"


def _inputs(
    checkpoint: Checkpoint, graph: SymbolGraph, conversion: Conversion | None
) -> dict[str, tuple[int, ...] | None]:
    if conversion:
        return dict(conversion.input_shapes)
    return {node.name: node.shape_hint for node in data_inputs(checkpoint, graph)}


def _outputs(graph: SymbolGraph, conversion: Conversion | None) -> dict[str, tuple | None]:
    if conversion:
        return dict(conversion.output_shapes)
    return {graph.node(head).name: None for head in graph.heads}


def _operators(graph: SymbolGraph) -> tuple[OperatorUse, ...]:
    counts = Counter(node.written_operator or node.operator for node in graph.operators)
    problems: dict[str, list[str]] = {}
    for node in graph.operators:
        problems.setdefault(node.written_operator or node.operator, []).extend(
            REGISTRY.problems([node])
        )
    return tuple(
        OperatorUse(name, count, tuple(problems[name])) for name, count in counts.most_common()
    )


def _taps(graph: SymbolGraph, conversion: Conversion | None) -> Iterator[Tap]:
    """The layers that priors are laid over (SSD), or that regions are proposed from."""
    seen: set[Output] = set()
    for node in graph:
        if node.operator in _READERS and node.inputs[0] not in seen:
            seen.add(node.inputs[0])
            yield _tap(graph, node.inputs[0], conversion)


def _tap(graph: SymbolGraph, source: Output, conversion: Conversion | None) -> Tap:
    shape: tuple = (None, None, None, None)
    if conversion:
        shape = conversion.builder.bound(source).shape
    stage, unit = _position(graph, graph.node(source)) or (None, None)
    numbers = [size if isinstance(size, int) else None for size in shape]
    return Tap(graph.node(source).name, stage, unit, *numbers[1:4])


def _position(graph: SymbolGraph, node: Node) -> tuple[int, int] | None:
    """The (stage, unit) that a node ends: its own name's, or the last of its inputs'."""
    own = stage_and_unit(node.name)
    if own:
        return own
    found = [stage_and_unit(graph.node(source).name) for source in node.inputs]
    return max((position for position in found if position), default=None)
