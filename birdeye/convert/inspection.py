"""The contents of a network file, without running it, for `birdeye inspect` and the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.convert.registry import Operation, Registry
from birdeye.convert.source import Shape


@dataclass(frozen=True)
class OperatorUse:
    """One operator of the network: how often it is used and why it is refused, if it is."""

    name: str
    count: int
    problems: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """The findings about a network of any kind.

    ``origin`` is the kind of file; ``details`` are lines about it. ``names`` are those of the
    classes, if the file contains them. ``problem`` is why the network cannot be converted, or
    empty. ``suspicions`` are sentences.
    """

    name: str
    origin: str
    file_size: int
    kind: NetworkKind
    inputs: dict[str, Shape | None]
    outputs: dict[str, Shape | None]
    parameters: int
    operators: tuple[OperatorUse, ...]
    preprocessing: Preprocessing
    size_origin: str = ""
    details: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    suspicions: tuple[str, ...] = field(default=())
    problem: str = ""

    @property
    def saved_with(self) -> str:
        """The version of the framework that wrote the file if stated, else empty."""
        return ""


def operator_uses(
    operations: Iterable[Operation], registry: Registry[Any], names: Sequence[str] = ()
) -> tuple[OperatorUse, ...]:
    """Every operator with its count; ``names`` are those in the file if they differ."""
    operations = list(operations)
    names = names or [operation.operator for operation in operations]
    groups: dict[str, list[Operation]] = {}
    for name, operation in zip(names, operations, strict=True):
        groups.setdefault(name, []).append(operation)
    return tuple(
        OperatorUse(name, count, registry.problems(groups[name]))
        for name, count in Counter(names).most_common()
    )
