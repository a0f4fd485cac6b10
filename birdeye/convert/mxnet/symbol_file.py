"""Reads the network in a `PREFIX-symbol.json` of any era.

Reproduces what MXNet's loader does to old files (nnvm `saveload_json.cc` and
`src/nnvm/legacy_json_util.cc`): attributes under `attrs`, `attr` or `param`, auxiliary inputs that
files before 0.9 leave out, hidden keys, aliases. The file comes from outside, so that its size and
its structure are checked before anything is built of it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from birdeye.convert.mxnet.attributes import Attributes
from birdeye.convert.mxnet.operator_names import INPUT_NAMES, canonical_operator
from birdeye.convert.mxnet.symbol_graph import OLDEST_VERSION, Node, Output, SymbolGraph
from birdeye.convert.stand_in_file import refuse_stand_in
from birdeye.domain.errors import CheckpointInvalid

_HIDDEN_KEYS = ("ctx_group", "lr_mult", "wd_mult", "force_mirroring", "mirror_stage")
_MAX_BYTES = 32 << 20
_MAX_PARSED_BYTES = 48 << 20
_MAX_NODES = 200_000


def read_symbol(path: Path) -> SymbolGraph:
    """The network in the file at ``path``. Raises `CheckpointInvalid` for anything wrong."""
    try:
        if path.exists() and not path.is_file():  # a pipe would block forever
            raise CheckpointInvalid(path.name, "it is not a file")
        if path.stat().st_size > _MAX_BYTES:
            raise CheckpointInvalid(path.name, f"it is larger than {_MAX_BYTES >> 20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise CheckpointInvalid(path.name, f"it cannot be read ({error.strerror})") from error
    refuse_stand_in(data, path.name)
    return parse_symbol(data, source=path.name)


def parse_symbol(data: bytes, *, source: str = "symbol") -> SymbolGraph:
    """The network in the text ``data``; ``source`` names it in messages."""
    # What a parsed value takes in CPython, so that a small hostile file cannot fill the memory.
    estimate = 72 * (data.count(b"{") + data.count(b"[")) + 32 * (
        data.count(b'"') + data.count(b",")
    )
    if estimate > 2 * len(data) + _MAX_PARSED_BYTES:
        raise CheckpointInvalid(source, "it contains far more values than any network")
    try:
        document = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise CheckpointInvalid(source, f"it is not JSON ({error})") from error
    return _SymbolReader(source).graph(document)


class _SymbolReader:
    """Turns a parsed document into a graph; every complaint names the file and the node."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._attribute_keys: set[str] = set()

    def graph(self, document: Any) -> SymbolGraph:
        if not isinstance(document, dict) or not isinstance(document.get("nodes"), list):
            raise self._error("it is not an MXNet symbol: the list “nodes” is missing")
        version = self._version(document.get("attrs"))
        age: tuple[int, int, int] = version or OLDEST_VERSION
        records = document["nodes"]
        if not 0 < len(records) <= _MAX_NODES:
            raise self._error(f"it has {len(records)} nodes")
        nodes: dict[int, Node] = {}
        extra: list[Node] = []
        for node_id, record in enumerate(records):
            node = self._node(node_id, record)
            if age < (0, 9, 0):
                node = self._with_missing_inputs(node, len(records) + len(extra), extra)
            if age < (0, 9, 5):
                node = _with_axis_of_today(node)
            nodes[node_id] = node
        ordered = {node.id: node for node in extra} | nodes
        return SymbolGraph(
            ordered,
            self._heads(document.get("heads"), len(records)),
            version or OLDEST_VERSION,
            version is not None,
            frozenset(self._attribute_keys),
            self._source,
        )

    def _version(self, attributes: Any) -> tuple[int, int, int] | None:
        if attributes is None:
            return None
        stated = attributes.get("mxnet_version") if isinstance(attributes, dict) else None
        if stated is None:
            return None
        number = stated[1] if isinstance(stated, list) and len(stated) == 2 else None
        if type(number) is not int or not 0 <= number < 10**7:
            raise self._error("its “mxnet_version” is not a version number")
        return number // 10000, number // 100 % 100, number % 100

    def _node(self, node_id: int, record: Any) -> Node:
        if not isinstance(record, dict):
            raise self._error(f"node {node_id} is not an object")
        operator, name = record.get("op"), record.get("name")
        if not isinstance(operator, str) or not isinstance(name, str):
            raise self._error(f"node {node_id} has no operator or no name")
        subject = f"node {node_id} ({operator} “{name}”)"
        if record.get("subgraphs"):
            raise self._error(f"{subject} has control flow (“subgraphs”), which is not supported")
        inputs = self._edges(record.get("inputs", []), subject, limit=node_id)
        hidden, attributes = self._attributes(record, subject)
        if operator == "null":
            if inputs:
                raise self._error(f"{subject} is a variable with inputs")
            return Node(
                node_id,
                "null",
                name,
                shape_hint=_shape_hint(hidden, subject),
                initializer=hidden.get("__init__", ""),
            )
        canonical = canonical_operator(operator)
        return Node(
            node_id,
            canonical,
            name,
            inputs,
            Attributes(attributes, subject=f"{self._source}, {operator} “{name}”"),
            operator,
        )

    def _attributes(
        self, record: dict[str, object], subject: str
    ) -> tuple[dict[str, str], dict[str, str]]:
        """(`__x__` keys, operator parameters): merged, without hidden keys."""
        merged: dict[str, str] = {}
        for key in ("param", "attr", "attrs"):
            values = record.get(key)
            if values is None:
                continue
            if not isinstance(values, dict):
                raise self._error(f"{subject}: “{key}” is not an object")
            if values:
                self._attribute_keys.add(key)
            for name, value in values.items():
                if not isinstance(value, str):
                    raise self._error(f"{subject}: the attribute “{name}” is not text")
                if key == "param" and name in merged:
                    continue
                merged[name] = value
        hidden = {key: text for key, text in merged.items() if key[:2] == key[-2:] == "__"}
        plain = {
            key: text
            for key, text in merged.items()
            if key not in hidden and not key.endswith(_HIDDEN_KEYS)
        }
        return hidden, plain

    def _edges(self, value: Any, subject: str, *, limit: int) -> tuple[Output, ...]:
        if not isinstance(value, list):
            raise self._error(f"{subject}: its inputs are not a list")
        edges = []
        for edge in value:
            if (
                not isinstance(edge, list)
                or not 1 <= len(edge) <= 3
                or any(type(number) is not int for number in edge)
            ):
                raise self._error(f"{subject}: an input is not [node, output]")
            source, index = edge[0], edge[1] if len(edge) > 1 else 0
            if not 0 <= source < limit or not 0 <= index < 1024:
                raise self._error(f"{subject}: its input [{source}, {index}] does not come before")
            edges.append(Output(source, index))
        return tuple(edges)

    def _heads(self, value: Any, node_count: int) -> tuple[Output, ...]:
        if value is None:
            return (Output(node_count - 1, 0),)
        heads = self._edges(value, "“heads”", limit=node_count)
        if not heads:
            raise self._error("it has no outputs (“heads” is empty)")
        return heads

    def _with_missing_inputs(self, node: Node, next_id: int, extra: list[Node]) -> Node:
        expected = INPUT_NAMES.get(node.operator, ())
        if node.operator in ("Convolution", "FullyConnected", "Convolution_v1"):
            expected = expected[: 2 if node.attributes.boolean("no_bias", False) else 3]
        elif node.operator == "Deconvolution":
            expected = expected[: 2 if node.attributes.boolean("no_bias", True) else 3]
        missing = expected[len(node.inputs) :] if node.inputs else ()
        added = [
            Node(next_id + offset, "null", f"{node.name}_{argument}")
            for offset, argument in enumerate(missing)
        ]
        extra.extend(added)
        inputs = node.inputs + tuple(Output(variable.id) for variable in added)
        return replace(node, inputs=inputs)

    def _error(self, reason: str) -> CheckpointInvalid:
        return CheckpointInvalid(self._source, reason)


def _with_axis_of_today(node: Node) -> Node:
    """Before 0.9.5 an axis of -1 meant "no axis" for the place of an extreme."""
    if node.operator not in ("argmax", "argmin") or node.attributes.get("axis") != "-1":
        return node
    kept = {key: text for key, text in node.attributes.items() if key != "axis"}
    return replace(node, attributes=Attributes(kept, subject=node.described))


def _shape_hint(hidden: dict[str, str], subject: str) -> tuple[int, ...] | None:
    try:
        shape = Attributes(hidden, subject=subject).integers("__shape__", ())
    except CheckpointInvalid:
        return None
    return tuple(max(0, size) for size in shape) or None
