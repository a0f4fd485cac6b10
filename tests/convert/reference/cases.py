"""Reads the answers that real MXNet gave, which lie under ``data``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

OPERATORS = Path(__file__).parent / "data" / "operators"
FAMILIES = (
    "convolution",
    "pooling",
    "normalization",
    "activation",
    "dense",
    "shape",
    "arithmetic",
    "multibox",
    "proposal",
    "regions",
    "boxes",
)


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


def all_operator_cases() -> list:
    """(family, case) of all cases, as pytest takes parameters."""
    return [
        pytest.param(family, case, id=f"{family}-{case.name}")
        for family in FAMILIES
        for case in operator_cases(family)
    ]


def meaningful_answers(case: OperatorCase, answers: Sequence[np.ndarray]) -> list[np.ndarray]:
    """``answers`` without what MXNet leaves beside the -1 of a row that nms_topk cut."""
    if not (case.name.startswith("detection_") and b"nms_topk" in case.symbol):
        return list(answers)
    rows = answers[0].copy()
    rows[rows[..., 0] < 0] = -1
    return [rows]
