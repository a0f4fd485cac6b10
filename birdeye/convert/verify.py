"""Proof that a converted network answers as the checkpoint does, without MXNet.

The ONNX file runs in onnxruntime, the checkpoint in plain numpy (``evaluation``), on the same
inputs; what is reported is the largest difference of each output.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.convert.convert import Conversion
from birdeye.convert.detection_rows import ends_in_rows
from birdeye.convert.evaluation.graph_evaluation import evaluate_graph
from birdeye.convert.network_kind import NetworkKind, guessed_preprocessing, kind_of
from birdeye.domain.errors import ModelFailed

TOLERANCE = 1e-4
"""The largest difference, relative to the largest value of the output, that counts as equal."""


@dataclass(frozen=True)
class OutputDifference:
    """How one output differs. ``relative`` is to the largest value of the reference.

    For rows of detections ``rows`` of ``all_rows`` agree in class and place, and ``relative`` is
    that of those; other outputs have ``rows`` equal to ``all_rows``.
    """

    output: str
    relative: float
    rows: int
    all_rows: int

    @property
    def is_equal(self) -> bool:
        """Whether all rows are there and within the tolerance; near-ties may have swapped."""
        return self.relative <= TOLERANCE and self.rows >= self.all_rows - self.all_rows // 100


@dataclass(frozen=True)
class Verification:
    """The differences of one input; seconds are those of the numpy evaluation."""

    differences: tuple[OutputDifference, ...]
    seconds: float

    @property
    def is_equal(self) -> bool:
        """Whether all outputs are."""
        return all(difference.is_equal for difference in self.differences)

    @property
    def largest(self) -> float:
        """The largest relative difference of all outputs."""
        return max((difference.relative for difference in self.differences), default=0.0)


def verify(conversion: Conversion, model: Path, *, count: int = 2) -> Iterator[Verification]:
    """Runs the ONNX file and the checkpoint on ``count`` inputs made of noise, one at a time.

    Raises `ModelFailed` if onnxruntime refuses the file, `OperatorUnsupported` if numpy has no
    evaluation of an operator.
    """
    from birdeye.onnx_runtime import onnxruntime

    try:
        session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common error class
        raise ModelFailed(f"onnxruntime refuses the converted model ({error}).") from error
    for seed in range(count):
        feeds = sample_inputs(conversion, seed)
        converted = session.run(None, feeds)
        started = time.perf_counter()
        expected = evaluate_graph(conversion.checkpoint, conversion.graph, feeds)
        seconds = time.perf_counter() - started
        yield Verification(_differences(conversion, converted, expected), seconds)


def _differences(
    conversion: Conversion, found: Sequence[np.ndarray], expected: Sequence[np.ndarray]
) -> tuple[OutputDifference, ...]:
    names = list(conversion.output_shapes)
    if kind_of(conversion.graph) is NetworkKind.GLUON_DETECTOR and len(names) == 3:
        # Ids, scores and boxes are rows that lie in three outputs.
        sides = next(iter(conversion.input_shapes.values()))[:1:-1] * 2
        found, expected = (
            [np.concatenate([*values[:2], values[2] / np.float32(sides)], axis=2)]
            for values in (found, expected)
        )
        names = ["detections"]
    is_rows = ends_in_rows(conversion.graph) or names == ["detections"]
    return tuple(
        difference_of(name, ours, theirs, is_rows=is_rows)
        for name, ours, theirs in zip(names, found, expected, strict=True)
    )


def sample_inputs(conversion: Conversion, seed: int) -> dict[str, np.ndarray]:
    """Inputs like photos: smooth noise in the range that the network's preprocessing yields."""
    generator = np.random.default_rng(seed)
    feeds = {}
    for name, shape in conversion.input_shapes.items():
        if name == "im_info":
            size = next(s for other, s in conversion.input_shapes.items() if other != name)[2:]
            feeds[name] = np.array([[*size, 1.0]], np.float32)
        elif len(shape) == 4:
            feeds[name] = _smooth_noise(generator, shape, _span(conversion))
        else:
            feeds[name] = generator.standard_normal(shape).astype(np.float32)
    return feeds


def difference_of(
    name: str, found: np.ndarray, expected: np.ndarray, *, is_rows: bool
) -> OutputDifference:
    """How ``found`` differs from ``expected``; a wrong shape is an infinite difference."""
    if is_rows:
        return _difference_of_rows(name, found.reshape(-1, 6), expected.reshape(-1, 6))
    if found.shape != expected.shape:
        return OutputDifference(name, float("inf"), 0, len(expected))
    largest = float(np.abs(expected).max(initial=0.0)) or 1.0
    difference = float(np.abs(found - expected).max(initial=0.0)) / largest
    if not np.isfinite(difference):
        same = np.array_equal(np.isfinite(found), np.isfinite(expected))
        difference = 0.0 if same and np.array_equal(found, expected) else float("inf")
    return OutputDifference(name, difference, len(expected), len(expected))


def _difference_of_rows(name: str, found: np.ndarray, expected: np.ndarray) -> OutputDifference:
    """Rows (class, score, x1, y1, x2, y2) in any order of near-ties; class -1 is no row."""
    found, expected = found[found[:, 0] >= 0], expected[expected[:, 0] >= 0]
    if len(expected) and np.abs(expected[:, 2:]).max() > 2:
        # Boxes in pixels are compared as fractions of the widest extent.
        extent = np.array([1, 1, *[np.abs(expected[:, 2:]).max()] * 4], np.float32)
        found, expected = found / extent, expected / extent
    agreeing, largest = 0, 0.0
    free = np.ones(len(found), bool)
    for row in expected:
        distance = np.abs(found[:, 1:] - row[1:]).max(axis=1, initial=0.0)
        distance[(found[:, 0] != row[0]) | ~free] = np.inf
        nearest = int(distance.argmin()) if len(found) else -1
        if nearest >= 0 and distance[nearest] <= 10 * TOLERANCE:
            free[nearest] = False
            agreeing += 1
            largest = max(largest, float(distance[nearest]))
    return OutputDifference(name, largest, agreeing, max(len(expected), len(found)))


def _span(conversion: Conversion) -> tuple[float, float]:
    guessed = guessed_preprocessing(conversion.graph)
    return (
        (0 - max(guessed.mean)) * guessed.scale[0],
        (255 - min(guessed.mean)) * guessed.scale[0],
    )


def _smooth_noise(
    generator: np.random.Generator, shape: tuple[int, ...], span: tuple[float, float]
) -> np.ndarray:
    """Noise of several sizes of patch, stretched to ``span``."""
    total = np.zeros(shape)
    for patch in (1, 4, 16, 64):
        rows, columns = -(-shape[2] // patch), -(-shape[3] // patch)
        noise = generator.standard_normal((*shape[:2], rows, columns)) * patch**0.5
        noise = noise.repeat(patch, axis=2).repeat(patch, axis=3)
        total += noise[:, :, : shape[2], : shape[3]]
    low, high = total.min(), total.max()
    stretched = (total - low) / (high - low) * (span[1] - span[0]) + span[0]
    return stretched.astype(np.float32)
