"""Writes PREFIX-NNNN.params, MXNet's list of named arrays, without MXNet.

Layout: `src/ndarray/ndarray.cc` of MXNet 1.9.1 (NDArray::Save, version 2 records). Little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from .places import replacing

LIST_MAGIC = 0x112
RECORD_V2 = 0xF993FAC9
DENSE = 0
CPU = (1, 0)
TYPE_FLAGS = {"float32": 0, "float64": 1, "float16": 2, "uint8": 3, "int32": 4, "int8": 5}


def record(array: np.ndarray) -> bytes:
    """One dense array as a version 2 record."""
    little = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    head = struct.pack("<Ii", RECORD_V2, DENSE)
    shape = struct.pack(f"<i{array.ndim}q", array.ndim, *array.shape)
    kind = struct.pack("<iii", *CPU, TYPE_FLAGS[array.dtype.name])
    return head + shape + kind + little.tobytes()


def write_params(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Write arrays under their full names, `arg:NAME` and `aux:NAME`; no array may be empty."""
    with replacing(path) as part, part.open("wb") as out:
        out.write(struct.pack("<QQQ", LIST_MAGIC, 0, len(arrays)))
        for name, array in arrays.items():
            if array.ndim == 0 or array.size == 0:
                raise ValueError(f"{name} is empty, which this format cannot hold.")
            out.write(record(array))
        out.write(struct.pack("<Q", len(arrays)))
        for name in arrays:
            raw = name.encode()
            out.write(struct.pack("<Q", len(raw)) + raw)
