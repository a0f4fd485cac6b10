"""One array of a parameter file, and the words that all forms of the file share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

MAX_ARRAYS = 1 << 16
MAX_RANK = 32
"""More than any network has; what is beyond is a mistake or an attack."""

TYPE_NAMES = {
    0: "float32",
    1: "float64",
    2: "float16",
    3: "uint8",
    4: "int32",
    5: "int8",
    6: "int64",
    7: "bool",
    8: "int16",
    9: "uint16",
    10: "uint32",
    11: "uint64",
    12: "bfloat16",
}
"""Type flags of MXNet; bfloat16 is the upper half of a float32."""


@dataclass(frozen=True)
class StoredArray:
    """One array of the file. ``kind`` is "arg", "aux", or "" for a bare name.

    ``array()`` gives the dense values, a view of the file if possible (bfloat16 becomes float32).
    ``byte_count`` is what the values take in the file, ``offset`` where the record begins.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    type_name: str
    generation: str
    storage: str
    offset: int
    byte_count: int
    array: Callable[[], np.ndarray]


def split_name(full_name: str) -> tuple[str, str]:
    """(kind, name) of a stored name: `arg:conv_weight` is ("arg", "conv_weight")."""
    kind, colon, name = full_name.partition(":")
    return (kind, name) if colon and kind in ("arg", "aux") else ("", full_name)


def type_of_flag(flag: int) -> tuple[str, np.dtype] | None:
    """(name, dtype in the file) of a type flag; None for an unknown one."""
    name = TYPE_NAMES.get(flag)
    if name is None:
        return None
    return name, np.dtype(np.uint16 if name == "bfloat16" else name).newbyteorder("<")


def widened_bfloat16(values: np.ndarray) -> np.ndarray:
    """bfloat16 bit patterns (uint16) as float32."""
    return (values.astype(np.uint32) << 16).view(np.float32)
