"""Which function converts which MXNet operator: a decorator fills the table at import.

A converter is written as

    @converts("Convolution", "Convolution_v1", unless=_refuse_layout)
    def convert_convolution(node: Node, graph: SymbolGraph, builder: OnnxBuilder) -> Tensor: ...

It reads its inputs with ``builder.inputs(node)`` (tensors with known shapes), emits ONNX nodes with
``builder.add`` and returns its output, or a tuple of them for an operator with several outputs.
``unless`` looks at a node before any work and says, in a phrase, why it cannot be converted, or
returns None; what can only be known from shapes is raised as `OperatorUnsupported` later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from birdeye.convert.onnx_builder import OnnxBuilder, Tensor
    from birdeye.convert.symbol_graph import Node, SymbolGraph

Converter = Callable[["Node", "SymbolGraph", "OnnxBuilder"], "Tensor | tuple[Tensor, ...]"]
Refusal = Callable[["Node"], str | None]


@dataclass(frozen=True)
class Conversion:
    """How one operator is converted, and which of its uses are refused."""

    operator: str
    convert: Converter
    unless: Refusal | None = None

    def refusal(self, node: Node) -> str | None:
        """Why this node cannot be converted, as a phrase; None if it can."""
        return self.unless(node) if self.unless else None


class Registry:
    """Conversions by MXNet's canonical operator name."""

    def __init__(self) -> None:
        self._conversions: dict[str, Conversion] = {}

    def converts(
        self, *operators: str, unless: Refusal | None = None
    ) -> Callable[[Converter], Converter]:
        """Decorator: the function converts ``operators``. A second claim to one raises.

        Nothing is registered unless all of them are free.
        """
        taken = [operator for operator in operators if operator in self._conversions]
        if taken or len(set(operators)) != len(operators):
            raise ValueError(f"operators registered twice: {', '.join(taken or operators)}")

        def register(function: Converter) -> Converter:
            for operator in operators:
                self._conversions[operator] = Conversion(operator, function, unless)
            return function

        return register

    def __getitem__(self, operator: str) -> Conversion:
        try:
            return self._conversions[operator]
        except KeyError:
            raise KeyError(
                f"no converter for {operator!r}; known are {', '.join(self.operators())}"
            ) from None

    def __contains__(self, operator: str) -> bool:
        return operator in self._conversions

    def operators(self) -> tuple[str, ...]:
        """All names that can be converted, in alphabetical order."""
        return tuple(sorted(self._conversions))

    def problems(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        """What keeps ``nodes`` from being converted, one phrase for each node concerned."""
        found = []
        for node in nodes:
            if node.is_variable:
                continue
            if node.operator not in self:
                found.append(f"{node.described}: this operator is not known")
            elif reason := self[node.operator].refusal(node):
                found.append(f"{node.described}: {reason}")
        return tuple(found)


REGISTRY = Registry()
converts = REGISTRY.converts
