"""Builds a network as MXNet's symbol JSON, without MXNet.

Format: nnvm/src/pass/saveload_json.cc and `src/nnvm/legacy_json_util.cc` of MXNet 1.9.1. Only
attributes that are given are written, as MXNet does; automatic names count up as in MXNet's
NameManager.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

MXNET_VERSION = 10901

# Names that MXNet makes up for inputs that the caller leaves out: learned ones, then states.
LEARNED = {
    "Convolution": ("weight", "bias"),
    "FullyConnected": ("weight", "bias"),
    "BatchNorm": ("gamma", "beta"),
    "SoftmaxOutput": ("label",),
}
STATES = {"BatchNorm": ("moving_mean", "moving_var")}


@dataclass(frozen=True)
class Symbol:
    """One output of a node: what operators take and give."""

    node: int
    name: str


class SymbolGraph:
    """A graph under construction: call `variable` and `op`, then write `json`."""

    def __init__(self) -> None:
        self._nodes: list[dict] = []
        self._made_up: Counter[str] = Counter()
        self.parameters: list[str] = []
        """Learned inputs, in the order of their nodes."""
        self.states: list[str] = []
        """Auxiliary states, in the order of their nodes."""

    def variable(self, name: str, **attributes: object) -> Symbol:
        """An input of the graph."""
        return self._add("null", name, attributes, [])

    def op(
        self, kind: str, *inputs: Symbol, name: str | None = None, **attributes: object
    ) -> Symbol:
        """An operator on `inputs`; the inputs that hold its parameters are made as MXNet does."""
        if name is None:
            hint = {"elemwise_add": "_plus"}.get(kind, kind.lower().removeprefix("_contrib_"))
            name = f"{hint}{self._made_up[hint]}"
            self._made_up[hint] += 1
        learned = LEARNED.get(kind, ())
        if attributes.get("no_bias"):
            learned = learned[:-1]
        operands = [[symbol.node, 0, 0] for symbol in inputs]
        for part in learned:
            operands.append([self.variable(f"{name}_{part}").node, 0, 0])
            if part != "label":
                self.parameters.append(f"{name}_{part}")
        for part in STATES.get(kind, ()):
            operands.append([self.variable(f"{name}_{part}").node, 0, 1])
            self.states.append(f"{name}_{part}")
        return self._add(kind, name, attributes, operands)

    def _add(self, kind: str, name: str, attributes: dict, inputs: list) -> Symbol:
        node: dict = {"op": kind, "name": name}
        if attributes:
            node["attrs"] = {key: written(value) for key, value in sorted(attributes.items())}
        node["inputs"] = inputs
        self._nodes.append(node)
        return Symbol(len(self._nodes) - 1, name)

    def json(self, *heads: Symbol) -> str:
        """The text of PREFIX-symbol.json with these outputs."""
        graph = {
            "nodes": self._nodes,
            "arg_nodes": [i for i, node in enumerate(self._nodes) if node["op"] == "null"],
            "heads": [[head.node, 0, 0] for head in heads],
            "attrs": {"mxnet_version": ["int", MXNET_VERSION]},
        }
        return json.dumps(graph, indent=2)


def written(value: object) -> str:
    """An attribute as MXNet writes it: tuples in round brackets, True and False, plain numbers."""
    if isinstance(value, tuple | list):
        inner = ", ".join(written(v) for v in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return str(value)
