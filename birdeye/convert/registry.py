"""Tables of the functions that handle operators, for every conversion and evaluation.

Each table is an instance, named for what its functions do, and a decorator fills it at import:

    CONVERTERS: Registry[Converter] = Registry("converter")
    converts = CONVERTERS.register

    @converts("Convolution", "Convolution_v1", unless=_refuse_layout)
    def convert_convolution(node, graph, builder): ...

``unless`` looks at a node before any work and says, in a phrase, why it cannot be handled, or
returns None; what can only be known from shapes is raised as `OperatorUnsupported` later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, Protocol, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class Operation(Protocol):
    """One use of an operator, from any kind of file."""

    @property
    def operator(self) -> str:
        """The name under which functions are registered."""
        ...

    @property
    def described(self) -> str:
        """Operator and name as messages show them."""
        ...


Refusal = Callable[[Any], str | None]


class Registry(Generic[Function]):
    """Functions by operator; ``what`` is the word for one of them."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._functions: dict[str, Function] = {}
        self._refusals: dict[str, Refusal] = {}

    def register(
        self, *operators: str, unless: Refusal | None = None
    ) -> Callable[[Function], Function]:
        """Decorator: the function handles ``operators``. A second claim to one raises.

        Nothing is registered unless all of them are free.
        """
        taken = [operator for operator in operators if operator in self._functions]
        if taken or len(set(operators)) != len(operators):
            raise ValueError(f"operators registered twice: {', '.join(taken or operators)}")

        def register(function: Function) -> Function:
            for operator in operators:
                self._functions[operator] = function
                if unless:
                    self._refusals[operator] = unless
            return function

        return register

    def __getitem__(self, operator: str) -> Function:
        try:
            return self._functions[operator]
        except KeyError:
            known = ", ".join(self.operators())
            raise KeyError(f"no {self._what} for {operator!r}; known are {known}") from None

    def __contains__(self, operator: str) -> bool:
        return operator in self._functions

    def operators(self) -> tuple[str, ...]:
        """All names that are registered, in alphabetical order."""
        return tuple(sorted(self._functions))

    def refusal(self, node: Operation) -> str | None:
        """Why this node cannot be handled, as a phrase; None if it can."""
        if node.operator not in self._functions:
            return "this operator is not known"
        unless = self._refusals.get(node.operator)
        return unless(node) if unless else None

    def problems(self, nodes: Iterable[Operation]) -> tuple[str, ...]:
        """What keeps ``nodes`` from being handled: one phrase for each operator and reason.

        A network may use an operator hundreds of times, so its uses are counted, not listed.
        """
        refused: dict[tuple[str, str], list[str]] = {}
        for node in nodes:
            if reason := self.refusal(node):
                operator = node.described.partition(" “")[0]
                refused.setdefault((operator, reason), []).append(node.described)
        return tuple(
            f"{uses[0]}: {reason}" if len(uses) == 1 else f"{operator}, {len(uses)} times: {reason}"
            for (operator, reason), uses in refused.items()
        )
