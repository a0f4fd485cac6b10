"""The only module that creates onnxruntime sessions, so that every model runs under the same rules.

On the processor unless another provider is requested; from bytes with a verified checksum, so that
what runs is what was checked; without files beside the model and without operators from outside
onnxruntime.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.domain.errors import ModelFailed
from birdeye.domain.providers import Provider
from birdeye.onnx_runtime import onnxruntime
from birdeye.packs.manifest import InputSpec, Layout
from birdeye.packs.pack import MAX_MODEL_BYTES
from birdeye.vision.freed_memory import return_freed_memory
from birdeye.vision.processor import may_overflow
from birdeye.vision.providers import open_network

_ELEMENT_TYPES: dict[str, type[np.generic]] = {
    "tensor(float)": np.float32,
    "tensor(uint8)": np.uint8,
}
_NEXT_STEP = "Install the model pack again, or ask whoever made it."


def available_cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class ModelInput:
    """The single input of a model; ``shape`` has None if the model accepts any size."""

    name: str
    shape: tuple[int | None, ...]
    dtype: type[np.generic]


class ModelSession:
    """A loaded network with one input; safe to run from several threads at once.

    Args:
        file: the ONNX file.
        sha256: its checksum in hexadecimal digits.
        threads: threads for one run; 1 runs in the caller's thread.
        outputs: names of the outputs that `run` returns, in that order; all if empty.
        provider: what should run it; ``why_not_provider`` is a sentence if that is not available
            and the processor does it, else None.

    Raises `ModelFailed` if the file is missing, does not match the checksum, or is refused by
    onnxruntime.
    """

    def __init__(
        self,
        file: Path,
        sha256: str,
        *,
        threads: int,
        outputs: Sequence[str] = (),
        provider: Provider = Provider.CPU,
    ) -> None:
        self.file = file
        content = _read_checked(file, sha256)
        try:
            self._session, self.why_not_provider = open_network(
                content, _options(threads), provider
            )
            del content
            return_freed_memory()
        except Exception as error:  # onnxruntime has no common error class
            raise self.failure(f"onnxruntime refuses it ({_first_line(error)})") from error
        # Not every provider supports several runs at once, and none is faster for it.
        alone = provider is not Provider.CPU and self.why_not_provider is None
        self._turn: AbstractContextManager[object] = threading.Lock() if alone else nullcontext()
        self.input = self._only_input()
        known = [output.name for output in self._session.get_outputs()]
        missing = [name for name in outputs if name not in known]
        if missing:
            raise self.failure(
                f"it has no output named “{missing[0]}”; its outputs are {', '.join(known)}"
            )
        self._outputs = list(outputs) or known

    def run(self, tensor: np.ndarray) -> list[np.ndarray]:
        """The outputs for ``tensor``; `ModelFailed` if the network stops half-way."""
        try:
            with self._turn:
                return self._session.run(self._outputs, {self.input.name: tensor})
        except Exception as error:  # onnxruntime has no common error class
            raise self.failure(f"it stopped half-way ({_first_line(error)})") from error

    def failure(self, reason: str) -> ModelFailed:
        """The error that says what is wrong with this model."""
        return _failure(self.file, reason)

    def expect_input(self, spec: InputSpec) -> None:
        """Raise `ModelFailed` unless the network takes tensors of ``spec``, at any batch size."""
        picture = (
            (3, spec.height, spec.width)
            if spec.layout is Layout.NCHW
            else (spec.height, spec.width, 3)
        )
        shape = self.input.shape
        fits = len(shape) == 4 and all(
            size is None or size == wanted for size, wanted in zip(shape[1:], picture, strict=True)
        )
        if not fits:
            raise self.failure(
                f"its input has the shape {_shape_words(shape)}, but the manifest says "
                f"{_shape_words((None, *picture))}"
            )
        if np.dtype(self.input.dtype) != np.dtype(spec.dtype.value):
            raise self.failure(
                f"its input is {np.dtype(self.input.dtype)}, but the manifest says {spec.dtype}"
            )

    def _only_input(self) -> ModelInput:
        inputs = self._session.get_inputs()
        if len(inputs) != 1:
            raise self.failure(f"it has {len(inputs)} inputs instead of one")
        dtype = _ELEMENT_TYPES.get(inputs[0].type)
        if dtype is None:
            raise self.failure(f"its input is a {inputs[0].type}, which Birdeye cannot feed")
        shape = tuple(size if isinstance(size, int) else None for size in inputs[0].shape)
        return ModelInput(inputs[0].name, shape, dtype)


def _read_checked(file: Path, sha256: str) -> bytes:
    try:
        if file.exists() and not file.is_file():  # a pipe would block forever
            raise _failure(file, "it is not a file")
        with file.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > MAX_MODEL_BYTES:
                raise _failure(file, "it is larger than any model of this kind")
            content = stream.read()
    except OSError as error:
        raise _failure(file, error.strerror or "the file cannot be read") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _failure(file, "its checksum is not the one in the pack's manifest")
    return content


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # errors are raised, not printed
    # Threads that spin between runs take the cores that decode the next photo.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if may_overflow():
        options.add_session_config_entry("session.x64quantprecision", "1")
    # A model from bytes would look for external data in the current folder.
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", os.devnull
    )
    return options


def _shape_words(shape: Sequence[int | None]) -> str:
    return " × ".join("any" if size is None else str(size) for size in shape)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__


def _failure(file: Path, reason: str) -> ModelFailed:
    return ModelFailed(f"The model “{file.name}” cannot be used: {reason}. {_NEXT_STEP}")
