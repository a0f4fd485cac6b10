"""Takes the weights that an ONNX file keeps in a second file into it, so that it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError, EncodeError
from onnx.external_data_helper import load_external_data_for_tensor, uses_external_data

from birdeye.domain.errors import RecipeMismatch


def whole_onnx(path: Path, weights_name: str, metadata: Mapping[str, str]) -> bytes:
    """The network at ``path`` with its weights in it, and ``metadata``; nothing else changes.

    ``weights_name`` is the file beside it that its weights may come from, empty for none: nothing
    else is read. Raises `RecipeMismatch` where the network keeps them otherwise.
    """
    try:
        model = onnx.ModelProto.FromString(path.read_bytes())
    except (DecodeError, RecursionError):
        raise RecipeMismatch(path.name, ["it is not an ONNX file"]) from None
    outside = [tensor for tensor in model.graph.initializer if uses_external_data(tensor)]
    problems = sorted({_outside_problem(tensor, weights_name) for tensor in outside} - {""})
    if weights_name and not outside:
        problems.append(f"it keeps no weights in “{weights_name}”")
    if problems:
        raise RecipeMismatch(path.name, problems[:5])
    try:
        for tensor in outside:
            load_external_data_for_tensor(tensor, str(path.parent))
            tensor.data_location = onnx.TensorProto.DEFAULT
            del tensor.external_data[:]
        for key, value in metadata.items():
            model.metadata_props.add(key=key, value=value)
        return model.SerializeToString()
    except (OSError, ValueError, EncodeError, onnx.checker.ValidationError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:160]
        raise RecipeMismatch(path.name, [f"its weights cannot be taken in: {reason}"]) from None


def _outside_problem(tensor: onnx.TensorProto, weights_name: str) -> str:
    place = next((each.value for each in tensor.external_data if each.key == "location"), "")
    if place == weights_name:
        return ""
    expected = f"“{weights_name}”" if weights_name else "none"
    return f"it keeps weights in “{place[:60]}”, but the recipe names {expected}"
