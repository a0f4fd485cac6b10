"""Reads the files next to a published model: timm's and Hugging Face's configurations, Birder's.

Everything is read as far as it makes sense, along with its origin; what is broken counts as not
being there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from birdeye.convert.network_kind import Preprocessing, Triple
from birdeye.convert.source import StatedNames
from birdeye.packs.manifest import ResizeRule

_MOST_BYTES = 16 << 20
_MOST_NAMES = 100_000


@dataclass(frozen=True)
class SideFacts:
    """What is said, each with its place; None for what is not."""

    names: StatedNames | None = None
    preprocessing: Preprocessing | None = None
    size: tuple[int, int] | None = None
    size_origin: str = ""
    resize: ResizeRule | None = None
    model_type: str = ""

    def filled_by(self, other: SideFacts) -> SideFacts:
        """These facts, and those of ``other`` where these say nothing."""
        return SideFacts(
            self.names or other.names,
            self.preprocessing or other.preprocessing,
            self.size or other.size,
            self.size_origin or other.size_origin,
            self.resize or other.resize,
            self.model_type or other.model_type,
        )


def facts_beside(path: Path) -> SideFacts:
    """What the files beside the model at ``path`` say, the one named like it first."""
    found = SideFacts()
    names = (
        f"{path.name}_metadata.json", f"{path.stem}_metadata.json", f"{path.stem}.json",
        "config.json",
        "preprocessor_config.json",
    )  # fmt: skip
    for folder in (path.parent, path.parent.parent if path.parent.name == "onnx" else None):
        for name in names if folder is not None else ():
            document = _json(folder / name) if folder is not None else None
            if isinstance(document, dict):
                found = found.filled_by(facts_in(document, f"“{name}”"))
    return found


def facts_in(document: Mapping[str, Any], origin: str) -> SideFacts:
    """What one JSON object says, be it timm's, Hugging Face's or Birder's."""
    inner = document.get("pretrained_cfg")
    timm = inner if isinstance(inner, dict) else document
    statistics = document.get("rgb_stats")
    birder = statistics if isinstance(statistics, dict) else {}
    mean = _triple(timm.get("mean", document.get("image_mean", birder.get("mean"))))
    std = _triple(timm.get("std", document.get("image_std", birder.get("std"))))
    if document.get("do_normalize") is False:
        mean, std = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    factor = document.get("rescale_factor", 1 / 255)
    if document.get("do_rescale") is False:
        factor = 1.0
    size, resize = _size(timm, document)
    kind = document.get("model_type")
    return SideFacts(
        names=_names(document, timm, origin),
        preprocessing=_preprocessing(mean, std, factor, f"stated in {origin}"),
        size=size,
        size_origin=f"stated in {origin}" if size else "",
        resize=resize,
        model_type=kind if isinstance(kind, str) else "",
    )


def preprocessing_of(mean: Triple, std: Triple, reason: str) -> Preprocessing:
    """Mean and deviation of pixels from 0 to 1, as PyTorch states them."""
    scale = (1 / (255 * std[0]), 1 / (255 * std[1]), 1 / (255 * std[2]))
    return Preprocessing((255 * mean[0], 255 * mean[1], 255 * mean[2]), scale, reason, True)


def _preprocessing(
    mean: Triple | None, std: Triple | None, factor: Any, reason: str
) -> Preprocessing | None:
    if mean is None or std is None or min(std) <= 0 or not _is_number(factor) or factor <= 0:
        return None
    scale = (factor / std[0], factor / std[1], factor / std[2])
    whole = (mean[0] / factor, mean[1] / factor, mean[2] / factor)
    return Preprocessing(whole, scale, reason, True)


def _size(
    timm: Mapping[str, Any], document: Mapping[str, Any]
) -> tuple[tuple[int, int] | None, ResizeRule | None]:
    """((height, width), how a photo is brought to it)."""
    for value in (document.get("crop_size"), document.get("size"), timm.get("input_size")):
        size = _pair(value)
        if size is not None:
            cropped = document.get("do_center_crop", "crop_pct" in timm)
            return size, ResizeRule.CROP if cropped else ResizeRule.STRETCH
    return None, None


def _pair(value: Any) -> tuple[int, int] | None:
    if isinstance(value, dict):
        edge = value.get("shortest_edge")
        value = [value.get("height", edge), value.get("width", edge)]
    if _is_number(value):
        value = [value, value]
    if isinstance(value, list) and len(value) in (2, 3):
        height, width = value[-2:]
        if all(type(side) is int and 4 <= side <= 4096 for side in (height, width)):
            return height, width
    return None


def _names(document: Mapping[str, Any], timm: Mapping[str, Any], origin: str) -> StatedNames | None:
    by_name = document.get("class_to_idx", document.get("label2id"))
    if isinstance(by_name, dict) and by_name:
        turned = {number: name for name, number in by_name.items()}
        return _in_order(turned, origin)
    for value in (document.get("id2label"), document.get("names"), document.get("label_names"),
                  timm.get("label_names")):  # fmt: skip
        if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
            return StatedNames(tuple(value[:_MOST_NAMES]), origin)
        if isinstance(value, dict) and value:
            return _in_order(value, origin)
    return None


def _in_order(by_number: Mapping[Any, Any], origin: str) -> StatedNames | None:
    """Names by their numbers, which must be 0, 1, ... without a gap; else none."""
    try:
        numbered = {int(number): name for number, name in by_number.items()}
    except (TypeError, ValueError, OverflowError):
        return None
    count = len(numbered)
    if not 0 < count <= _MOST_NAMES or set(numbered) != set(range(count)):
        return None
    names = [numbered[number] for number in range(count)]
    return StatedNames(tuple(names), origin) if all(isinstance(n, str) for n in names) else None


def _triple(value: Any) -> Triple | None:
    if _is_number(value):
        value = [value] * 3
    if not isinstance(value, list) or len(value) != 3 or not all(map(_is_number, value)):
        return None
    return float(value[0]), float(value[1]), float(value[2])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _json(path: Path) -> Any:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
