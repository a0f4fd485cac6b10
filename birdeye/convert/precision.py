"""Smaller and faster forms of a converted model: float16 weights, and int8 arithmetic.

float16 halves the file and changes no arithmetic: weights are stored as float16 and widened when
the model is loaded, because ordinary processors do not compute in float16. int8 quantises weights
for each channel and activations for each tensor by onnxruntime's static quantisation (QDQ), from
the ranges that sample photos show. The first convolution stays float32: it costs little, and what
is lost there is lost for every later layer. Weights use all 8 bits; processors whose int8
instructions would saturate (those without VNNI) are detected when the model is loaded
(`birdeye.vision.processor`). ``python -m tests.benchmarks precision`` measures what int8 costs.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from birdeye.convert.onnx_file import check_onnx, replacing
from birdeye.convert.verify import open_session
from birdeye.domain.errors import BirdeyeError, ModelFailed

Feeds = Mapping[str, np.ndarray]
"""One input of a model: arrays by input name."""

_WORKHORSES = ("Conv", "Gemm", "MatMul")
_BETWEEN = ("Add", "AveragePool", "Clip", "Concat", "GlobalAveragePool", "MaxPool", "Relu")
_SMALL = 1024


class Precision(StrEnum):
    """How a model stores its weights and computes."""

    FP32 = "fp32"
    FP16 = "fp16"
    INT8 = "int8"


@dataclass(frozen=True)
class PrecisionChange:
    """How a smaller model answers compared with the float32 one on the same samples.

    ``agreement`` is the share of samples with the same best class (classifiers), or of the float32
    model's clear detections that are found again at an IoU of at least 0.5 (detectors), None if
    there was nothing to compare. ``mean_change`` and ``largest_change`` are those of the best
    class's number or of the detections' scores.
    """

    samples: int
    agreement: float | None
    mean_change: float
    largest_change: float
    bytes_before: int
    bytes_after: int


def to_float16(source: Path, destination: Path) -> None:
    """Writes ``source`` with its weights as float16. Raises `CannotWrite`, `ModelFailed`.

    Small constants and those beyond the range of float16 stay unchanged.
    """
    model = onnx.load(str(source))
    graph = model.graph
    widened = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < _SMALL:
            continue
        values = numpy_helper.to_array(tensor)
        if np.abs(values).max() > np.finfo(np.float16).max:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}/float16"))
        widened.append(
            helper.make_node(
                "Cast", [tensor.name], [name], name=f"{name}/widened", to=TensorProto.FLOAT
            )
        )
    nodes = [*widened, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    _save(model, destination)


def to_int8(source: Path, destination: Path, calibration: Iterable[Feeds]) -> None:
    """Writes ``source`` quantised by the ranges that ``calibration`` shows.

    Only the part between the first convolution and the last convolution or dense layer is
    quantised: softmax, decoding and suppression stay float32. Raises `ModelFailed` without any
    calibration or if onnxruntime cannot quantise the model, `CannotWrite`.
    """
    from birdeye.onnx_runtime import quantization_tools

    quantization = quantization_tools()

    samples = iter(calibration)
    first = next(samples, None)
    if first is None:
        raise ModelFailed(
            "The model cannot be quantised without sample photos; give a folder of photos."
        )
    reader: Any = _Reader(chain([first], samples))
    with replacing(destination) as temporary, tempfile.TemporaryDirectory() as name:
        prepared, result = Path(name) / "prepared.onnx", Path(name) / "int8.onnx"
        nodes = _prepared(source, prepared)
        try:
            quantization.quantize_static(
                str(prepared),
                str(result),
                reader,
                quant_format=quantization.QuantFormat.QDQ,
                op_types_to_quantize=[*_WORKHORSES, *_BETWEEN],
                nodes_to_quantize=nodes,
                per_channel=True,
                activation_type=quantization.QuantType.QUInt8,
                weight_type=quantization.QuantType.QInt8,
                calibrate_method=quantization.CalibrationMethod.MinMax,
            )
        except BirdeyeError:
            raise
        except Exception as error:  # onnxruntime has no common error class
            raise ModelFailed(f"onnxruntime cannot quantise the model ({error}).") from error
        check_onnx(result)
        shutil.copyfile(result, temporary)


def _prepared(source: Path, destination: Path) -> list[str]:
    """Copy the model to where onnxruntime may leave files; returns the nodes to quantise.

    The mark says that the shapes are inferred and the normalisations folded, so that onnxruntime
    does not advise its own preprocessing.
    """
    model = onnx.load(str(source))
    helper.set_model_props(
        model,
        {entry.key: entry.value for entry in model.metadata_props}
        | {"onnx.quant.pre_process": "onnxruntime.quant"},
    )
    onnx.save(model, str(destination))
    return quantisable_nodes(model.graph)


def quantisable_nodes(graph: onnx.GraphProto) -> list[str]:
    """Names of the nodes that compute in int8: those that a later layer with weights still uses,
    without the first convolution, if there are others."""
    constants = {tensor.name for tensor in graph.initializer}
    useful: set[str] = set()
    names = []
    for node in reversed(graph.node):
        weighted = node.op_type in _WORKHORSES and any(name in constants for name in node.input[1:])
        if weighted or useful.intersection(node.output):
            useful.update(node.input)
        if weighted or (node.op_type in _BETWEEN and useful.intersection(node.output)):
            names.append(node.name)
    names.reverse()
    convolutions = [node.name for node in graph.node if node.op_type == "Conv"]
    return [name for name in names if name not in convolutions[:1]] or names


def change_of(
    original: Path, changed: Path, samples: Iterable[Feeds], *, rows: bool
) -> PrecisionChange:
    """Compares the answers of two models; ``rows`` if they are detections, (1, N, 6)."""
    before, after = open_session(original), open_session(changed)
    agreements: list[float] = []
    changes: list[float] = []
    count = 0
    for feeds in samples:
        count += 1
        first, second = _first_answer(before, feeds), _first_answer(after, feeds)
        if rows:
            found, moved = compared_rows(first.reshape(-1, 6), second.reshape(-1, 6))
        else:
            found, moved = compared_classes(first, second)
        agreements.extend(found)
        changes.extend(moved)
    return PrecisionChange(
        count,
        float(np.mean(agreements)) if agreements else None,
        float(np.mean(changes)) if changes else 0.0,
        float(np.max(changes)) if changes else 0.0,
        original.stat().st_size,
        changed.stat().st_size,
    )


def compared_classes(first: np.ndarray, second: np.ndarray) -> tuple[list[float], list[float]]:
    """For each row (N, classes): whether the best class is the same, and how its number changed."""
    first, second = first.reshape(len(first), -1), second.reshape(len(second), -1)
    best = first.argmax(1)
    rows = np.arange(len(first))
    same = (second.argmax(1) == best).astype(float)
    return list(same), list(np.abs(first[rows, best] - second[rows, best]).astype(float))


def compared_rows(
    first: np.ndarray, second: np.ndarray, clear_score: float = 0.3
) -> tuple[list[float], list[float]]:
    """For each clear detection of ``first``: whether ``second`` has it, and the score's change."""
    first = first[(first[:, 0] >= 0) & (first[:, 1] >= clear_score)]
    second = second[second[:, 0] >= 0]
    found, changes = [], []
    for row in first:
        rivals = second[second[:, 0] == row[0]]
        shared = _overlaps(row[2:], rivals[:, 2:])
        best = int(shared.argmax()) if len(rivals) else -1
        hit = best >= 0 and shared[best] >= 0.5
        found.append(float(hit))
        if hit:
            changes.append(float(abs(rivals[best, 1] - row[1])))
    return found, changes


def _overlaps(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Intersection over union of one corner box with many."""
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    shared = np.maximum(0, high - low).prod(1)
    union = (box[2:] - box[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(1) - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)


def _first_answer(session: Any, feeds: Feeds) -> np.ndarray:
    return np.asarray(session.run(None, dict(feeds))[0])


class _Reader:
    """Calibration inputs in the form that onnxruntime's quantiser requires."""

    def __init__(self, samples: Iterator[Feeds]) -> None:
        self._samples = samples

    def get_next(self) -> dict[str, np.ndarray] | None:
        sample = next(self._samples, None)
        return None if sample is None else dict(sample)


def _save(model: onnx.ModelProto, destination: Path) -> None:
    with replacing(destination) as temporary:
        onnx.save(model, str(temporary))
        check_onnx(temporary)
