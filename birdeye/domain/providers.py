"""What can run the networks, by the names used in commands and settings."""

from __future__ import annotations

from enum import StrEnum


class Provider(StrEnum):
    """The processor, which is always available and the only one tested, and the alternatives."""

    CPU = "cpu"
    CUDA = "cuda"
    TENSORRT = "tensorrt"
    ROCM = "rocm"
    MIGRAPHX = "migraphx"
    DIRECTML = "directml"
    COREML = "coreml"
    OPENVINO = "openvino"
