"""Makes a recipe's published network the ONNX file of a pack, if it is what the recipe expects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from birdeye.domain.errors import RecipeMismatch
from birdeye.packs.manifest import ClassifierSpec
from birdeye.packs.network_file import read_network
from birdeye.packs.recipe import Converter, Recipe
from birdeye.packs.verification import classifier_problems

if TYPE_CHECKING:
    import onnx


def write_network(
    recipe: Recipe, files: Mapping[str, Path], spec: ClassifierSpec, destination: Path
) -> None:
    """Writes the network as one ONNX file; ``files`` are the fetched ones by name.

    Raises `RecipeMismatch` with everything in which the network differs from ``spec`` and from
    what else the recipe says.
    """
    metadata = {"birdeye.source": recipe.network.name}
    source = files[recipe.network.name]
    if recipe.converter is Converter.TFLITE:
        from birdeye.convert.tflite.convert import build_tflite, without_softmax
        from birdeye.convert.tflite.model_file import read_tflite

        build_tflite(without_softmax(read_tflite(source))).write(destination, metadata)
        return
    content = _whole_onnx(recipe, files, metadata)
    network = read_network(content)
    differences = [*network.problems]
    if network.outputs:
        outputs = recipe.outputs or (network.outputs[0].shape or (None,))[-1] or 0
        differences += classifier_problems(spec, network, outputs)
    if differences:
        raise RecipeMismatch(recipe.network.name, differences)
    destination.write_bytes(content)


def with_settings(recipe: Recipe, files: Mapping[str, Path]) -> ClassifierSpec:
    """How the network is fed: as the recipe says, with the mean and the standard deviation of its
    settings file where it has one.

    The file is JSON with ``preprocessing.mean`` and ``.std``, for pixels from 0 to 1, and perhaps
    ``input_size`` and ``num_classes``, which must be those of the recipe. Raises `RecipeMismatch`.
    """
    spec = recipe.classifier
    if recipe.settings is None:
        return spec
    name = recipe.settings.name
    try:
        told = json.loads(files[name].read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise RecipeMismatch(name, ["it is not JSON"]) from None
    told = told if isinstance(told, dict) else {}
    values = told.get("preprocessing")
    values = values if isinstance(values, dict) else {}
    mean, deviation = _triple(values.get("mean"), -1, 1), _triple(values.get("std"), 0.01, 10)
    differences = [
        f"it does not state {words} as three numbers"
        for words, found in (("preprocessing.mean", mean), ("preprocessing.std", deviation))
        if found is None
    ]
    for key, expected in (("input_size", spec.input.width), ("num_classes", recipe.outputs)):
        if key in told and expected is not None and told[key] != expected:
            differences.append(f"its {key} is {str(told[key])[:40]} instead of {expected}")
    if differences or mean is None or deviation is None:
        raise RecipeMismatch(name, differences)
    red, green, blue = (255 * value for value in mean)
    fed = replace(
        spec.input,
        mean=(red, green, blue),
        scale=(1 / (255 * deviation[0]), 1 / (255 * deviation[1]), 1 / (255 * deviation[2])),
    )
    return replace(spec, input=fed)


def _triple(value: Any, low: float, high: float) -> tuple[float, float, float] | None:
    if not isinstance(value, list) or len(value) != 3:
        return None
    if not all(type(each) in (int, float) and low <= each <= high for each in value):
        return None
    return float(value[0]), float(value[1]), float(value[2])


def _whole_onnx(recipe: Recipe, files: Mapping[str, Path], metadata: Mapping[str, str]) -> bytes:
    """The network with its weights in it, and ``metadata``; nothing else of it changes."""
    import onnx
    from google.protobuf.message import DecodeError, EncodeError
    from onnx.external_data_helper import load_external_data_for_tensor, uses_external_data

    path = files[recipe.network.name]
    try:
        model = onnx.ModelProto.FromString(path.read_bytes())
    except (DecodeError, RecursionError):
        raise RecipeMismatch(recipe.network.name, ["it is not an ONNX file"]) from None
    outside = [tensor for tensor in model.graph.initializer if uses_external_data(tensor)]
    weights = recipe.weights.name if recipe.weights else ""
    problems = sorted({_outside_problem(tensor, weights) for tensor in outside} - {""})
    if weights and not outside:
        problems.append(f"it keeps no weights in “{weights}”")
    if problems:
        raise RecipeMismatch(recipe.network.name, problems[:5])
    try:
        for tensor in outside:
            load_external_data_for_tensor(tensor, str(files[weights].parent))
            tensor.data_location = onnx.TensorProto.DEFAULT
            del tensor.external_data[:]
        for key, value in metadata.items():
            model.metadata_props.add(key=key, value=value)
        return model.SerializeToString()
    except (ValueError, EncodeError, onnx.checker.ValidationError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:160]
        raise RecipeMismatch(
            recipe.network.name, [f"its weights cannot be taken in: {reason}"]
        ) from None


def _outside_problem(tensor: onnx.TensorProto, weights: str) -> str:
    place = next((each.value for each in tensor.external_data if each.key == "location"), "")
    if place == weights:
        return ""
    expected = f"“{weights}”" if weights else "none"
    return f"it keeps weights in “{place[:60]}”, but the recipe names {expected}"
