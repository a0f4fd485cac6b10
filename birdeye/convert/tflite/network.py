"""A TFLite network as plain values: what is left of the flatbuffer once it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Quantisation:
    """real = (stored - zero point) * scale; one of each, or one for each index of ``axis``."""

    scales: np.ndarray
    zero_points: np.ndarray
    axis: int = 0

    @property
    def is_per_channel(self) -> bool:
        """Whether each channel has a scale of its own."""
        return len(self.scales) > 1


@dataclass(frozen=True)
class TfliteTensor:
    """One tensor. ``shape`` is in TFLite's order, (N, H, W, C) for pictures.

    ``value`` is set for constants: stored integers where ``quantisation`` is set.
    """

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype
    quantisation: Quantisation | None = None
    value: np.ndarray | None = field(default=None, repr=False)

    @property
    def is_quantised(self) -> bool:
        """Whether its real values are stored as integers with a scale."""
        return self.quantisation is not None and self.dtype.kind in "iu"


@dataclass(frozen=True)
class TfliteOperator:
    """One use of an operator; ``inputs`` are indices of tensors, -1 for one that was left out.

    ``operator`` is TFLite's name, such as CONV_2D; ``options`` are its options in snake case.
    """

    operator: str
    name: str
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    options: Mapping[str, float] = field(default_factory=dict)

    is_variable = False  # for the registry, whose other kind of node may be one

    @property
    def described(self) -> str:
        """Operator and name as messages show them."""
        return f"{self.operator} “{self.name}”"

    def whole(self, option: str) -> int:
        """An option that is a whole number."""
        return int(self.options[option])


@dataclass(frozen=True)
class TfliteNetwork:
    """Tensors by index, and the operators that the outputs need, in the order of execution."""

    name: str
    tensors: tuple[TfliteTensor, ...]
    operators: tuple[TfliteOperator, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]

    @property
    def is_quantised(self) -> bool:
        """Whether all inputs are quantised, so that the whole network computes in integers."""
        return all(self.tensors[index].is_quantised for index in self.inputs)
