"""The size of the photo that a checkpoint expects, which its file usually does not say.

It follows from the shape that the file states for its input, from the steps of an SSD's priors,
from the columns of the first dense layer, or from what is usual for the kind.
"""

from __future__ import annotations

from collections.abc import Callable

from birdeye.convert.mxnet.checkpoint import Checkpoint
from birdeye.convert.mxnet.kind import kind_of
from birdeye.convert.mxnet.operator_traits import BATCH_NORMS, CONVOLUTIONS, origin
from birdeye.convert.mxnet.symbol_graph import Node, SymbolGraph
from birdeye.convert.network_kind import NetworkKind

_USUAL = (224, 299, 227, 256, 192, 160, 128, 112, 96, 64, 48, 32, 28, 24)
_LEAST, _MOST = 4, 1200


def candidate_sizes(graph: SymbolGraph) -> tuple[tuple[int, int], ...]:
    """(height, width) of the photo that the network may expect, the likeliest first.

    A dense layer that does not fit shows which are wrong.
    """
    stated = stated_size(graph)
    if stated:
        return (stated,)
    kind = kind_of(graph)
    if kind is NetworkKind.FASTER_RCNN:
        return ((600, 800),)
    if kind is NetworkKind.SSD:
        return _ssd_sizes(graph)
    if kind is NetworkKind.GLUON_DETECTOR:
        yolo = any("yolov3" in node.name for node in graph)
        return ((416, 416),) if yolo else ((512, 512), (300, 300), (600, 800))
    sides = list(_USUAL)
    if any("mixed_10" in node.name or "inception3" in node.name for node in graph):
        sides = [299, *sides]
    return tuple((side, side) for side in dict.fromkeys(sides))


def stated_size(graph: SymbolGraph) -> tuple[int, int] | None:
    """(height, width) of the shape that the file states for its input."""
    hint = next((node.shape_hint for node in graph.variables if node.name == "data"), None)
    if hint and len(hint) == 4 and min(hint[2:]) > 0:
        return hint[2], hint[3]
    return None


def first_dense_layer(graph: SymbolGraph) -> Node | None:
    """The first fully connected layer that takes the full picture, whose columns determine its
    size."""
    for node in graph.operators:
        if node.operator == "FullyConnected" and node.attributes.boolean("flatten", True):
            return node
    return None


def fitting_side(columns: int, count_at: Callable[[int], int | None]) -> int | None:
    """The side of a square photo that gives a dense layer its ``columns``; None if none does.

    ``count_at`` is how many numbers reach the layer at a side, None if the photo is too small for
    the network. It never decreases as the side grows, which the search relies on. Because of
    strides several sides fit: the most usual one of them is used, else the roundest.
    """
    least = _first_side(lambda count: count >= columns, count_at)
    if least is None or count_at(least) != columns:
        return None
    beyond = _first_side(lambda count: count > columns, count_at)
    if beyond is None and count_at(_MOST) == columns:  # any size does
        return next((side for side in _USUAL if side >= least), least)
    sides = range(least, beyond or _MOST + 1)
    usual = [side for side in _USUAL if side in sides]
    return usual[0] if usual else max(sides, key=_roundness)


def _first_side(holds: Callable[[int], bool], count_at: Callable[[int], int | None]) -> int | None:
    low, high = _LEAST, _MOST
    count = count_at(high)
    if count is None or not holds(count):
        return None
    while low < high:
        middle = (low + high) // 2
        count = count_at(middle)
        if count is not None and holds(count):
            high = middle
        else:
            low = middle + 1
    return low


def _roundness(side: int) -> tuple[int, int]:
    """The largest of a few round numbers that divides ``side``; of equals the smaller side."""
    return next((step for step in (64, 32, 50, 16, 10, 8, 4, 2) if side % step == 0), 1), -side


def input_channels(checkpoint: Checkpoint, graph: SymbolGraph) -> int:
    """Channels of the photo, from the first convolution or normalisation that reads it."""
    for node in graph.operators:
        if len(node.inputs) < 2 or graph.node(origin(graph, node.inputs[0])).name != "data":
            continue
        weight = graph.node(node.inputs[1])
        if checkpoint.is_weight(weight):
            shape = checkpoint.params[weight.name].shape
            if node.operator in BATCH_NORMS and len(shape) == 1:
                return shape[0]
            if node.operator in CONVOLUTIONS and len(shape) == 4:
                return shape[1] * node.attributes.integer("num_group", 1)
    return 3


def _ssd_sizes(graph: SymbolGraph) -> tuple[tuple[int, int], ...]:
    priors = [node for node in graph if node.operator == "_contrib_MultiBoxPrior"]
    for node in priors:
        steps = node.attributes.numbers("steps", (-1.0, -1.0))
        if min(steps) > 0:
            # The first map has a step of 8 pixels in all SSDs whose priors state their steps.
            return ((round(8 / steps[0]), round(8 / steps[-1])),)
    return ((512, 512), (300, 300)) if len(priors) != 6 or not _is_vgg(graph) else ((300, 300),)


def _is_vgg(graph: SymbolGraph) -> bool:
    return any(node.name == "relu4_3" for node in graph)
