"""Arithmetic with constants that a network applies to its photo, to normalise pixels itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from birdeye.convert.network_kind import NO_MEAN, NO_SCALE, Preprocessing


@dataclass(frozen=True)
class LinearChange:
    """``scale`` * pixel + ``offset``, one number for each channel or one for all."""

    scale: np.ndarray
    offset: np.ndarray

    def followed_by(self, operation: str, constant: np.ndarray) -> LinearChange | None:
        """This change followed by arithmetic with a constant; None for other operations.

        ``operation`` is add, sub, rsub (constant - x), mul or div, or MXNet's names of those.
        """
        arithmetic = _ARITHMETIC.get(operation)
        with np.errstate(all="ignore"):
            result = arithmetic(self, constant) if arithmetic else None
        if result is None or not np.isfinite([*result.scale, *result.offset]).all():
            return None
        return result if result.scale.all() else None

    def preprocessing(self) -> Preprocessing | None:
        """What the photo must be before a network that does this; None if it does nothing."""
        if self.changes_nothing:
            return None
        told = f"the network itself subtracts {shown_numbers(self.mean)}"
        told += f" and multiplies by {shown_numbers(self.scale)}"
        if not self.takes_0_to_1:
            return Preprocessing(NO_MEAN, NO_SCALE, told, is_known=True)
        told += ", which is for pixels from 0 to 1"
        return Preprocessing(NO_MEAN, (1 / 255, 1 / 255, 1 / 255), told, is_known=True)

    @property
    def changes_nothing(self) -> bool:
        """Whether it changes nothing."""
        return bool(np.all(self.scale == 1) and np.all(self.offset == 0))

    @property
    def mean(self) -> np.ndarray:
        """What is subtracted, in the unit of the pixels."""
        return -self.offset / self.scale

    @property
    def takes_0_to_1(self) -> bool:
        """Whether means and deviations are those of pixels from 0 to 1, rather than to 255."""
        is_mean = np.all((self.mean >= 0) & (self.mean <= 1))
        return bool(is_mean and np.all((self.scale >= 1) & (self.scale <= 20)))


NO_CHANGE = LinearChange(np.ones(1), np.zeros(1))


def shown_numbers(values: np.ndarray) -> str:
    """One number for all channels, or one for each, as messages show them."""
    distinct = values if len(set(values.tolist())) > 1 else values[:1]
    return ", ".join(f"{value:.6g}" for value in distinct[:4])


def _sum(change: LinearChange, constant: np.ndarray) -> LinearChange:
    return LinearChange(change.scale + 0 * constant, change.offset + constant)


def _product(change: LinearChange, constant: np.ndarray) -> LinearChange:
    return LinearChange(change.scale * constant, change.offset * constant)


_ARITHMETIC: dict[str, Callable[[LinearChange, np.ndarray], LinearChange]] = {
    "plus": _sum,
    "add": _sum,
    "minus": lambda change, constant: _sum(change, -constant),
    "sub": lambda change, constant: _sum(change, -constant),
    "rminus": lambda change, constant: _sum(_product(change, -np.ones(1)), constant),
    "rsub": lambda change, constant: _sum(_product(change, -np.ones(1)), constant),
    "mul": _product,
    "div": lambda change, constant: _product(change, 1 / constant),
}
