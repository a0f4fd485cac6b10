"""Parts of a network by the names of its weights, and how large each is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from birdeye.convert.mxnet.stored_array import StoredArray

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"_(?:loc|cls)_pred_conv_"), "detector heads"),
    (re.compile(r"^(?:cls_score|bbox_pred|cls_pred|loc_pred)_"), "detector heads"),
    (re.compile(r"convpredictor\d*_|yolooutput"), "detector heads"),
    (re.compile(r"^rpn_|_rpn\d*_"), "region proposals"),
    (re.compile(r"^multi_feat_(\d+)_"), "extra layer {}"),
    (re.compile(r"(?:^|_)stage(\d+)_"), "stage {}"),
    (re.compile(r"^(?:ch_concat_)?mixed_(\d+)_"), "mixed {}"),
    (re.compile(r"^mixed_"), "mixed 0"),
    (re.compile(r"^(?:bn_|conv_)?(\d[a-e])_"), "block {}"),
    (re.compile(r"^fire(\d+)"), "fire {}"),
    (re.compile(r"^conv(\d+)_"), "conv {}"),
    (re.compile(r"^(?:fc|dense|fullyconnected)_?(\d*)_"), "dense {}"),
)
_STAGE_AND_UNIT = re.compile(r"(?:^|_)stage(\d+)_(?:unit(\d+))?")


@dataclass(frozen=True)
class Stage:
    """One part: how many arrays and numbers it has, their bytes in the file, and its share."""

    name: str
    arrays: int
    parameters: int
    byte_count: int
    share: float


def stages_of(arrays: Iterable[StoredArray]) -> tuple[Stage, ...]:
    """The parts in the order in which they first occur in the network."""
    found: dict[str, list[StoredArray]] = {}
    for stored in arrays:
        found.setdefault(stage_name(stored.name), []).append(stored)
    total = sum(stored.byte_count for group in found.values() for stored in group) or 1
    return tuple(
        Stage(
            name,
            len(group),
            sum(prod(stored.shape) for stored in group),
            sum(stored.byte_count for stored in group),
            sum(stored.byte_count for stored in group) / total,
        )
        for name, group in found.items()
    )


def stage_name(weight: str) -> str:
    """The part to which a weight belongs, such as "stage 3" or "detector heads"."""
    for pattern, name in _PATTERNS:
        if match := pattern.search(weight):
            return name.format(*match.groups()).strip()
    return re.split(r"[_\d]", weight, maxsplit=1)[0] or weight


def stage_and_unit(node_name: str) -> tuple[int, int] | None:
    """(3, 6) of "stage3_unit6_conv3"; the unit is 0 if none is named."""
    match = _STAGE_AND_UNIT.search(node_name)
    return (int(match[1]), int(match[2] or 0)) if match else None
