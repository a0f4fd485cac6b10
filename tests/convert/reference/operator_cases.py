"""The table of operator cases, and what the modules that fill it share."""

from __future__ import annotations

from collections.abc import Callable

import mxnet as mx
import numpy as np

from tests.convert.reference.seeds import generator

Case = tuple[Callable[..., mx.sym.Symbol], dict[str, np.ndarray], dict[str, np.ndarray]]
CASES: dict[str, dict[str, Case]] = {}
"""By family and name: the symbol of the fed variables, the feeds, and weights that matter."""


def noise(name: str, shape: tuple[int, ...], scale: float = 1.0) -> np.ndarray:
    return (generator(9, name).normal(0, scale, shape)).astype(np.float32)


def case(
    family: str, name: str, symbol: Callable[..., mx.sym.Symbol], *, weights=None, **feeds
) -> None:
    """Registers one case; a feed is an array or the shape of one of noise."""
    arrays = {
        key: noise(f"{name}/{key}", value)
        if isinstance(value, tuple)
        else np.asarray(value, np.float32)
        for key, value in feeds.items()
    }
    assert name not in CASES.setdefault(family, {}), name
    CASES[family][name] = (symbol, arrays, weights or {})
