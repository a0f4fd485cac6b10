"""Writes a .params file as MXNet 0.12 and later do (generation V2), with numpy alone."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

_FLAGS = {"float32": 0, "float64": 1, "float16": 2, "uint8": 3, "int32": 4, "int8": 5, "int64": 6}


def write_params(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Writes ``arrays``, whose names begin with ``arg:`` or ``aux:``."""
    parts = [struct.pack("<QQQ", 0x112, 0, len(arrays))]
    for array in arrays.values():
        parts.append(struct.pack("<Iii", 0xF993FAC9, 0, array.ndim))
        parts.append(struct.pack(f"<{array.ndim}q", *array.shape))
        parts.append(struct.pack("<iii", 1, 0, _FLAGS[array.dtype.name]))
        parts.append(np.ascontiguousarray(array).tobytes())
    parts.append(struct.pack("<Q", len(arrays)))
    for name in arrays:
        encoded = name.encode()
        parts += [struct.pack("<Q", len(encoded)), encoded]
    path.write_bytes(b"".join(parts))


def write_checkpoint(prefix: Path, symbol: bytes, arrays: Mapping[str, np.ndarray]) -> None:
    """Writes ``PREFIX-symbol.json`` and ``PREFIX-0000.params``."""
    prefix.with_name(f"{prefix.name}-symbol.json").write_bytes(symbol)
    write_params(prefix.with_name(f"{prefix.name}-0000.params"), arrays)
