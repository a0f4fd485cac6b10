"""What kind of network a checkpoint holds, and what follows from it: preprocessing, input size.

A checkpoint records neither how its photos were prepared nor, mostly, their size. Both follow from
where the network comes from: the conventions of MXNet's examples (`example/image-classification`,
`example/ssd`, `example/rcnn`) and of Gluon's model zoo. What is guessed here is said with its
reason, and every guess can be overridden.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from birdeye.convert.checkpoint import Checkpoint
from birdeye.convert.symbol_graph import Node, SymbolGraph

_NORMS = ("BatchNorm", "BatchNorm_v1")
_TRANSPARENT = ("_copy", "BlockGrad", "Cast", "amp_cast")
_PROPOSALS = ("_contrib_Proposal", "_contrib_MultiProposal")


class NetworkKind(StrEnum):
    """What a network does."""

    CLASSIFIER = "classifier"
    SSD = "SSD detector"
    FASTER_RCNN = "Faster R-CNN detector"
    GLUON_DETECTOR = "GluonCV detector"
    OTHER = "network"


@dataclass(frozen=True)
class Preprocessing:
    """value = (pixel - mean) * scale, for pixels 0 to 255 in the order red, green, blue."""

    mean: tuple[float, float, float]
    scale: tuple[float, float, float]
    reason: str


_UNCHANGED = (1.0, 1.0, 1.0)
_EXAMPLE_MEAN = (123.68, 116.779, 103.939)
_SSD_MEAN = (123.0, 117.0, 104.0)
_GLUON_MEAN = tuple(round(255 * mean, 4) for mean in (0.485, 0.456, 0.406))
_GLUON_SCALE = tuple(1 / (255 * deviation) for deviation in (0.229, 0.224, 0.225))


def kind_of(graph: SymbolGraph) -> NetworkKind:
    """The kind of an inference graph."""
    operators = {node.operator for node in graph}
    if "_contrib_MultiBoxDetection" in operators:
        return NetworkKind.SSD
    if operators.intersection(_PROPOSALS) or any(map(_is_python_proposal, graph)):
        return NetworkKind.FASTER_RCNN
    if "_contrib_box_nms" in operators:
        return NetworkKind.GLUON_DETECTOR
    if len(graph.heads) == 1 and operators.intersection(("FullyConnected", "Convolution")):
        return NetworkKind.CLASSIFIER
    return NetworkKind.OTHER


def is_from_gluon(graph: SymbolGraph) -> bool:
    """Whether a Gluon block was exported: most of its layers are called `..._fwd`.

    Not all, because GluonCV's detectors add layers to a network in the way of the symbols.
    """
    named = [node for node in graph.operators if node.operator in (*_NORMS, "Convolution")]
    return 2 * sum(node.name.endswith("_fwd") for node in named) > len(named)


def yields_logits(graph: SymbolGraph) -> bool:
    """Whether a classifier ends without a softmax, as Gluon's exports do."""
    node = graph.node(graph.heads[0])
    while node.operator in (*_TRANSPARENT, "Reshape", "Flatten") and node.inputs:
        node = graph.node(node.inputs[0])
    return node.operator not in ("SoftmaxOutput", "SoftmaxActivation", "softmax")


def guessed_preprocessing(graph: SymbolGraph) -> Preprocessing:
    """Mean and scale by the conventions of the network's origin."""
    kind = kind_of(graph)
    if is_from_gluon(graph):
        return Preprocessing(
            _GLUON_MEAN, _GLUON_SCALE, "it is a Gluon export, trained with ImageNet's mean and std"
        )
    if kind is NetworkKind.SSD:
        return Preprocessing(_SSD_MEAN, _UNCHANGED, "it is an SSD of MXNet's example/ssd")
    if normalises_input(graph):
        return Preprocessing(
            (0.0, 0.0, 0.0), _UNCHANGED, "it begins with a batch normalisation of the input"
        )
    return Preprocessing(
        _EXAMPLE_MEAN, _UNCHANGED, "it is the mean of MXNet's examples; the file does not tell"
    )


def normalises_input(graph: SymbolGraph) -> bool:
    """Whether the first thing done to the photo is a batch normalisation (`bn_data`)."""
    return any(node.operator in _NORMS and _source(graph, node).name == "data" for node in graph)


def candidate_sizes(graph: SymbolGraph) -> tuple[tuple[int, int], ...]:
    """(height, width) of the photo that the network may expect, the likeliest first.

    Taken from the shape that the file states for its input, from the steps of an SSD's priors, or
    from what is usual for the kind; a dense layer that does not fit tells the wrong ones.
    """
    stated = [node.shape_hint for node in graph.variables if node.name == "data"]
    if stated and stated[0] and len(stated[0]) == 4 and min(stated[0][2:]) > 0:
        return (stated[0][2:],)
    kind = kind_of(graph)
    if kind is NetworkKind.FASTER_RCNN:
        return ((600, 800),)
    if kind is NetworkKind.SSD:
        return _ssd_sizes(graph)
    if kind is NetworkKind.GLUON_DETECTOR:
        yolo = any("yolov3" in node.name for node in graph)
        return ((416, 416),) if yolo else ((512, 512), (300, 300), (600, 800))
    sides = [224, 299, 227, 256, 192, 160, 128, 112, 96, 64, 32, 28]
    if any("mixed_10" in node.name or "inception3" in node.name for node in graph):
        sides = [299, *sides]
    return tuple((side, side) for side in dict.fromkeys(sides))


def input_channels(checkpoint: Checkpoint, graph: SymbolGraph) -> int:
    """Channels of the photo, from the first convolution or normalisation that reads it."""
    for node in graph.operators:
        if len(node.inputs) < 2 or _source(graph, node).name != "data":
            continue
        weight = graph.node(node.inputs[1])
        if checkpoint.is_weight(weight):
            shape = checkpoint.params[weight.name].shape
            if node.operator in _NORMS and len(shape) == 1:
                return shape[0]
            if node.operator.startswith("Convolution") and len(shape) == 4:
                return shape[1] * node.attributes.integer("num_group", 1)
    return 3


def _ssd_sizes(graph: SymbolGraph) -> tuple[tuple[int, int], ...]:
    priors = [node for node in graph if node.operator == "_contrib_MultiBoxPrior"]
    for node in priors:
        steps = node.attributes.numbers("steps", (-1.0, -1.0))
        if min(steps) > 0:
            # The first map lies 8 pixels apart in all SSDs whose priors state their steps.
            return ((round(8 / steps[0]), round(8 / steps[-1])),)
    return ((512, 512), (300, 300)) if len(priors) != 6 or not _is_vgg(graph) else ((300, 300),)


def _is_vgg(graph: SymbolGraph) -> bool:
    return any(node.name == "relu4_3" for node in graph)


def _is_python_proposal(node: Node) -> bool:
    return node.operator == "Custom" and node.attributes.get("op_type") == "proposal"


def _source(graph: SymbolGraph, node: Node) -> Node:
    """What a node's first input comes from, past operators that change nothing."""
    source = graph.node(node.inputs[0]) if node.inputs else node
    while source.operator in _TRANSPARENT and source.inputs:
        source = graph.node(source.inputs[0])
    return source
