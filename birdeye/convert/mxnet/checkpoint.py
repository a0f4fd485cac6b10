"""A symbol file and a parameter file that belong together, checked against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.detection_rows import with_detection_rows
from birdeye.convert.mxnet.inference_graph import for_inference
from birdeye.convert.mxnet.params_file import ParamsFile, read_params
from birdeye.convert.mxnet.symbol_file import read_symbol
from birdeye.convert.mxnet.symbol_graph import Node, Output, SymbolGraph
from birdeye.domain.errors import CheckpointInvalid

_EPOCH = re.compile(r"-([0-9]{1,9})\.params$")
_CONSTANT = re.compile(r"\W*(zero|one|constant)s?\W.*?(?:\"value\":\s*([-+0-9.eE]+))?[\W]*")
_MOST_CONSTANTS = 1 << 20
_WEIGHT_NAME = re.compile(
    r"_(weight|bias|gamma|beta|alpha|moving_mean|moving_var|running_mean|running_var)$"
)
_WEIGHT_SLOTS = {
    "Convolution": (1, 2),
    "Convolution_v1": (1, 2),
    "Deconvolution": (1, 2),
    "FullyConnected": (1, 2),
    "BatchNorm": (1, 2, 3, 4),
    "BatchNorm_v1": (1, 2, 3, 4),
    "InstanceNorm": (1, 2),
    "LeakyReLU": (1,),
}


@dataclass(frozen=True)
class CheckpointFiles:
    """The paths of the two files of a checkpoint."""

    symbol: Path
    params: Path

    @property
    def epoch(self) -> int | None:
        """The number of the epoch in the name of the weights; None if it has none."""
        named = _EPOCH.search(self.params.name)
        return int(named[1]) if named else None

    @property
    def name(self) -> str:
        """The prefix without its folder, as the checkpoint is called in messages."""
        return self.symbol.name.removesuffix("-symbol.json").removesuffix(".json")


@dataclass(frozen=True)
class Checkpoint:
    """A network and its weights."""

    files: CheckpointFiles
    symbol: SymbolGraph
    params: ParamsFile

    @property
    def name(self) -> str:
        """What the checkpoint is called in messages."""
        return self.files.name

    @cached_property
    def inference_graph(self) -> SymbolGraph:
        """The part of the network that is converted, with the work of its host code appended."""
        graph = for_inference(self.symbol)
        return with_detection_rows(graph, self.symbol, self.params.arrays)

    def weight(self, node: Node) -> np.ndarray:
        """The dense values of a variable, as float32 if they are stored as float16."""
        if node.name not in self.params:
            value, shape = _constant(node), node.shape_hint
            if value is None or shape is None:
                raise CheckpointInvalid(self.files.params.name, f"it lacks “{node.name}”")
            return np.full(shape, value, np.float32)
        stored = self.params[node.name]
        values = stored.array()
        return values.astype(np.float32) if values.dtype == np.float16 else values

    def is_weight(self, node: Node) -> bool:
        """Whether a variable's values are in the parameter file, or constant by its definition."""
        return node.name in self.params or _constant(node) is not None


def find_checkpoint(
    prefix: Path, epoch: int | None = None, params: Path | None = None
) -> CheckpointFiles:
    """The two files of `PREFIX-symbol.json` and `PREFIX-NNNN.params`.

    ``prefix`` may also be one of the two files. Without ``epoch`` it is the one named, or else the
    latest existing one. ``params`` is the file of the weights, whatever its name. Raises
    `CheckpointInvalid` if a file is missing, or the name is impossible.
    """
    try:
        return _files_of(prefix, epoch, params)
    except OSError as error:
        reason = f"it cannot be looked for: {error.strerror or error}"
        raise CheckpointInvalid(str(prefix), reason, "Choose one of its two files.") from error


def epochs_of(files: CheckpointFiles) -> dict[int, Path]:
    """The weights of every epoch beside the symbol, in order."""
    found = {}
    for path in sorted(files.symbol.parent.iterdir()):
        match = _EPOCH.search(path.name)
        if match and path.name[: match.start()] == files.name:
            # PREFIX-0005.params is how MXNet writes it: the rule for two of one number.
            number = int(match[1])
            if number not in found or len(match[1]) == 4:
                found[number] = path
    return dict(sorted(found.items()))


def _files_of(prefix: Path, epoch: int | None, params: Path | None) -> CheckpointFiles:
    name = prefix.name
    named = _EPOCH.search(name)
    if named:
        name, epoch = name[: named.start()], int(named[1]) if epoch is None else epoch
    name = name.removesuffix("-symbol.json")
    # Beside the prefix, which may be a root or “.” and so have no name.
    symbol = prefix.parent / f"{name}-symbol.json"
    if not symbol.is_file() and prefix.suffix == ".json" and prefix.is_file():
        symbol = prefix
    if not symbol.is_file():
        raise CheckpointInvalid(
            str(prefix),
            f"there is no file “{symbol.name}”",
            "A checkpoint is named by its files without “-symbol.json” and “-0000.params”.",
        )
    if params is not None:
        if not params.is_file():
            raise CheckpointInvalid(str(params), "there is no such file")
        return CheckpointFiles(symbol, params)
    epochs = epochs_of(CheckpointFiles(symbol, symbol))
    if epoch is not None:
        if epoch not in epochs:
            there = f"; there are {', '.join(map(str, epochs))}" if epochs else ""
            raise CheckpointInvalid(
                str(prefix), f"there is no file “{name}-{epoch:04d}.params”{there}"
            )
        return CheckpointFiles(symbol, epochs[epoch])
    if not epochs:
        raise CheckpointInvalid(
            str(prefix),
            f"there is no file “{name}-NNNN.params” beside it",
            "Name the weights with --params if their name is different.",
        )
    return CheckpointFiles(symbol, epochs[max(epochs)])


def load_checkpoint(files: CheckpointFiles) -> Checkpoint:
    """Both files, read and matched by name. Raises `CheckpointInvalid`."""
    symbol = read_symbol(files.symbol)
    params = read_params(files.params)
    names = {node.name for node in symbol.variables}
    if not params.has_prefixes and not names.intersection(params):
        raise CheckpointInvalid(
            files.params.name,
            "its names (such as "
            f"“{next(iter(params), '')}”) are from Gluon's save_parameters, which do not say "
            "where in the network an array belongs",
            "Export the network with HybridBlock.export and convert those files.",
        )
    return Checkpoint(files, symbol, params)


def missing_weights(graph: SymbolGraph, params: Mapping[str, object]) -> tuple[str, ...]:
    """Names of variables that must be weights but have no values, in file order."""
    return tuple(
        node.name
        for node in graph.variables
        if node.name not in params and _must_be_weight(graph, node)
    )


def _must_be_weight(graph: SymbolGraph, node: Node) -> bool:
    if _WEIGHT_NAME.search(node.name):
        return True
    return any(
        slot in _WEIGHT_SLOTS.get(user.operator, ())
        for user, slot in graph.consumers(Output(node.id))
    )


def _constant(node: Node) -> float | None:
    """The one value of a variable that is defined as a constant of a known shape; else None."""
    shape = node.shape_hint
    if not shape or min(shape) < 1 or prod(shape) > _MOST_CONSTANTS:
        return None
    if _WEIGHT_NAME.search(node.name):
        return None
    match = _CONSTANT.fullmatch(f"{node.initializer} ") if node.initializer else None
    if match is None:
        return None
    if match[1] != "constant":
        return 0.0 if match[1] == "zero" else 1.0
    try:
        return float(match[2])
    except (TypeError, ValueError):
        return None
