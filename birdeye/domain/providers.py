"""What may run the networks, by the names that people write in commands and settings."""

from __future__ import annotations

from enum import StrEnum


class Provider(StrEnum):
    """The processor, which is always there and the only one tested, and what may stand beside."""

    CPU = "cpu"
    CUDA = "cuda"
    TENSORRT = "tensorrt"
    ROCM = "rocm"
    MIGRAPHX = "migraphx"
    DIRECTML = "directml"
    COREML = "coreml"
    OPENVINO = "openvino"
