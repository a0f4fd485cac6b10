"""Opens ONNX networks for the recipe: on the CPU, with as many threads as the caller says."""

from __future__ import annotations

from birdeye.onnx_runtime import onnxruntime


def session(model: bytes, threads: int) -> onnxruntime.InferenceSession:
    """A session on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
