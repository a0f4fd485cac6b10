"""The network of a checkpoint as nodes and edges.

Nodes are keyed by their id in the file, because names need not be unique.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from birdeye.convert.mxnet.attributes import Attributes

OLDEST_VERSION: tuple[int, int, int] = (0, 8, 0)
"""What MXNet assumes of a file that states no version."""


class Output(NamedTuple):
    """One output of one node: an edge's source."""

    node_id: int
    index: int = 0  # type: ignore[assignment] # the place, not tuple.index


@dataclass(frozen=True)
class Node:
    """A variable, or one use of an operator.

    ``operator`` is the canonical name ("null" for a variable), ``written_operator`` the name in the
    file. ``shape_hint`` is a variable's `__shape__`, unknown dimensions as 0; ``initializer`` its
    `__init__`, how training fills it at first.
    """

    id: int
    operator: str
    name: str
    inputs: tuple[Output, ...] = ()
    attributes: Attributes = field(default_factory=lambda: Attributes({}))
    written_operator: str = ""
    shape_hint: tuple[int, ...] | None = None
    initializer: str = ""

    @property
    def is_variable(self) -> bool:
        """Whether this is an input, a weight or a running statistic."""
        return self.operator == "null"

    @property
    def described(self) -> str:
        """Operator and name as messages show them."""
        return f"{self.written_operator or self.operator} “{self.name}”"


@dataclass(frozen=True)
class SymbolGraph:
    """Nodes in topological order by id, and the requested outputs of the network."""

    nodes: Mapping[int, Node]
    heads: tuple[Output, ...]
    version: tuple[int, int, int] = OLDEST_VERSION
    version_stated: bool = False
    attribute_keys: frozenset[str] = frozenset()
    source: str = "symbol"
    _uses: Mapping[Output, tuple[tuple[Node, int], ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    @property
    def variables(self) -> tuple[Node, ...]:
        """All inputs, weights and running statistics, in file order."""
        return tuple(node for node in self if node.is_variable)

    @property
    def operators(self) -> tuple[Node, ...]:
        """All nodes that compute something, in file order."""
        return tuple(node for node in self if not node.is_variable)

    def node(self, output: Output) -> Node:
        """The node that has this output."""
        return self.nodes[output.node_id]

    def consumers(self, output: Output) -> tuple[tuple[Node, int], ...]:
        """(node, input slot) of each use of ``output`` by another node; heads do not count."""
        return self._uses.get(output, ())

    def use_count(self, output: Output) -> int:
        """How often ``output`` is used, as an input or as a head."""
        return len(self.consumers(output)) + self.heads.count(output)

    def named(self, name: str) -> tuple[Node, ...]:
        """All nodes with this name."""
        return tuple(node for node in self if node.name == name)

    def with_heads(self, heads: Iterable[Output]) -> SymbolGraph:
        """The same network with other outputs; what they do not need is dropped."""
        return self.rebuilt(self.nodes, tuple(heads))

    def rebuilt(self, nodes: Mapping[int, Node], heads: tuple[Output, ...]) -> SymbolGraph:
        """A network of those of ``nodes`` that ``heads`` need."""
        needed: set[int] = set()
        pending = [head.node_id for head in heads]
        while pending:
            node_id = pending.pop()
            if node_id not in needed:
                needed.add(node_id)
                pending.extend(source.node_id for source in nodes[node_id].inputs)
        kept = {node_id: node for node_id, node in nodes.items() if node_id in needed}
        return SymbolGraph(
            kept, heads, self.version, self.version_stated, self.attribute_keys, self.source
        )

    def __post_init__(self) -> None:
        uses: dict[Output, list[tuple[Node, int]]] = {}
        for node in self.nodes.values():
            for slot, source in enumerate(node.inputs):
                uses.setdefault(source, []).append((node, slot))
        frozen = {source: tuple(users) for source, users in uses.items()}
        object.__setattr__(self, "_uses", frozen)
