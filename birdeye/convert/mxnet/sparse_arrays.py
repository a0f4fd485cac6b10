"""Sparse arrays of a parameter file as dense ones; rare, but the format allows them."""

from __future__ import annotations

import numpy as np


def filled_rows(values: np.ndarray, rows: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """A row-sparse array as a dense one: ``values[i]`` is row ``rows[i]``, all others are zero.

    Raises ValueError for rows that do not fit.
    """
    if values.shape[1:] != shape[1:] or rows.shape != values.shape[:1]:
        raise ValueError("its rows do not have the shape of the array")
    if rows.size and not 0 <= int(rows.min()) <= int(rows.max()) < shape[0]:
        raise ValueError("a row is outside the array")
    dense = np.zeros(shape, values.dtype)
    dense[rows.astype(np.int64)] = values
    return dense


def filled_csr(
    values: np.ndarray, row_starts: np.ndarray, columns: np.ndarray, shape: tuple[int, ...]
) -> np.ndarray:
    """A compressed-sparse-row matrix as a dense one. Raises ValueError for indices out of range."""
    if len(shape) != 2 or row_starts.shape != (shape[0] + 1,) or columns.shape != values.shape:
        raise ValueError("its indices do not have the shape of the array")
    starts = row_starts.astype(np.int64)
    if starts[0] != 0 or starts[-1] != values.size or np.any(np.diff(starts) < 0):
        raise ValueError("its row starts are not in order")
    if columns.size and not 0 <= int(columns.min()) <= int(columns.max()) < shape[1]:
        raise ValueError("a column is outside the array")
    dense = np.zeros(shape, values.dtype)
    rows = np.repeat(np.arange(shape[0]), np.diff(starts))
    dense[rows, columns.astype(np.int64)] = values
    return dense
