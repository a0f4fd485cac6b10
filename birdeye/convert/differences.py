"""How two answers of the same network differ: numbers, rows of detections, rounded steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-4
"""The largest difference, relative to the largest value of the output, that counts as equal."""


@dataclass(frozen=True)
class OutputDifference:
    """How one output differs. ``relative`` is to the largest value of the reference.

    For rows of detections ``rows`` of ``all_rows`` agree in class and place, and ``relative`` is
    that of those; other outputs have ``rows`` equal to ``all_rows``. ``reason`` is set if no number
    can describe what is wrong, such as an unexpected shape.
    """

    output: str
    relative: float
    rows: int
    all_rows: int
    tolerance: float = TOLERANCE
    reason: str = ""

    @property
    def is_equal(self) -> bool:
        """Whether all rows exist and are within the tolerance; near-ties may be swapped."""
        enough = self.rows >= self.all_rows - self.all_rows // 100
        return not self.reason and self.relative <= self.tolerance and enough

    @property
    def described(self) -> str:
        """The difference in words."""
        if self.reason:
            return f"“{self.output}” {self.reason}"
        rows = f", {self.rows} of {self.all_rows} rows alike" if self.rows < self.all_rows else ""
        return f"“{self.output}” by {self.relative:.1e} relative{rows}"


def difference_of(
    name: str,
    found: np.ndarray,
    expected: np.ndarray,
    *,
    is_rows: bool,
    tolerance: float = TOLERANCE,
) -> OutputDifference:
    """How ``found`` differs from ``expected``; a wrong shape is an infinite difference.

    Infinities of the same sign are equal, and so are values that are not numbers on both sides.
    """
    if is_rows:
        return _difference_of_rows(name, found.reshape(-1, 6), expected.reshape(-1, 6))
    count = len(expected) if expected.ndim else 1
    if found.shape != expected.shape:
        reason = f"has the shape {list(found.shape)}, not {list(expected.shape)}"
        return OutputDifference(name, float("inf"), 0, count, tolerance, reason)
    found, expected = np.atleast_1d(found), np.atleast_1d(expected)
    same = (found == expected) | (np.isnan(found) & np.isnan(expected))
    finite = np.isfinite(found) & np.isfinite(expected)
    if not (same | finite).all():
        return OutputDifference(name, float("inf"), count, count, tolerance)
    ours, theirs = found[finite].astype(np.float64), expected[finite].astype(np.float64)
    largest = float(np.abs(theirs).max(initial=0.0)) or 1.0
    relative = float(np.abs(ours - theirs).max(initial=0.0)) / largest
    return OutputDifference(name, relative, count, count, tolerance)


def rounded_difference_of(
    name: str, found: np.ndarray, expected: np.ndarray, step: float
) -> OutputDifference:
    """How answers differ if every layer rounds to a few bits, the last to ``step``.

    Halves occasionally round differently, and that adds up from layer to layer, so that single
    values may be many steps off. The mean square relative to the spread of the expected values is
    compared, and which value is the largest; ``relative`` is that ratio, or the difference of the
    two largest if they are not the same one.
    """
    plain = difference_of(name, found, expected, is_rows=False, tolerance=ROUNDED_TOLERANCE)
    if plain.reason or not np.isfinite(plain.relative):
        return plain
    ours, theirs = found.astype(np.float64), expected.astype(np.float64)
    spread = max(float(theirs.std()), _LEAST_STEPS * step, 1e-9)
    relative = float(np.sqrt(np.mean((ours - theirs) ** 2))) / spread
    reason = ""
    if theirs.ndim == 2 and theirs.shape[1] > 1:
        rows = np.arange(len(theirs))
        lead = theirs.max(axis=1) - theirs[rows, ours.argmax(axis=1)]
        if (lead > max(_LEAST_STEPS * step, 0.5 * spread)).any():
            reason = "has a different first choice"
    return OutputDifference(name, relative, plain.rows, plain.all_rows, ROUNDED_TOLERANCE, reason)


ROUNDED_TOLERANCE = 0.25
"""The largest root mean square, relative to the spread, of answers that layers round."""

_LEAST_STEPS = 6.0


def _difference_of_rows(name: str, found: np.ndarray, expected: np.ndarray) -> OutputDifference:
    """Rows (class, score, x1, y1, x2, y2) in any order of near-ties; class -1 is no row."""
    found, expected = found[found[:, 0] >= 0], expected[expected[:, 0] >= 0]
    if len(expected) and np.abs(expected[:, 2:]).max() > 2:
        # Boxes in pixels are compared as fractions of the widest extent.
        extent = np.array([1, 1, *[np.abs(expected[:, 2:]).max()] * 4], np.float32)
        found, expected = found / extent, expected / extent
    agreeing, largest = 0, 0.0
    free = np.ones(len(found), bool)
    for row in expected:
        distance = np.abs(found[:, 1:] - row[1:]).max(axis=1, initial=0.0)
        distance[(found[:, 0] != row[0]) | ~free] = np.inf
        nearest = int(distance.argmin()) if len(found) else -1
        if nearest >= 0 and distance[nearest] <= 10 * TOLERANCE:
            free[nearest] = False
            agreeing += 1
            largest = max(largest, float(distance[nearest]))
    return OutputDifference(name, largest, agreeing, max(len(expected), len(found)))
