"""Times a checkpoint in MXNet, for `tests.benchmarks.convert_latency`.

Runs in the interpreter that has MXNet 1.9.1:

    python -m tests.convert.reference.stopwatch FOLDER CLOCK

FOLDER is what `oracle` wrote, CLOCK is wall or cpu. Each line on standard input is a number of
runs; each line of the answer holds the seconds that they took, separated by spaces.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import mxnet as mx
import numpy as np

from tests.convert.reference.oracle import testable


def bound(folder: Path) -> mx.executor.Executor:
    """The test graph of the checkpoint, bound as a Module binds it, with the first input fed."""
    symbol, arguments, auxiliaries = mx.model.load_checkpoint(str(folder / "net"), 0)
    symbol = testable(symbol)
    with np.load(folder / "answers.npz") as stored:
        feeds = {
            name: stored[f"{name}_0"] for name in ("data", "im_info") if f"{name}_0" in stored.files
        }
    executor = symbol.simple_bind(
        mx.cpu(), grad_req="null", **{name: value.shape for name, value in feeds.items()}
    )
    executor.copy_params_from(arguments, auxiliaries, allow_extra_params=True)
    for name, value in feeds.items():
        executor.arg_dict[name][:] = value
    return executor


def main() -> None:
    executor = bound(Path(sys.argv[1]))
    clock = time.process_time if sys.argv[2] == "cpu" else time.perf_counter
    for line in sys.stdin:
        seconds = []
        for _ in range(int(line)):
            started = clock()
            for output in executor.forward(is_train=False):
                output.wait_to_read()
            seconds.append(clock() - started)
        print("seconds " + " ".join(f"{value:.6f}" for value in seconds), flush=True)


if __name__ == "__main__":
    main()
