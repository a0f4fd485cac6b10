"""Proof that a converted TFLite network answers as the file does, without TFLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from birdeye.convert.tflite.convert import TfliteConversion
from birdeye.convert.tflite.evaluation import evaluate_tflite, stored_exactly
from birdeye.convert.verify import TOLERANCE, OutputDifference, difference_of
from birdeye.domain.errors import ModelFailed

QUANTISED_TOLERANCE = 0.1
"""The largest difference, relative to the largest value of the output, that counts as equal where
every layer rounds: halves go another way here and there, and noise is no photo."""


def verify_tflite(
    conversion: TfliteConversion, model: Path, *, count: int = 2
) -> Iterator[tuple[OutputDifference, ...]]:
    """Runs the ONNX file and the numpy evaluation on ``count`` inputs of noise, one at a time.

    Raises `ModelFailed` if onnxruntime refuses the file, `OperatorUnsupported` if numpy has no
    evaluation of an operator.
    """
    from birdeye.onnx_runtime import onnxruntime

    try:
        session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common error class
        raise ModelFailed(f"onnxruntime refuses the converted model ({error}).") from error
    for seed in range(count):
        real, fed = _sample_inputs(conversion, np.random.default_rng(seed))
        found = session.run(None, fed)
        expected = evaluate_tflite(conversion.network, real)
        yield tuple(
            difference_of(name, ours, _channels_first(theirs), is_rows=False)
            for name, ours, theirs in zip(conversion.output_shapes, found, expected, strict=True)
        )


def tolerance_of(conversion: TfliteConversion) -> float:
    """How far an output may be off, relative to its largest value."""
    return QUANTISED_TOLERANCE if conversion.network.is_quantised else TOLERANCE


def _sample_inputs(
    conversion: TfliteConversion, generator: np.random.Generator
) -> tuple[dict[int, np.ndarray], dict[str, np.ndarray]]:
    """Real values by tensor for the evaluation, and what is fed for them by name of the input."""
    network, real, fed = conversion.network, {}, {}
    for index, entry in zip(network.inputs, conversion.builder.graph_inputs, strict=True):
        tensor = network.tensors[index]
        if tensor.is_quantised:
            scale, zero = tensor.quantisation.scales[0], tensor.quantisation.zero_points[0]
            low = np.iinfo(tensor.dtype).min
            pixels = generator.integers(0, 256, tensor.shape)
            real[index] = stored_exactly((pixels + low - zero) * float(scale), tensor)
            fed[entry.name] = _channels_first(pixels).astype(np.uint8)
        else:
            values = generator.uniform(-1, 1, tensor.shape).astype(np.float32)
            real[index] = values.astype(np.float64)
            fed[entry.name] = _channels_first(values)
    return real, fed


def _channels_first(values: np.ndarray) -> np.ndarray:
    return values.transpose(0, 3, 1, 2) if values.ndim == 4 else values
