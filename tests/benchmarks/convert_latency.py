"""Latency of converted networks in onnxruntime against the same checkpoint in MXNet 1.9.1.

From the project's root, in the project's interpreter:

    BIRDEYE_MXNET_PYTHON=/path/to/python python -m tests.benchmarks.convert_latency

For each network a checkpoint with random weights is made, converted, and run in both: rounds of
both by turns in one session, each with the same number of threads (``--threads``), so that other
work on the machine strikes both. On a busy machine ``--threads 1 --clock cpu`` is fairer: MXNet's
threads spin while they wait for one another, and processor time leaves out what others take.

Printed is the median over rounds of MXNet's time divided by ours: above 1 we are faster. MXNet's
time of a Faster R-CNN is that of the network alone, without the boxes and the suppression that the
converted network does as well. ``--int8`` adds the quantised forms. Goals: 1.0 in float32, 2.0 in
int8.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.convert import build
from birdeye.convert.precision import to_int8
from birdeye.onnx_runtime import onnxruntime
from tests.convert.reference.networks import all_networks

ROOT = Path(__file__).parents[2]
NETWORKS = ("resnet18-v1", "ssd-resnet50_512-deploy", "rcnn-vgg16-new")
INT8 = ("resnet18-v1", "ssd-resnet50_512-deploy")
CALIBRATION = 8
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}


class Peer:
    """The process that has MXNet."""

    def __init__(self, python: str, folder: Path, threads: int, clock: str) -> None:
        self.process = subprocess.Popen(
            [python, "-m", "tests.convert.reference.stopwatch", str(folder), clock],
            cwd=ROOT,
            env=os.environ | {"OMP_NUM_THREADS": str(threads)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def seconds(self, runs: int) -> list[float]:
        self.process.stdin.write(f"{runs}\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("seconds "):
                return [float(word) for word in line.split()[1:]]
        raise RuntimeError("the process with MXNet ended")

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


class Ours:
    """A converted network in onnxruntime."""

    def __init__(self, model: Path, feeds: dict[str, np.ndarray], threads: int, clock: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self.feeds = feeds
        self.clock = CLOCKS[clock]

    def seconds(self, runs: int) -> list[float]:
        found = []
        for _ in range(runs):
            started = self.clock()
            self.session.run(None, self.feeds)
            found.append(self.clock() - started)
        return found


def measure(name: str, python: str, options: argparse.Namespace) -> list[dict]:
    network = all_networks()[name]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        command = [python, "-m", "tests.convert.reference.oracle", name, temporary, "--seeds", "1"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        checkpoint = load_checkpoint(find_checkpoint(folder / "net"))
        build(checkpoint, network.shapes).write(folder / "fp32.onnx")
        forms = ["fp32"]
        if options.int8 and name in INT8:
            samples = (network.feeds(seed) for seed in range(CALIBRATION))
            to_int8(folder / "fp32.onnx", folder / "int8.onnx", samples)
            forms.append("int8")
        feeds = network.feeds(0)
        ours = {
            form: Ours(folder / f"{form}.onnx", feeds, options.threads, options.clock)
            for form in forms
        }
        peer = Peer(python, folder, options.threads, options.clock)
        times = by_turns({"mxnet": peer, **ours}, options.rounds, options.runs)
        peer.close()
    return [
        {
            "network": name,
            "form": form,
            "ratio": round(statistics.median(ratios(times["mxnet"], times[form])), 2),
            "lowest": round(min(ratios(times["mxnet"], times[form])), 2),
            "highest": round(max(ratios(times["mxnet"], times[form])), 2),
            "mxnet_ms": round(1000 * statistics.median(times["mxnet"]), 1),
            "ours_ms": round(1000 * statistics.median(times[form]), 1),
        }
        for form in forms
    ]


def by_turns(runners: dict, rounds: int, runs: int) -> dict[str, list[float]]:
    """The median of each runner in each round, after one round that does not count."""
    for runner in runners.values():
        runner.seconds(2)
    times: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(rounds):
        for name, runner in runners.items():
            times[name].append(statistics.median(runner.seconds(runs)))
    return times


def ratios(theirs: list[float], ours: list[float]) -> list[float]:
    return [one / other for one, other in zip(theirs, ours, strict=True)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("networks", nargs="*", default=NETWORKS)
    parser.add_argument("--int8", action="store_true")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--runs", type=int, default=5, help="runs of each in a round")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    python = os.environ.get("BIRDEYE_MXNET_PYTHON")
    if not python:
        print("BIRDEYE_MXNET_PYTHON does not name an interpreter that has MXNet 1.9.1")
        return 2
    found = []
    for name in options.networks:
        for line in measure(name, python, options):
            found.append(line)
            print(
                f"{line['network']:26} {line['form']}  MXNet / ours {line['ratio']:.2f} "
                f"({line['lowest']:.2f} to {line['highest']:.2f}); "
                f"{line['mxnet_ms']} ms / {line['ours_ms']} ms"
            )
            sys.stdout.flush()
    if options.json:
        options.json.write_text(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
