"""Reads the answers that real MXNet gave, which lie under ``data``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from tests.convert.reference.seeds import SEED, seeded_weight

OPERATORS = Path(__file__).parent / "data" / "operators"
NETWORKS = OPERATORS.parent / "networks"
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
    "further",
    "recurrent",
)


@dataclass(frozen=True)
class OperatorCase:
    """One use of an operator, and what MXNet 1.9.1 answered."""

    name: str
    symbol: bytes
    feeds: Mapping[str, np.ndarray] = field(repr=False)
    weights: Mapping[str, np.ndarray] = field(repr=False)
    answers: tuple[np.ndarray, ...] = field(repr=False)


def operator_cases(family: str, folder: Path = OPERATORS) -> tuple[OperatorCase, ...]:
    """All cases of a family, in the order of the file."""
    parts: dict[str, dict[str, np.ndarray]] = {}
    with np.load(folder / f"{family}.npz") as stored:
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


@dataclass(frozen=True)
class NetworkCase:
    """A small network, and what MXNet 1.9.1 answered to the inputs of seeds 0, 1, ..."""

    name: str
    symbol: bytes
    weights: Mapping[str, np.ndarray] = field(repr=False)
    answers: tuple[np.ndarray, ...] = field(repr=False)


def network_case(name: str) -> NetworkCase:
    """The small network of that name; its weights are made anew from their seed."""
    with np.load(NETWORKS / f"{name}.npz") as stored:
        arrays = {key: stored[key] for key in stored.files}
    facts = json.loads(arrays["facts"].tobytes())
    weights = {}
    for variable, shape in facts["shapes"].items():
        value = seeded_weight(variable, tuple(shape), SEED)
        factor = facts["factors"].get(variable.rsplit("_", 1)[0])
        weights[f"arg:{variable}"] = (
            value if factor is None else (value * factor).astype(np.float32)
        )
    for key, value in arrays.items():
        kind, _, variable = key.partition("/")
        if kind in ("aux", "constant"):
            weights[f"{'aux' if kind == 'aux' else 'arg'}:{variable}"] = value
    answers = [
        arrays[f"answer/{place}"] for place in range(len(arrays)) if f"answer/{place}" in arrays
    ]
    return NetworkCase(name, arrays["symbol"].tobytes(), weights, tuple(answers))


def network_names() -> tuple[str, ...]:
    """All small networks."""
    return tuple(sorted(path.stem for path in NETWORKS.glob("*.npz")))
