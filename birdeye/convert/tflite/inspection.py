"""The contents of a TFLite model, for `birdeye inspect`."""

from __future__ import annotations

from pathlib import Path

from birdeye.convert.inspection import Inspection, operator_uses
from birdeye.convert.network_kind import NetworkKind
from birdeye.convert.source import SourceOptions
from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import read_tflite
from birdeye.convert.tflite.registry import CONVERTERS
from birdeye.convert.tflite.source import MINUS_ONE_TO_ONE, TfliteSource
from birdeye.domain.errors import BirdeyeError


def inspect_tflite(path: Path, options: SourceOptions) -> Inspection:
    """Looks at a model; what cannot be converted is said, not raised.

    Raises `CheckpointInvalid` for a file that is none or is damaged.
    """
    network = read_tflite(path)
    source: TfliteSource | None = None
    problem = ""
    try:
        source = build_tflite(network, for_pack=options.for_pack)
    except BirdeyeError as error:
        problem = str(error)
    tensors = network.tensors
    inputs = {tensors[index].name: tensors[index].shape for index in network.inputs}
    outputs = {tensors[index].name: tensors[index].shape for index in network.outputs}
    integers = ", computes in integers" if network.is_rounded else ""
    metadata = network.metadata
    return Inspection(
        name=network.name,
        origin=f"TFLite model{integers}",
        file_size=path.stat().st_size,
        kind=source.kind if source else NetworkKind.OTHER,
        inputs=dict(source.input_shapes) if source else dict(inputs),
        outputs=dict(source.output_shapes) if source else dict(outputs),
        parameters=sum(t.value.size for t in tensors if t.value is not None),
        operators=operator_uses(network.operators, CONVERTERS),
        preprocessing=source.preprocessing if source else MINUS_ONE_TO_ONE,
        size_origin="stated in the file",
        names=metadata.names,
        suspicions=(),
        problem=problem,
    )
