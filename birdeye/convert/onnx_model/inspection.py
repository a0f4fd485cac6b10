"""The contents of an ONNX model, for `birdeye inspect`."""

from __future__ import annotations

from collections import Counter
from math import prod
from pathlib import Path

from birdeye.convert.inspection import Inspection, OperatorUse
from birdeye.convert.network_kind import IMAGENET_MEAN, IMAGENET_SCALE, NetworkKind, Preprocessing
from birdeye.convert.onnx_model.metadata import facts_of
from birdeye.convert.onnx_model.model_file import SUFFIX, opset_of, read_model
from birdeye.convert.onnx_model.opening import open_onnx
from birdeye.convert.onnx_model.source import OnnxSource
from birdeye.convert.source import SourceOptions
from birdeye.domain.errors import BirdeyeError

_UNKNOWN = Preprocessing(IMAGENET_MEAN, IMAGENET_SCALE, "a guess: the network could not be opened")


def inspect_onnx(path: Path, options: SourceOptions) -> Inspection:
    """Looks at a model; what keeps it from becoming one of Birdeye's is said, not raised.

    Raises `CheckpointInvalid` for a file that is none or is damaged, and `OperatorUnsupported`.
    """
    model = read_model(path)
    graph = model.graph
    source: OnnxSource | None = None
    problem = ""
    try:
        source = open_onnx(path, options)
    except BirdeyeError as error:
        problem = str(error)
    names = source.names if source else facts_of(model)[0].names
    counts = Counter(f"{n.domain}.{n.op_type}" if n.domain else n.op_type for n in graph.node)
    producer = model.producer_name[:40] if model.producer_name.isprintable() else ""
    return Inspection(
        name=path.name.removesuffix(SUFFIX),
        origin="ONNX model",
        file_size=path.stat().st_size,
        kind=source.kind if source else NetworkKind.OTHER,
        inputs=dict(source.input_shapes) if source else {v.name: None for v in graph.input},
        outputs=dict(source.output_shapes) if source else {v.name: None for v in graph.output},
        parameters=sum(prod(tensor.dims) for tensor in graph.initializer),
        operators=tuple(OperatorUse(name, count, ()) for name, count in counts.most_common()),
        preprocessing=source.preprocessing if source else _UNKNOWN,
        size_origin=source.photo.origin if source and source.photo else "",
        details=(f"opset {opset_of(model)}, exported by {producer or 'nobody named'}",),
        names=names.names if names else (),
        suspicions=tuple(source.remarks) if source else (),
        problem=problem,
    )
