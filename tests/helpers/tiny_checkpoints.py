"""MXNet checkpoints of a few nodes, written without MXNet.

A network is a list of (operator, name, inputs by name, attributes); variables are added by
themselves: an input that no node has made is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from birdeye.convert.mxnet.checkpoint import Checkpoint, find_checkpoint, load_checkpoint
from tests.convert.reference.checkpoint_writer import write_params

NodeRow = tuple[str, str, tuple[str, ...], Mapping[str, str]]


def symbol_of(
    rows: Iterable[NodeRow], *, heads: Iterable[str] = (), version: int | None = 10901
) -> dict[str, Any]:
    """The document of a symbol file. An input "name:1" is the second output of a node."""
    nodes: list[dict[str, Any]] = []
    places: dict[str, int] = {}

    def place(name: str) -> list[int]:
        name, _, output = name.partition(":")
        if name not in places:
            places[name] = len(nodes)
            nodes.append({"op": "null", "name": name, "inputs": []})
        return [places[name], int(output or 0), 0]

    rows = list(rows)
    for operator, name, inputs, attributes in rows:
        edges = [place(source) for source in inputs]
        places[name] = len(nodes)
        nodes.append({"op": operator, "name": name, "attrs": dict(attributes), "inputs": edges})
    document: dict[str, Any] = {
        "nodes": nodes,
        "arg_nodes": [index for index, node in enumerate(nodes) if node["op"] == "null"],
        "heads": [place(head) for head in heads or [rows[-1][1]]],
    }
    if version is not None:
        document["attrs"] = {"mxnet_version": ["int", version]}
    return document


def write_checkpoint(
    prefix: Path,
    rows: Iterable[NodeRow],
    weights: Mapping[str, Any],
    *,
    epoch: int = 0,
    **options: Any,
) -> Path:
    """Writes both files; names of ``weights`` that begin with "aux:" keep that, others get "arg:".

    Returns the prefix.
    """
    arrays = {
        name if name.startswith("aux:") else f"arg:{name}": np.asarray(values, np.float32)
        for name, values in weights.items()
    }
    arrays = arrays or {"arg:unused": np.zeros(1, np.float32)}
    document = json.dumps(symbol_of(rows, **options))
    prefix.with_name(f"{prefix.name}-symbol.json").write_text(document, encoding="utf-8")
    write_params(prefix.with_name(f"{prefix.name}-{epoch:04d}.params"), arrays)
    return prefix


def checkpoint_of(
    folder: Path, rows: Iterable[NodeRow], weights: Mapping[str, Any], **options: Any
) -> Checkpoint:
    """A checkpoint written and loaded."""
    return load_checkpoint(
        find_checkpoint(write_checkpoint(folder / "net", rows, weights, **options))
    )


def tiny_classifier(classes: int = 3, side: int = 32) -> tuple[list[NodeRow], dict[str, Any]]:
    """(rows, weights) of a classifier that names a picture by its mean colour.

    Class 0 for red, 1 for green, 2 for blue; further classes are never likely.
    """
    dense = np.zeros((classes, 3))
    dense[:3, :3] = np.eye(3) * 0.1
    rows: list[NodeRow] = [
        ("Convolution", "conv0", ("data", "conv0_weight"),
         {"kernel": "(1, 1)", "num_filter": "3", "no_bias": "True"}),
        ("BatchNorm", "bn0", ("conv0", "bn0_gamma", "bn0_beta", "bn0_mean", "bn0_var"), {}),
        ("Pooling", "pool0", ("bn0",), {"global_pool": "True", "pool_type": "avg"}),
        ("FullyConnected", "fc1", ("pool0", "fc1_weight", "fc1_bias"),
         {"num_hidden": str(classes)}),
        ("SoftmaxOutput", "softmax", ("fc1", "softmax_label"), {}),
    ]  # fmt: skip
    weights = {
        "conv0_weight": np.eye(3).reshape(3, 3, 1, 1),
        "bn0_gamma": np.full(3, 5.0),
        "bn0_beta": np.zeros(3),
        "aux:bn0_mean": np.zeros(3),
        "aux:bn0_var": np.ones(3),
        "fc1_weight": dense,
        "fc1_bias": np.zeros(classes),
    }
    return rows, weights
