"""How the photos of a checkpoint are prepared: what the network says, and else what is usual.

A checkpoint records neither mean nor scale. But many networks normalise the photo themselves, by
scalars or by constant arrays, and that is followed here from the input on. Where nothing is found,
the conventions of the examples are a guess (`example/image-classification`, `example/ssd`,
`example/rcnn`, Gluon's model zoo), which is said with its reason and can be overridden.
"""

from __future__ import annotations

import numpy as np

from birdeye.convert.linear_change import NO_CHANGE, LinearChange, shown_numbers
from birdeye.convert.mxnet.checkpoint import Checkpoint
from birdeye.convert.mxnet.kind import is_from_gluon, kind_of
from birdeye.convert.mxnet.operator_traits import BATCH_NORMS, KEEP_VALUES, origin
from birdeye.convert.mxnet.symbol_graph import Node, Output, SymbolGraph
from birdeye.convert.network_kind import (
    IMAGENET_MEAN,
    IMAGENET_SCALE,
    NO_MEAN,
    NO_SCALE,
    NetworkKind,
    Preprocessing,
)

_EXAMPLE_MEAN = (123.68, 116.779, 103.939)
_SSD_MEAN = (123.0, 117.0, 104.0)
_MOVES = KEEP_VALUES | {"transpose", "SwapAxis"}
_RAW_MEAN = 16.0
"""Running means of pixels from 0 to 255 are beyond this; those of normalised ones are not."""


def preprocessing_of(checkpoint: Checkpoint, graph: SymbolGraph) -> Preprocessing:
    """What the network says about its photos; else what is usual for its kind."""
    change, last = followed(checkpoint, graph)
    if (found := change.preprocessing()) is not None:
        return found
    statistics = _input_statistics(checkpoint, graph, last)
    if statistics is not None and np.abs(statistics).max(initial=0) > _RAW_MEAN:
        told = (
            "it begins with a batch normalisation, whose means "
            f"{shown_numbers(statistics)} are those of pixels from 0 to 255"
        )
        return Preprocessing(NO_MEAN, NO_SCALE, told, is_known=True)
    return guessed_preprocessing(graph)


def guessed_preprocessing(graph: SymbolGraph) -> Preprocessing:
    """Mean and scale by the conventions of the network's likely origin."""
    kind = kind_of(graph)
    if kind in (NetworkKind.SSD, NetworkKind.FASTER_RCNN) and not is_from_gluon(graph):
        example = "example/ssd" if kind is NetworkKind.SSD else "example/rcnn"
        if kind is NetworkKind.FASTER_RCNN and normalises_input(graph):
            return _by_batch_norm()
        mean = _SSD_MEAN if kind is NetworkKind.SSD else _EXAMPLE_MEAN
        return Preprocessing(
            mean, NO_SCALE, f"a guess: it is built as MXNet's {example} builds its detectors"
        )
    if is_from_gluon(graph):
        return Preprocessing(
            IMAGENET_MEAN,
            IMAGENET_SCALE,
            "a guess: its layers are named as Gluon names them, and Gluon's model zoo uses "
            "ImageNet's mean and deviation; the file does not say",
        )
    if normalises_input(graph):
        return _by_batch_norm()
    return Preprocessing(
        _EXAMPLE_MEAN,
        NO_SCALE,
        "a guess: it is the mean of MXNet's examples; the file does not say",
    )


def normalises_input(graph: SymbolGraph) -> bool:
    """Whether the first thing done to the photo is a batch normalisation (`bn_data`)."""
    return any(
        node.operator in BATCH_NORMS
        and node.inputs
        and graph.node(origin(graph, node.inputs[0])).name == "data"
        for node in graph
    )


def followed(checkpoint: Checkpoint, graph: SymbolGraph) -> tuple[LinearChange, Output | None]:
    """What constant arithmetic does to the photo before any layer sees it, and where it ends.

    None if there is no input called "data", the only one that is known to be a photo.
    """
    change = NO_CHANGE
    place = next((Output(node.id) for node in graph.variables if node.name == "data"), None)
    while place is not None:
        users = graph.consumers(place)
        if len(users) != 1:
            return change, place
        node, slot = users[0]
        if node.operator in _MOVES and slot == 0:
            place = Output(node.id)
            continue
        changed = _changed(checkpoint, graph, node, slot, change)
        if changed is None:
            return change, place
        change, place = changed, Output(node.id)
    return change, None


def _changed(
    checkpoint: Checkpoint, graph: SymbolGraph, node: Node, slot: int, change: LinearChange
) -> LinearChange | None:
    """``change`` followed by ``node``; None if that is not arithmetic with a constant."""
    name = node.operator
    if name.endswith("_scalar"):
        operation = name.removeprefix("_").removesuffix("_scalar")
        constant = np.array([node.attributes.number("scalar", 0.0)])
    elif len(node.inputs) == 2 and name.startswith(("elemwise_", "broadcast_")):
        operation = name.partition("_")[2]
        if slot == 1 and operation in ("sub", "minus", "div"):
            operation = f"r{operation}"
        found = _constant(checkpoint, graph.node(origin(graph, node.inputs[1 - slot])))
        if found is None:
            return None
        constant = found
    else:
        return None
    return change.followed_by(operation, constant)


def _constant(checkpoint: Checkpoint, node: Node) -> np.ndarray | None:
    """One number, or three of one a channel; None for what is neither."""
    if not node.is_variable or not checkpoint.is_weight(node):
        return None
    values = checkpoint.weight(node).astype(np.float64).reshape(-1)
    return values if values.size in (1, 3) else None


def _input_statistics(
    checkpoint: Checkpoint, graph: SymbolGraph, place: Output | None
) -> np.ndarray | None:
    """The running means of the batch normalisation that reads ``place``, if one does."""
    for node, slot in graph.consumers(place) if place is not None else ():
        if node.operator in BATCH_NORMS and slot == 0 and len(node.inputs) == 5:
            means = graph.node(node.inputs[3])
            if checkpoint.is_weight(means):
                return checkpoint.weight(means).astype(np.float64).reshape(-1)
    return None


def _by_batch_norm() -> Preprocessing:
    return Preprocessing(
        NO_MEAN, NO_SCALE, "a guess: it begins with a batch normalisation of the input"
    )
