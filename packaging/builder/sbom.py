"""Writes and reads the bill of materials: CycloneDX 1.6 as JSON.

https://cyclonedx.org/docs/1.6/json/ . Sizes are in properties named ``birdeye:...``, as the
specification requires for extensions. The same parts give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from builder.parts import Part


def document(parts: Iterable[Part], version: str, epoch_s: int) -> dict[str, Any]:
    """The bill of materials of Birdeye ``version``, built at ``epoch_s`` (Unix time)."""
    parts = list(parts)
    components = [_component(part) for part in parts if part.name != "Birdeye"]
    content = json.dumps(components, sort_keys=True).encode()
    serial = uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=5)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch_s, UTC).isoformat(),
            "component": {
                **next(_component(part) for part in parts if part.name == "Birdeye"),
                "type": "application",
                "version": version,
            },
        },
        "components": components,
        "dependencies": [
            {"ref": "birdeye", "dependsOn": sorted(each["bom-ref"] for each in components)}
        ],
    }


def text_file(name: str) -> str:
    """The file with the licence of the part ``name``, in the bundle's folder of licences."""
    return f"{_slug(name)}.txt"


def _component(part: Part) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "machine-learning-model" if part.name.startswith("Models: ") else "library",
        "bom-ref": _slug(part.name),
        "name": part.name,
        "licenses": _licences(part.licence),
        "properties": [{"name": "birdeye:bytes", "value": str(part.size)}],
    }
    if part.version:
        component["version"] = part.version
    if part.purl:
        component["purl"] = part.purl
    if part.carrier:
        component["properties"].append({"name": "birdeye:carrier", "value": part.carrier})
    return component


def _licences(licence: str) -> list[dict[str, Any]]:
    """SPDX expressions are distinguished from names by their form: no spaces except around
    operators."""
    if re.fullmatch(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*", licence):
        return [{"expression": licence}]
    return [{"license": {"name": licence}}]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.partition(" (")[0].casefold()).strip("-")
