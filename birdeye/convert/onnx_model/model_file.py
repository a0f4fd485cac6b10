"""Reads an ONNX file as hostile bytes, with the weights in files beside it.

The same is refused as in a pack. Weights outside of the file are read only from plain files in the
same folder, at positions within them; the copy for a pack contains them itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError
from onnx import TensorProto

from birdeye.convert.stand_in_file import refuse_stand_in
from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported
from birdeye.packs.network_file import forbidden_parts

SUFFIX = ".onnx"
MAX_FILE_BYTES = (1 << 31) - 1
"""The largest protobuf message, and so the largest file of a pack."""

_OLDEST_OPSET = 11


def read_model(path: Path, weights_name: str | None = None) -> onnx.ModelProto:
    """The model at ``path`` with all its weights in it, checked.

    ``weights_name`` is the only file beside it that must contain weights and from which they may
    come, empty for none; for None they come from where the model says. Raises `CheckpointInvalid`
    for a file that is not a model, is damaged or contains what is not allowed, and
    `OperatorUnsupported` with the operators that are not standard.
    """
    content = _content(path, MAX_FILE_BYTES)
    refuse_stand_in(content[:200], path.name)
    try:
        model = onnx.ModelProto.FromString(content)
    except (DecodeError, RecursionError) as error:
        raise CheckpointInvalid(path.name, "it is not an ONNX model, or is damaged") from error
    if not model.graph.node or not model.graph.output:
        raise CheckpointInvalid(path.name, "it is not an ONNX file with a network in it")
    if weights_name is not None:
        _check_weights_name(model, path, weights_name)
    _take_in_weights(model, path)
    problems = forbidden_parts(model)
    foreign = [problem for problem in problems if problem.startswith("uses operators")]
    if foreign:
        raise OperatorUnsupported(f"“{path.stem}”", foreign)
    if problems:
        raise CheckpointInvalid(path.name, f"it {problems[0]}")
    if opset_of(model) < _OLDEST_OPSET:
        raise CheckpointInvalid(
            path.name,
            f"it is written for opset {opset_of(model)}, of before 2020",
            f"Export it again for opset {_OLDEST_OPSET} or later.",
        )
    try:
        onnx.checker.check_model(model)
    except Exception as error:  # onnx raises its own kinds, RuntimeError and ValueError alike
        reason = str(error).strip().splitlines()[0][:160] if str(error).strip() else "no reason"
        raise CheckpointInvalid(path.name, f"it breaks the rules of ONNX: {reason}") from error
    return model


def opset_of(model: onnx.ModelProto) -> int:
    """The version of the standard operators that the model is written for."""
    versions = [entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")]
    return max(versions, default=0)


def _content(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():  # a pipe would block forever
            raise CheckpointInvalid(path.name, "there is no such file")
        if path.stat().st_size > most:
            raise CheckpointInvalid(path.name, "it is larger than 2 GB")
        return path.read_bytes()
    except OSError as error:
        raise CheckpointInvalid(path.name, f"it cannot be read ({error.strerror})") from error


def _external(model: onnx.ModelProto) -> Iterator[TensorProto]:
    for tensor in model.graph.initializer:
        if tensor.data_location == TensorProto.EXTERNAL:
            yield tensor


def _location(tensor: TensorProto) -> tuple[str, int, int | None]:
    """(file, offset, length) of a tensor's values; ValueError if that is nonsense."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    length = entries.get("length")
    return (
        entries.get("location", ""),
        int(entries.get("offset", "0")),
        None if length is None else int(length),
    )


def _check_weights_name(model: onnx.ModelProto, path: Path, expected: str) -> None:
    places = {
        next((entry.value for entry in tensor.external_data if entry.key == "location"), "")
        for tensor in _external(model)
    }
    for place in sorted(places - {expected}):
        named = f"“{expected}”" if expected else "none"
        reason = f"it keeps weights in “{place[:60]}”, but the recipe names {named}"
        raise CheckpointInvalid(path.name, reason)
    if expected and not places:
        raise CheckpointInvalid(path.name, f"it keeps no weights in “{expected}”")


def _take_in_weights(model: onnx.ModelProto, path: Path) -> None:
    """Moves every outside value into the model."""
    left = MAX_FILE_BYTES
    for tensor in _external(model):
        try:
            name, offset, length = _location(tensor)
        except ValueError as error:
            raise CheckpointInvalid(
                path.name, "the position of a weight is not a number"
            ) from error
        values = _slice_of(path, name, offset, length)
        left -= len(values)
        if left < 0:
            raise CheckpointInvalid(
                path.name, "with its weights it is larger than 2 GB, more than a pack can contain"
            )
        tensor.raw_data = values
        tensor.data_location = TensorProto.DEFAULT
        del tensor.external_data[:]


def _slice_of(path: Path, name: str, offset: int, length: int | None) -> bytes:
    own = Path(name).name
    if not name or own != name or name.startswith(".") or "\\" in name or "\0" in name:
        raise CheckpointInvalid(
            path.name, f"it names a file of weights outside its folder (“{name[:80]}”)"
        )
    beside = path.with_name(name)
    try:
        if beside.is_symlink() or not beside.is_file():
            raise CheckpointInvalid(
                path.name,
                f"its weights are in “{name[:80]}”, which is not beside it",
                "Put both files into one folder.",
            )
        size = beside.stat().st_size
        count = size - offset if length is None else length
        if not 0 <= offset <= size or not 0 <= count <= min(size - offset, MAX_FILE_BYTES):
            raise CheckpointInvalid(
                beside.name, f"it has {size} bytes, and weights should be beyond", "Get it again."
            )
        with beside.open("rb") as stream:
            stream.seek(offset)
            return stream.read(count)
    except OSError as error:
        raise CheckpointInvalid(beside.name, f"it cannot be read ({error.strerror})") from error
