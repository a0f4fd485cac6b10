"""Turns a recipe's published network into the ONNX file of a pack, if it is what the recipe
expects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from birdeye.domain.errors import CheckpointInvalid, OperatorUnsupported, RecipeMismatch
from birdeye.packs.manifest import ClassifierSpec
from birdeye.packs.network_file import read_network
from birdeye.packs.recipe import Converter, Recipe
from birdeye.packs.verification import classifier_problems


def write_network(
    recipe: Recipe, files: Mapping[str, Path], spec: ClassifierSpec, destination: Path
) -> None:
    """Write the network as one ONNX file; ``files`` are the downloaded ones by name.

    Raises `RecipeMismatch` with every difference from ``spec`` and the rest of the recipe.
    """
    metadata = {"birdeye.source": recipe.network.name}
    source = files[recipe.network.name]
    if recipe.converter is Converter.TFLITE:
        from birdeye.convert.tflite.convert import build_tflite, without_softmax
        from birdeye.convert.tflite.model_file import read_tflite

        build_tflite(without_softmax(read_tflite(source))).write(destination, metadata)
        return
    from birdeye.convert.onnx_model.model_file import read_model

    try:
        model = read_model(source, recipe.weights.name if recipe.weights else "")
    except OperatorUnsupported as error:
        raise RecipeMismatch(recipe.network.name, error.operators) from None
    except CheckpointInvalid as error:
        said = f"{error.subject}: " if error.subject != recipe.network.name else ""
        raise RecipeMismatch(recipe.network.name, [f"{said}{error.reason}"]) from None
    for key, value in metadata.items():
        model.metadata_props.add(key=key, value=value)
    content = model.SerializeToString()
    del model  # it may be as large as the content, which is read once more
    network = read_network(content)
    differences = [*network.problems]
    if network.outputs:
        outputs = recipe.outputs or (network.outputs[0].shape or (None,))[-1] or 0
        differences += classifier_problems(spec, network, outputs)
    if differences:
        raise RecipeMismatch(recipe.network.name, differences)
    destination.write_bytes(content)


def with_settings(recipe: Recipe, files: Mapping[str, Path]) -> ClassifierSpec:
    """The input of the network: as the recipe says, with the mean and the standard deviation of its
    settings file if it has one.

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
