"""Times a checkpoint in MXNet 1.9.1, as a child of `tests.benchmarks.against_mxnet`.

    python -m tests.benchmarks.mxnet_network PREFIX CHANNELS HEIGHT WIDTH

An order is [batch, runs]; the answer holds the wall and the CPU milliseconds of each run.
"""

from __future__ import annotations

import sys
import time

import mxnet as mx
import numpy as np

from tests.benchmarks.children import serve


class Network:
    def __init__(self, prefix: str, shape: tuple[int, int, int]) -> None:
        self.symbol, self.arguments, self.auxiliaries = mx.model.load_checkpoint(prefix, 0)
        self.shape = shape
        self.executors: dict[int, mx.executor.Executor] = {}

    def bound(self, batch: int) -> mx.executor.Executor:
        if batch not in self.executors:
            executor = self.symbol.simple_bind(mx.cpu(), grad_req="null", data=(batch, *self.shape))
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
    serve(Network(sys.argv[1], tuple(map(int, sys.argv[2:5]))).run)
