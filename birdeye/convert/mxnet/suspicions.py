"""What looks wrong in a checkpoint, in sentences for the user.

Each rule is one function; none of them stops a conversion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from birdeye.convert.mxnet.checkpoint import Checkpoint
from birdeye.convert.mxnet.inference_graph import is_training_graph
from birdeye.convert.mxnet.operator_names import AUXILIARY_SLOTS
from birdeye.convert.mxnet.registry import CONVERTERS
from birdeye.convert.mxnet.stages import stage_and_unit
from birdeye.convert.mxnet.symbol_graph import Output, SymbolGraph

if TYPE_CHECKING:
    from birdeye.convert.mxnet.inspection import Tap

_NORMS = ("BatchNorm", "BatchNorm_v1")
_RESNET50_UNITS = 6
"""Units in stage 3 of a ResNet-50; one of 101 layers has 23."""


def suspicions_of(
    checkpoint: Checkpoint, graph: SymbolGraph, taps: Sequence[Tap], unused: Sequence[str]
) -> Iterator[str]:
    """All sentences about a checkpoint, the most serious first. ``graph`` is its inference
    graph."""
    yield from _not_finite(checkpoint, graph)
    yield from _taps_of_2017(graph, taps)
    yield from _taps_alike(taps)
    yield from _bad_variances(checkpoint, graph)
    yield from _untrained_statistics(checkpoint, graph)
    yield from _ignored_gammas(checkpoint, graph)
    yield from _test_weights(checkpoint)
    yield from _unused_weights(checkpoint, unused)
    yield from _training_graph(checkpoint)


def _not_finite(checkpoint: Checkpoint, graph: SymbolGraph) -> Iterator[str]:
    """For arrays that a known operator reads as numbers: others may contain anything."""
    broken = [
        node.name
        for node in graph.variables
        if node.name in checkpoint.params
        and any(user.operator in CONVERTERS for user, _ in graph.consumers(Output(node.id)))
        and not np.isfinite(checkpoint.params[node.name].array()).all()
    ]
    if broken:
        yield (
            f"{_count(broken, 'array holds', 'arrays hold')} numbers that are not finite "
            f"({_some(broken)}): the training diverged, and the network's answers are worthless."
        )


def _taps_of_2017(graph: SymbolGraph, taps: Sequence[Tap]) -> Iterator[str]:
    """The ResNet-101 SSD that was built with ResNet-50's taps (apache/mxnet #8998)."""
    in_stage_3 = [tap for tap in taps if tap.stage == 3]
    units = [position for node in graph if (position := stage_and_unit(node.name))]
    if len(in_stage_3) < 2 or any(stage > 3 for stage, _ in units):
        return
    first, last = in_stage_3[0], in_stage_3[-1]
    if (last.unit or 0) <= _RESNET50_UNITS:
        return
    yield (
        f"The first two heads tap “{first.node}” (stage 3, unit {first.unit}) and “{last.node}” "
        f"(stage 3, unit {last.unit}): both are in stage 3, and nothing of stage 4 is in the "
        "network. This is the ResNet-101 SSD of 2017, which was built with the taps of ResNet-50, "
        "_plus12 and _plus15; since December 2017 (MXNet #8998) they are _plus29 and _plus32. "
        "The file is smaller than that of a ResNet-50 for this reason, and large birds are "
        "found with shallower features than intended. It works as it was trained; only training "
        "it again changes that."
    )


def _taps_alike(taps: Sequence[Tap]) -> Iterator[str]:
    for one, other in pairwise(taps):
        if one.height and (one.height, one.width) == (other.height, other.width):
            yield (
                f"The heads at “{one.node}” and “{other.node}” read maps of the same size "
                f"({one.width} x {one.height}), where each head should see another scale."
            )


def _bad_variances(checkpoint: Checkpoint, graph: SymbolGraph) -> Iterator[str]:
    negative = [
        name for name, values in _statistics(checkpoint, graph, 1) if values.min(initial=0.0) < 0
    ]
    if negative:
        yield (
            f"{_count(negative, 'running variance is', 'running variances are')} negative "
            f"({_some(negative)}): the file is damaged or was edited."
        )


def _untrained_statistics(checkpoint: Checkpoint, graph: SymbolGraph) -> Iterator[str]:
    means = [not values.any() for _, values in _statistics(checkpoint, graph, 0)]
    variances = [bool((values == 1).all()) for _, values in _statistics(checkpoint, graph, 1)]
    if means and all(means) and all(variances):
        yield (
            "All running means are 0 and all running variances 1: the batch normalisations were "
            "never trained, or their statistics were not saved."
        )


def _ignored_gammas(checkpoint: Checkpoint, graph: SymbolGraph) -> Iterator[str]:
    ignored = []
    for node in graph:
        if node.operator not in _NORMS or not node.attributes.boolean("fix_gamma", True):
            continue
        gamma = graph.node(node.inputs[1])
        if checkpoint.is_weight(gamma) and np.any(checkpoint.weight(gamma) != 1):
            ignored.append(gamma.name)
    if ignored:
        yield (
            f"{_count(ignored, 'normalisation fixes', 'normalisations fix')} gamma at 1 "
            f"although the file has other values ({_some(ignored)}): MXNet ignores those, and "
            "so does the "
            "conversion."
        )


def _test_weights(checkpoint: Checkpoint) -> Iterator[str]:
    if "bbox_pred_weight_test" in checkpoint.params:
        yield (
            "It is a Faster R-CNN of MXNet 1.2 or older, which stores its box layer twice; the "
            "conversion uses “bbox_pred_weight_test”, which includes the deviations."
        )


def _unused_weights(checkpoint: Checkpoint, unused: Sequence[str]) -> Iterator[str]:
    others = [name for name in unused if not name.endswith("_test")]
    if not others:
        return
    size = sum(checkpoint.params[name].byte_count for name in others)
    yield (
        f"{_count(others, 'array', 'arrays')} of {size / 1e6:.2f} MB "
        f"{'is' if len(others) == 1 else 'are'} not used by the network ({_some(others)})."
    )


def _training_graph(checkpoint: Checkpoint) -> Iterator[str]:
    if is_training_graph(checkpoint.symbol):
        yield (
            "The symbol is that of training, with losses and targets; the conversion cuts them "
            "and keeps what finds objects."
        )


def _statistics(
    checkpoint: Checkpoint, graph: SymbolGraph, which: int
) -> Iterator[tuple[str, np.ndarray]]:
    """(name, values) of the running means (0) or variances (1)."""
    for node in graph:
        slots = AUXILIARY_SLOTS.get(node.operator)
        if slots and len(node.inputs) > slots[which]:
            variable = graph.node(node.inputs[slots[which]])
            if checkpoint.is_weight(variable):
                yield variable.name, checkpoint.weight(variable)


def _count(names: Sequence[str], one: str, several: str) -> str:
    return f"{len(names)} {one if len(names) == 1 else several}"


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - 3} more" if len(listed) > 3 else ""
    return ", ".join(listed[:3]) + more
