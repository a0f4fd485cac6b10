"""Converts a checkpoint with Birdeye and runs the result in onnxruntime, for comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.convert.mxnet.source import MxnetSource
from birdeye.onnx_runtime import onnxruntime
from tests.convert.reference.cases import OperatorCase
from tests.convert.reference.checkpoint_writer import write_checkpoint


def write_case(case: OperatorCase, folder: Path) -> Path:
    """Writes the checkpoint of an operator's case; returns its prefix."""
    # A file without a single name would be taken for another kind of file.
    weights = case.weights or {"arg:unused": np.zeros(1, np.float32)}
    write_checkpoint(folder / "case", case.symbol, weights)
    return folder / "case"


def convert_case(case: OperatorCase, folder: Path) -> MxnetSource:
    """The conversion of an operator's case."""
    shapes = {name: value.shape for name, value in case.feeds.items()}
    return build(load_checkpoint(find_checkpoint(write_case(case, folder))), shapes)


def run_onnx(path: Path, feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
    """All outputs of an ONNX file, in order."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    wanted = {item.name for item in session.get_inputs()}
    return session.run(None, {name: value for name, value in feeds.items() if name in wanted})


def answers_of_birdeye(case: OperatorCase, folder: Path) -> list[np.ndarray]:
    """What the converted case answers in onnxruntime."""
    conversion = convert_case(case, folder)
    conversion.write(folder / "case.onnx")
    return run_onnx(folder / "case.onnx", case.feeds)
