"""The converted network against TensorFlow Lite's interpreter, on photos."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from birdeye.convert.tflite.convert import build_tflite, without_softmax
from birdeye.convert.tflite.model_file import read_tflite
from birdeye.domain.boxes import Box
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.resizing import crop_resize
from birdeye.onnx_runtime import onnxruntime

PHOTOS = 200


def print_agreement(model: Path, birds: Path) -> None:
    """The share of the same first choices, and the largest difference of a probability."""
    print(f"{PHOTOS} photos, whole, against ai-edge-litert:")
    forms = ("with its softmax", "without it, as in the pack")
    for form, found in zip(forms, agreement(model, birds), strict=True):
        print(
            f"  {form}: the same first choice in {found.same:.1%}; a probability differs by at "
            f"most {found.largest:.4f}"
        )


@dataclass(frozen=True)
class Agreement:
    """The share of the same first choices, and the largest difference of any probability."""

    same: float
    largest: float


def agreement(model: Path, birds: Path) -> tuple[Agreement, Agreement]:
    """How the network as it is and that without its softmax agree with the interpreter.

    Of equal 8-bit probabilities either may be called the first.
    """
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(str(model), num_threads=2)
    interpreter.allocate_tensors()
    entry, output = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    network = read_tflite(model)
    sessions = [_session(each) for each in (network, without_softmax(network))]
    rows: list[list[float]] = []
    for picture in pictures(birds, PHOTOS):
        interpreter.set_tensor(entry["index"], picture[None])
        interpreter.invoke()
        scale, zero = output["quantization"]
        expected = (interpreter.get_tensor(output["index"])[0].astype(float) - zero) * scale
        found = [
            session.run(None, {session.get_inputs()[0].name: picture.transpose(2, 0, 1)[None]})
            for session in sessions
        ]
        whole, logits = found[0][0][0], found[1][0][0].astype(float)
        powers = np.exp(logits - logits.max())
        row: list[float] = []
        for probabilities in (whole, powers / powers.sum()):
            row.append(float(expected[probabilities.argmax()] == expected.max()))
            row.append(float(np.abs(probabilities - expected).max()))
        rows.append(row)
    table = np.array(rows)
    whole, cut = (
        Agreement(float(table[:, at].mean()), float(table[:, at + 1].max())) for at in (0, 2)
    )
    return whole, cut


def pictures(birds: Path, count: int) -> list[np.ndarray]:
    """The first photos in the order of their names, which are random, at 224 x 224."""
    with (birds / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["file"] for row in csv.DictReader(file) if row["scientific_name"]]
    found = []
    for name in sorted(rows, key=lambda file: Path(file).name)[:count]:
        pixels = open_photo(birds / name).decode().rgb_u8
        height, width = pixels.shape[:2]
        whole = Box(0, 0, width, height).as_tuple()
        found.append(crop_resize(pixels, whole, 224, 224, (114,) * 3))
    return found


def _session(network) -> onnxruntime.InferenceSession:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "net.onnx"
        build_tflite(network).write(path)
        return onnxruntime.InferenceSession(path.read_bytes())
