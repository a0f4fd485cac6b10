"""Which hardware runs the networks: the processor, or another that this build of onnxruntime
supports.

Birdeye is made for the processor, and only that is tested. Another provider is used on request; if
it is missing or does not start, the processor takes over, and a sentence says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from birdeye.domain.providers import Provider
from birdeye.onnx_runtime import onnxruntime

_PROVIDERS: Mapping[Provider, str] = MappingProxyType(
    {
        Provider.CPU: "CPUExecutionProvider",
        Provider.CUDA: "CUDAExecutionProvider",
        Provider.TENSORRT: "TensorrtExecutionProvider",
        Provider.ROCM: "ROCMExecutionProvider",
        Provider.MIGRAPHX: "MIGraphXExecutionProvider",
        Provider.DIRECTML: "DmlExecutionProvider",
        Provider.COREML: "CoreMLExecutionProvider",
        Provider.OPENVINO: "OpenVINOExecutionProvider",
    }
)


def available_providers() -> tuple[Provider, ...]:
    """What this build of onnxruntime supports, the processor first. It may still fail to start."""
    known = onnxruntime.get_available_providers()
    return tuple(provider for provider, name in _PROVIDERS.items() if name in known)


def open_network(
    content: bytes, options: onnxruntime.SessionOptions, provider: Provider
) -> tuple[onnxruntime.InferenceSession, str | None]:
    """The network in ``content`` on ``provider``, and why not if the processor has to do it.

    Raises whatever onnxruntime raises if the processor refuses the network, too.
    """
    if provider is Provider.CPU:
        return _open(content, options, provider), None
    if provider not in available_providers():
        return _open(content, options, Provider.CPU), (
            f"This build of onnxruntime has no provider “{provider}”, so the processor does the "
            f"work. Install a build that has it, or leave the choice out. {_choices()}"
        )
    try:
        session = _open(content, options, provider)
    except Exception:  # onnxruntime has no common error class
        started = False
    else:
        started = _PROVIDERS[provider] in session.get_providers()
    if started:
        return session, None
    return _open(content, options, Provider.CPU), (
        f"The provider “{provider}” does not start, so the processor does the work. Check "
        "whether its driver is installed, or leave the choice out."
    )


def _open(
    content: bytes, options: onnxruntime.SessionOptions, provider: Provider
) -> onnxruntime.InferenceSession:
    if provider is Provider.DIRECTML:
        options.enable_mem_pattern = False  # which it does not support
    names = list(dict.fromkeys([_PROVIDERS[provider], _PROVIDERS[Provider.CPU]]))
    # Its own falling back would print to standard output.
    return onnxruntime.InferenceSession(content, options, providers=names, enable_fallback=0)


def _choices() -> str:
    return f"Here: {', '.join(available_providers())}."
