"""Reads the answers that real MXNet gave, which lie under ``data``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

OPERATORS = Path(__file__).parent / "data" / "operators"


@dataclass(frozen=True)
class OperatorCase:
    """One use of an operator, and what MXNet 1.9.1 answered."""

    name: str
    symbol: bytes
    feeds: Mapping[str, np.ndarray] = field(repr=False)
    weights: Mapping[str, np.ndarray] = field(repr=False)
    answers: tuple[np.ndarray, ...] = field(repr=False)


def operator_cases(family: str) -> tuple[OperatorCase, ...]:
    """All cases of a family, in the order of the file."""
    parts: dict[str, dict[str, np.ndarray]] = {}
    with np.load(OPERATORS / f"{family}.npz") as stored:
        for key in stored.files:
            name, _, rest = key.partition("/")
            parts.setdefault(name, {})[rest] = stored[key]
    return tuple(_case(name, arrays) for name, arrays in parts.items())


def _case(name: str, arrays: dict[str, np.ndarray]) -> OperatorCase:
    def under(prefix: str) -> dict[str, np.ndarray]:
        return {
            key.removeprefix(prefix): value
            for key, value in arrays.items()
            if key.startswith(prefix)
        }

    answers = under("answer/")
    return OperatorCase(
        name,
        arrays["symbol"].tobytes(),
        under("feed/"),
        under("weight/"),
        tuple(answers[str(place)] for place in range(len(answers))),
    )
