"""A symbol file and a parameter file that belong together, checked against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.convert.params_file import ParamsFile, read_params
from birdeye.convert.symbol_file import read_symbol
from birdeye.convert.symbol_graph import Node, Output, SymbolGraph
from birdeye.domain.errors import CheckpointInvalid

_EPOCH = re.compile(r"-([0-9]{4,})\.params$")
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
    """Where the two files of a checkpoint lie."""

    symbol: Path
    params: Path

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

    def weight(self, node: Node) -> np.ndarray:
        """The dense values of a variable, as float32 where they are stored as float16."""
        stored = self.params[node.name]
        values = stored.array()
        return values.astype(np.float32) if values.dtype == np.float16 else values

    def is_weight(self, node: Node) -> bool:
        """Whether a variable's values are in the parameter file."""
        return node.name in self.params


def find_checkpoint(prefix: Path, epoch: int | None = None) -> CheckpointFiles:
    """The two files of `PREFIX-symbol.json` and `PREFIX-NNNN.params`.

    ``prefix`` may also be one of the two files. Without ``epoch`` it is the one named, or else the
    latest that is there. Raises `CheckpointInvalid` if a file is missing, or the name none that
    the system could look for.
    """
    try:
        return _files_of(prefix, epoch)
    except OSError as error:
        reason = f"it cannot be looked for: {error.strerror or error}"
        raise CheckpointInvalid(str(prefix), reason, "Choose one of its two files.") from error


def _files_of(prefix: Path, epoch: int | None) -> CheckpointFiles:
    name = prefix.name
    named = _EPOCH.search(name)
    if named:
        name, epoch = name[: named.start()], int(named[1]) if epoch is None else epoch
    name = name.removesuffix("-symbol.json")
    # Beside the prefix, which may be a root or “.” and have no name of its own.
    symbol = prefix.parent / f"{name}-symbol.json"
    if not symbol.is_file():
        raise CheckpointInvalid(
            str(prefix),
            f"there is no file “{symbol.name}”",
            "A checkpoint is named by its files without “-symbol.json” and “-0000.params”.",
        )
    if epoch is not None:
        params = symbol.with_name(f"{name}-{epoch:04d}.params")
        if not params.is_file():
            raise CheckpointInvalid(str(prefix), f"there is no file “{params.name}”")
        return CheckpointFiles(symbol, params)
    epochs = {
        int(match[1]): path
        for path in symbol.parent.iterdir()
        if (match := _EPOCH.search(path.name)) and path.name[: match.start()] == name
    }
    if not epochs:
        raise CheckpointInvalid(str(prefix), f"there is no file “{name}-NNNN.params” beside it")
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
            f"“{next(iter(params), '')}”) are those of Gluon's save_parameters, which do not say "
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
