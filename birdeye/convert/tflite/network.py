"""A TFLite network as plain values: what is left of the flatbuffer once it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from birdeye.domain.errors import CheckpointInvalid

KEEP_VALUES = ("DEQUANTIZE", "QUANTIZE", "RESHAPE", "SQUEEZE", "EXPAND_DIMS")
"""Operators that yield the values of their first input, in the same order."""

DETECTION = "TFLite_Detection_PostProcess"


@dataclass(frozen=True)
class Quantisation:
    """real = (stored - zero point) * scale; one of each, or one for each index of ``axis``."""

    scales: np.ndarray
    zero_points: np.ndarray
    axis: int = 0

    @property
    def is_per_channel(self) -> bool:
        """Whether each channel has its own scale."""
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
    def constant(self) -> np.ndarray:
        """The stored values. Raises `CheckpointInvalid` if there are none."""
        if self.value is None:
            raise CheckpointInvalid(self.name, "its values are computed, where constants must be")
        return self.value

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

    @property
    def described(self) -> str:
        """Operator and name as messages show them."""
        return f"{self.operator} “{self.name}”"

    @property
    def is_detection(self) -> bool:
        """Whether this is the suppression that ends the detectors of TensorFlow."""
        return self.operator == DETECTION

    def whole(self, option: str) -> int:
        """An option that is a whole number."""
        return int(self.number(option))

    def number(self, option: str) -> float:
        """A required option. Raises `CheckpointInvalid` if it is missing."""
        if option not in self.options:
            raise CheckpointInvalid(self.described, f"its option “{option}” is missing")
        return float(self.options[option])


@dataclass(frozen=True)
class TfliteMetadata:
    """What the file says about its use: names of classes, and value = (pixel - mean) / std."""

    names: tuple[str, ...] = ()
    names_origin: str = ""
    mean: tuple[float, float, float] | None = None
    std: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class TfliteNetwork:
    """Tensors by index, and the operators that the outputs need, in the order of execution."""

    name: str
    tensors: tuple[TfliteTensor, ...]
    operators: tuple[TfliteOperator, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    metadata: TfliteMetadata = field(default_factory=TfliteMetadata)

    @property
    def is_quantised(self) -> bool:
        """Whether all inputs are quantised, so that the network computes entirely in integers."""
        return all(self.tensors[index].is_quantised for index in self.inputs)

    @property
    def is_rounded(self) -> bool:
        """Whether any computed value is rounded to a step, so that answers agree to steps only."""
        return any(
            self.tensors[index].is_quantised
            for operator in self.operators
            for index in operator.outputs
        )
