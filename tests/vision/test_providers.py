"""What runs the networks when another provider than the processor is asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from birdeye.domain.providers import Provider
from birdeye.onnx_runtime import onnxruntime
from birdeye.vision import providers
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.vision.providers import available_providers
from tests.helpers.tiny_pack import make_tiny_pack


@pytest.fixture
def pack(tmp_path):
    return make_tiny_pack(tmp_path / "tiny")


@pytest.fixture
def with_cuda(monkeypatch):
    """A build that knows CUDA; what it opens is what the test says."""
    names = ["CUDAExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: names)
    opened = []
    open_session = onnxruntime.InferenceSession

    def install(start):
        def open_one(content, options, providers, **_):
            opened.append(providers)
            if providers[0] == "CUDAExecutionProvider":
                return start(content, options)
            return open_session(content, options, providers=providers)

        monkeypatch.setattr(providers.onnxruntime, "InferenceSession", open_one)
        return opened

    return install


def identifier_with(pack, provider):
    return Identifier(pack, IdentifyOptions(threads=1, provider=provider))


def test_the_processor_is_the_default_and_needs_no_words(pack):
    assert Identifier(pack).why_not_provider is None
    assert available_providers()[0] is Provider.CPU


def test_provider_that_the_build_lacks_is_replaced_with_a_sentence(pack, capfd):
    lacking = next(each for each in Provider if each not in available_providers())
    identifier = identifier_with(pack, lacking)
    assert identifier.why_not_provider == (
        f"This build of onnxruntime has no provider “{lacking}”, so the processor does the work. "
        "Install a build that has it, or leave the choice out. "
        f"Here: {', '.join(available_providers())}."
    )
    assert capfd.readouterr() == ("", "")


def test_provider_that_does_not_start_is_replaced_with_a_sentence(pack, with_cuda):
    def fail(content, options):
        raise RuntimeError("libcudart.so is missing")

    opened = with_cuda(fail)
    sentence = identifier_with(pack, Provider.CUDA).why_not_provider
    assert sentence.startswith("The provider “cuda” does not start, so the processor")
    assert opened[:2] == [
        ["CUDAExecutionProvider", "CPUExecutionProvider"],
        ["CPUExecutionProvider"],
    ]


def test_provider_that_silently_stays_away_is_noticed(pack, with_cuda):
    session = onnxruntime.InferenceSession
    with_cuda(lambda content, options: session(content, options, ["CPUExecutionProvider"]))
    assert "does not start" in identifier_with(pack, Provider.CUDA).why_not_provider


def test_provider_that_starts_runs_one_network_at_a_time(pack, with_cuda):
    cpu_session = onnxruntime.InferenceSession
    inside, most = [], []

    class Session:
        def __init__(self, content, options):
            self._session = cpu_session(content, options, ["CPUExecutionProvider"])

        def __getattr__(self, name):
            return getattr(self._session, name)

        def get_providers(self):
            return ["CUDAExecutionProvider", "CPUExecutionProvider"]

        def run(self, *arguments):
            inside.append(1)
            most.append(len(inside))
            answer = self._session.run(*arguments)
            inside.pop()
            return answer

    with_cuda(Session)
    identifier = identifier_with(pack, Provider.CUDA)
    assert identifier.why_not_provider is None
    detector = identifier._detector._session
    tensor = np.zeros([size or 1 for size in detector.input.shape], detector.input.dtype)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(detector.run, [tensor] * 40))
    assert max(most) == 1
