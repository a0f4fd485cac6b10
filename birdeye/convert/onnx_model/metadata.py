"""What an ONNX model's own properties say: Ultralytics', Birder's, and plain JSON ones."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from typing import Any

import onnx

from birdeye.convert.network_kind import NO_MEAN, Preprocessing
from birdeye.convert.onnx_model.side_files import SideFacts, facts_in
from birdeye.packs.manifest import ResizeRule

_ORIGIN = "the model's metadata"
_MOST_CHARACTERS = 4 << 20


def facts_of(model: onnx.ModelProto) -> tuple[SideFacts, Mapping[str, str]]:
    """What is said, and the plain properties by key."""
    properties = {entry.key: entry.value for entry in model.metadata_props}
    document = {key: _value(text) for key, text in properties.items()}
    if isinstance(document.get("imgsz"), list):
        document["size"] = document["imgsz"]
    facts = facts_in(document, _ORIGIN)
    if "stride" in properties and "task" in properties:  # Ultralytics' exporter writes both
        facts = SideFacts(
            facts.names,
            Preprocessing(
                NO_MEAN,
                (1 / 255, 1 / 255, 1 / 255),
                "it is an export of Ultralytics, whose networks take pixels from 0 to 1",
                is_known=True,
            ),
            facts.size,
            facts.size_origin,
            ResizeRule.CENTRED_LETTERBOX if document.get("task") == "detect" else ResizeRule.CROP,
            "ultralytics",
        )
    return facts, properties


def _value(text: str) -> Any:
    """The text as JSON, or as the Python literal that some exporters write; else itself."""
    if len(text) > _MOST_CHARACTERS:
        return ""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    if text[:1] not in ("{", "[", "("):
        return text
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return text
    return list(value) if isinstance(value, tuple) else value
