"""TensorFlow Lite's own interpreter as the reference; tests skip where it is not installed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest


def interpreter_of(content: bytes, *, threads: int = 1, reference: bool = False):
    """A ready interpreter of the model, or a skip with its reason.

    With ``reference`` that of the plain reference kernels, without XNNPACK.
    """
    litert = pytest.importorskip(
        "ai_edge_litert.interpreter", reason="the TFLite interpreter is not installed"
    )
    kind = litert.OpResolverType.BUILTIN_REF if reference else litert.OpResolverType.AUTO
    interpreter = litert.Interpreter(
        model_content=content, num_threads=threads, experimental_op_resolver_type=kind
    )
    interpreter.allocate_tensors()
    return interpreter


def answers(interpreter, inputs: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Stored outputs for stored ``inputs``, in TFLite's order of axes."""
    for detail, value in zip(interpreter.get_input_details(), inputs, strict=True):
        interpreter.set_tensor(detail["index"], value)
    interpreter.invoke()
    return [
        interpreter.get_tensor(detail["index"]).copy()
        for detail in interpreter.get_output_details()
    ]


def real(detail, stored: np.ndarray) -> np.ndarray:
    """Real values of a stored output."""
    scale, zero = detail["quantization"]
    return (stored.astype(np.float64) - zero) * scale if scale else stored.astype(np.float64)
