"""Which function evaluates which MXNet operator."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from birdeye.convert.symbol_graph import Node

Arrays = Sequence[np.ndarray]
Evaluation = Callable[[Node, Arrays], "np.ndarray | tuple[np.ndarray, ...]"]

EVALUATIONS: dict[str, Evaluation] = {}
"""Functions by canonical operator name; each takes the node and its inputs."""


def evaluates(*operators: str) -> Callable[[Evaluation], Evaluation]:
    """Decorator: the function evaluates ``operators``. A second claim to one raises."""

    def register(function: Evaluation) -> Evaluation:
        for operator in operators:
            if operator in EVALUATIONS:
                raise ValueError(f"{operator} is evaluated twice")
            EVALUATIONS[operator] = function
        return function

    return register
