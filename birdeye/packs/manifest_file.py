"""Writes `manifest.toml`, for whoever makes packs: the converter and the training recipe."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import tomli_w

from birdeye.packs.manifest import MANIFEST_NAME, Manifest, parse_manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``manifest.toml`` into ``folder``.

    The text is read back first, so that nothing is written that `read_manifest` would refuse;
    raises `birdeye.domain.errors.PackInvalid` then.
    """
    table = {"format": manifest.format} | _table(manifest)
    content = tomli_w.dumps(table, multiline_strings=True).encode("utf-8")
    parse_manifest(content, manifest.id)
    temporary = folder / (MANIFEST_NAME + ".part")
    temporary.write_bytes(content)
    temporary.replace(folder / MANIFEST_NAME)


def _table(values: Any) -> dict[str, Any]:
    """A dataclass as a table of TOML, without the fields that are empty or None."""
    table: dict[str, Any] = {}
    nested: dict[str, Any] = {}
    for entry in fields(values):
        value = getattr(values, entry.name)
        if value is None or value in ("", ()):
            continue
        if is_dataclass(value):
            nested[entry.name] = _table(value)
        elif isinstance(value, Enum):
            table[entry.name] = value.value
        else:
            table[entry.name] = list(value) if isinstance(value, tuple) else value
    return table | nested
