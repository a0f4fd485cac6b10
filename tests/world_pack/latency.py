"""How fast the quantised network is beside its float form and the interpreter, in one run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from birdeye.convert.tflite.convert import build_tflite
from birdeye.convert.tflite.model_file import read_tflite
from birdeye.convert.tflite.network import TfliteNetwork
from birdeye.convert.tflite.stored_values import real_values
from birdeye.onnx_runtime import onnxruntime

ROUNDS = 60
THREADS = 2


def print_latency(model: Path) -> None:
    """Medians of rounds in which each takes its turn, as ratios to the quantised ONNX."""
    from ai_edge_litert.interpreter import Interpreter

    network = read_tflite(model)
    picture = np.random.default_rng(0).integers(0, 256, (1, 3, 224, 224)).astype(np.uint8)
    interpreter = Interpreter(str(model), num_threads=THREADS)
    interpreter.allocate_tensors()
    entry = interpreter.get_input_details()[0]["index"]
    channels_last = np.ascontiguousarray(picture.transpose(0, 2, 3, 1))

    def interpret() -> None:
        interpreter.set_tensor(entry, channels_last)
        interpreter.invoke()

    runners: dict[str, Callable[[], object]] = {
        "quantised ONNX": _runner(network, picture),
        "float ONNX": _runner(float_form(network), ((picture - 128.0) / 128).astype(np.float32)),
        "TFLite interpreter": interpret,
    }
    seconds = {name: [] for name in runners}
    for _ in range(ROUNDS):
        for name, run in runners.items():
            run()  # what the one before left in the caches is gone
            started = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - started)
    medians = {name: float(np.median(taken)) for name, taken in seconds.items()}
    print(f"{THREADS} threads, medians of {ROUNDS} rounds:")
    for name, median in medians.items():
        print(f"  {name:<18} {median * 1e3:6.2f} ms  {median / medians['quantised ONNX']:.2f}")


def float_form(network: TfliteNetwork) -> TfliteNetwork:
    """The same network with real values in the place of stored integers."""
    tensors = tuple(
        tensor
        if not tensor.is_quantised
        else replace(
            tensor,
            dtype=np.dtype(np.float32),
            quantisation=None,
            value=None if tensor.value is None else real_values(tensor).astype(np.float32),
        )
        for tensor in network.tensors
    )
    return replace(network, tensors=tensors)


def _runner(network: TfliteNetwork, picture: np.ndarray) -> Callable[[], object]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "net.onnx"
        build_tflite(network).write(path)
        session = onnxruntime.InferenceSession(path.read_bytes(), options)
    feeds = {session.get_inputs()[0].name: picture}
    return lambda: session.run(None, feeds)
