"""Latency of the built-in pack's networks against their own checkpoints in MXNet 1.9.1.

From the project's root, in the project's interpreter:

    BIRDEYE_MXNET_PYTHON=/path/to/python python -m tests.training.shipped_latency

Each network is timed as float32 ONNX and as it ships, by turns with MXNet in one session
(`tests.benchmarks.convert_latency`), and with ``--earlier`` as an earlier version of the pack had
it. Printed is the median over rounds of MXNet's time divided by ours: above 1 we are faster.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build, input_shapes_at
from birdeye.packs.pack import Pack, load_pack
from tests.benchmarks.convert_latency import CLOCKS, Ours, Peer, by_turns, ratios

MODELS = Path(__file__).resolve().parents[2] / "models"
CHECKPOINTS = MODELS / "checkpoints" / "birdeye-1"


def measure(network: str, python: str, options: argparse.Namespace) -> None:
    """Print a line for each form of one network."""
    pack = load_pack(MODELS / "birdeye-1")
    spec = {"detector": pack.manifest.detector, "classifier": pack.manifest.classifier}[network]
    checkpoint = load_checkpoint(find_checkpoint(CHECKPOINTS / network))
    shapes = input_shapes_at(checkpoint, spec.input.height, spec.input.width)
    pixels = np.random.default_rng(3).uniform(0, 255, shapes["data"]).astype(np.float32)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for suffix in ("-symbol.json", "-0000.params"):
            shutil.copyfile(CHECKPOINTS / f"{network}{suffix}", folder / f"net{suffix}")
        np.savez(folder / "answers.npz", data_0=pixels)
        build(checkpoint, shapes, for_pack=True).write(folder / "fp32.onnx")
        forms = {"fp32": folder / "fp32.onnx", "as shipped": file_of(pack, network)}
        if options.earlier:
            earlier = load_pack(options.earlier)
            forms[f"version {earlier.manifest.version}"] = file_of(earlier, network)
        ours = {
            form: Ours(path, {"data": pixels}, options.threads, options.clock)
            for form, path in forms.items()
        }
        peer = Peer(python, folder, options.threads, options.clock)
        times = by_turns({"mxnet": peer, **ours}, options.rounds, options.runs)
        peer.close()
    for form in forms:
        found = ratios(times["mxnet"], times[form])
        print(
            f"{network:10} {form:11} MXNet / ours {statistics.median(found):.2f} "
            f"({min(found):.2f} to {max(found):.2f}); "
            f"{1000 * statistics.median(times['mxnet']):.1f} ms / "
            f"{1000 * statistics.median(times[form]):.1f} ms",
            flush=True,
        )


def file_of(pack: Pack, network: str) -> Path:
    """The file of one network."""
    return pack.detector_file if network == "detector" else pack.classifier_file


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--runs", type=int, default=10, help="runs of each in a round")
    parser.add_argument("--earlier", type=Path, help="folder of an earlier version of the pack")
    options = parser.parse_args()
    python = os.environ.get("BIRDEYE_MXNET_PYTHON")
    if not python:
        print("BIRDEYE_MXNET_PYTHON does not name an interpreter that has MXNet 1.9.1")
        return 2
    for network in ("detector", "classifier"):
        measure(network, python, options)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
