"""Proof that a written network answers as its original does.

The ONNX file runs in onnxruntime, the original by the source's own evaluation, on the same inputs;
what is reported is the largest difference of each output. Shapes are compared with those that the
file declares, so that no other program trips over them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from birdeye.convert.differences import OutputDifference
from birdeye.convert.source import Source
from birdeye.domain.errors import ModelFailed


@dataclass(frozen=True)
class Verification:
    """The differences of one input; seconds are those of the original's evaluation."""

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


def verify(source: Source, model: Path, *, count: int = 2) -> Iterator[Verification]:
    """Runs the ONNX file and the original on ``count`` inputs like photos, one at a time.

    Raises `ModelFailed` if onnxruntime refuses the file, `OperatorUnsupported` if the source has
    no evaluation of an operator.
    """
    session = open_session(model)
    for seed in range(count):
        feeds = source.sample_feeds(seed)
        found = [np.asarray(value) for value in session.run(None, feeds)]
        started = time.perf_counter()
        expected = source.evaluate(feeds)
        seconds = time.perf_counter() - started
        wrong = tuple(undeclared_shapes(session, found))
        yield Verification(wrong or source.differences(found, expected), seconds)


def open_session(model: Path) -> Any:
    """An onnxruntime session on the CPU. Raises `ModelFailed` for a file that it refuses."""
    return session_of(str(model), model.name)


def session_of(model: str | bytes, subject: str) -> Any:
    """As `open_session`, for the path or the bytes of a model that is called ``subject``."""
    from birdeye.onnx_runtime import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common error class
        raise ModelFailed(f"onnxruntime refuses “{subject}” ({error}).") from error


def smooth_noise(
    generator: np.random.Generator, shape: Sequence[int], span: tuple[float, float]
) -> np.ndarray:
    """Pictures (N, C, H, W): noise of several sizes of patch, stretched to ``span``."""
    total = np.zeros(tuple(shape))
    for patch in (1, 4, 16, 64):
        rows, columns = -(-shape[2] // patch), -(-shape[3] // patch)
        noise = generator.standard_normal((*shape[:2], rows, columns)) * patch**0.5
        noise = noise.repeat(patch, axis=2).repeat(patch, axis=3)
        total += noise[:, :, : shape[2], : shape[3]]
    low, high = total.min(), total.max()
    stretched = (total - low) / max(high - low, 1e-9) * (span[1] - span[0]) + span[0]
    return stretched.astype(np.float32)


def undeclared_shapes(session: Any, found: Sequence[np.ndarray]) -> Iterator[OutputDifference]:
    """The outputs whose shapes are not those that the file declares."""
    for output, values in zip(session.get_outputs(), found, strict=True):
        declared = output.shape
        fits = len(declared) == values.ndim and all(
            not isinstance(size, int) or size == has
            for size, has in zip(declared, values.shape, strict=True)
        )
        if not fits:
            reason = f"has the shape {list(values.shape)}, but the file declares {list(declared)}"
            yield OutputDifference(output.name, float("inf"), 0, 1, reason=reason)
