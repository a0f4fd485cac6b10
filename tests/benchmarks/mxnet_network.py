"""Times a checkpoint in MXNet 1.9.1, as a child of `tests.benchmarks.against_mxnet`.

    python -m tests.benchmarks.mxnet_network PREFIX CHANNELS HEIGHT WIDTH

An order is [batch, runs]; the answer holds the wall and the CPU milliseconds of each run.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import numpy as np

from tests.benchmarks.children import serve

# MXNet is in the other interpreter only, and --help works in ours too.


class Network:
    def __init__(self, prefix: str, shape: tuple[int, int, int]) -> None:
        import mxnet as mx

        self.mx = mx
        self.symbol, self.arguments, self.auxiliaries = mx.model.load_checkpoint(prefix, 0)
        self.shape = shape
        self.executors: dict[int, Any] = {}

    def bound(self, batch: int) -> Any:
        if batch not in self.executors:
            executor = self.symbol.simple_bind(
                self.mx.cpu(), grad_req="null", data=(batch, *self.shape)
            )
            executor.copy_params_from(self.arguments, self.auxiliaries, allow_extra_params=True)
            executor.arg_dict["data"][:] = np.random.default_rng(0).uniform(
                0, 255, (batch, *self.shape)
            )
            self.executors[batch] = executor
        return self.executors[batch]

    def run(self, order: tuple[int, int]) -> dict[str, list[float]]:
        batch, runs = order
        executor = self.bound(batch)
        wall, cpu = [], []
        for _ in range(runs):
            started, started_cpu = time.perf_counter(), time.process_time()
            for output in executor.forward(is_train=False):
                output.wait_to_read()
            wall.append(1000 * (time.perf_counter() - started))
            cpu.append(1000 * (time.process_time() - started_cpu))
        return {"wall": wall, "cpu": cpu}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prefix", help="of the checkpoint's files")
    for name in ("channels", "height", "width"):
        parser.add_argument(name, type=int)
    options = parser.parse_args()
    serve(Network(options.prefix, (options.channels, options.height, options.width)).run)
