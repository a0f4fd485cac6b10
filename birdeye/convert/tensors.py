"""The values and the nodes of an ONNX graph that is still being built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from birdeye.domain.errors import CheckpointInvalid

Dimension = int | str | None
"""A size: a number, the name of a symbolic one, or None if it is only known when the network
runs."""


class BatchMustBeFixed(Exception):
    """This network cannot be converted with a symbolic batch; the caller retries with 1."""


@dataclass(eq=False)
class Tensor:
    """One value in the graph. ``value`` is set for constants and weights."""

    name: str
    shape: tuple[Dimension, ...]
    dtype: np.dtype
    value: np.ndarray | None = None

    @property
    def is_constant(self) -> bool:
        """Whether the value is known now."""
        return self.value is not None

    @property
    def rank(self) -> int:
        """Number of dimensions."""
        return len(self.shape)

    @property
    def static_shape(self) -> tuple[int, ...]:
        """The shape in numbers. Raises `BatchMustBeFixed` if the batch is symbolic."""
        return tuple(map(self.size, range(self.rank)))

    def size(self, axis: int) -> int:
        """The size of one axis, which may be counted from the end.

        Raises `BatchMustBeFixed` if it is the symbolic batch, `CheckpointInvalid` if there is no
        such axis or it is only known when the network runs.
        """
        if not -self.rank <= axis < self.rank:
            raise CheckpointInvalid(
                self.name, f"its shape {list(self.shape)} has too few dimensions"
            )
        size = self.shape[axis]
        if isinstance(size, str):
            raise BatchMustBeFixed(self.name)
        if size is None:
            raise CheckpointInvalid(self.name, "its size is only known when the network runs")
        return size

    def spatial(self) -> tuple[int, ...]:
        """All sizes but those of the batch and the channels."""
        return self.static_sizes(2)

    def static_sizes(self, first: int) -> tuple[int, ...]:
        """The sizes from an axis on, in numbers."""
        return tuple(self.size(axis) for axis in range(first, self.rank))

    def sides(self) -> tuple[int, int]:
        """(height, width) of pictures (N, C, H, W)."""
        if self.rank != 4:
            raise CheckpointInvalid(self.name, f"its shape {list(self.shape)} is not of pictures")
        return self.size(2), self.size(3)

    @property
    def known(self) -> np.ndarray:
        """The values of a constant. Raises `CheckpointInvalid` for what is computed."""
        if self.value is None:
            raise CheckpointInvalid(self.name, "it is computed, but must be a constant")
        return self.value

    @property
    def batch_is_symbolic(self) -> bool:
        """Whether the first dimension is the symbolic batch."""
        return bool(self.shape) and isinstance(self.shape[0], str)


@dataclass(eq=False)
class Step:
    """One ONNX node before it is written; mutable, so that a later step can be folded into it."""

    op_type: str
    name: str
    inputs: list[Tensor | None]
    outputs: list[Tensor]
    attributes: dict[str, Any] = field(default_factory=dict)
