"""Networks under Birdeye's own session options, without a pack around them."""

from __future__ import annotations

from pathlib import Path

from birdeye.onnx_runtime import onnxruntime
from birdeye.vision.session import _options


def bare_session(file: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """``file``, loaded."""
    return onnxruntime.InferenceSession(
        str(file), _options(threads), providers=["CPUExecutionProvider"]
    )
