"""Gives crops to one network in real MXNet 1.9.1, prepared as it was trained.

Runs in the interpreter that has MXNet, from the project's root:

    $BIRDEYE_MXNET_PYTHON -m tests.convert.reference.fed_with_crops NETWORK FOLDER [--in-graph]

FOLDER holds ``crops.npy`` (B, H, W, 3), 8-bit RGB; afterwards also the checkpoint ``net``, the
network's ``answers.npy`` (B, classes), and ``preparation.json`` (mean and scale, R, G, B). With
``--in-graph`` the checkpoint itself subtracts and scales, and takes the pixels as they are.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import mxnet as mx
import numpy as np

from tests.convert.reference.networks import all_networks
from tests.convert.reference.oracle import Runner

PREPARATIONS = {
    "raw": ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
    "mean": ((123.68, 116.779, 103.939), (1.0, 1.0, 1.0)),
    "unit": ((123.675, 116.28, 103.53), (1 / 58.395, 1 / 57.12, 1 / 57.375)),
}
"""Mean and scale by the ``span`` of a network."""

IN_GRAPH = ((127.5, 127.5, 127.5), (1 / 127.5, 1 / 127.5, 1 / 127.5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", choices=sorted(all_networks()))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--in-graph", action="store_true")
    options = parser.parse_args()
    network = all_networks()[options.network]
    runner = Runner(network, options.folder)
    runner.calibrate()
    mean, scale = PREPARATIONS[network.span]
    if options.in_graph:
        (mean, scale), own = PREPARATIONS["raw"], IN_GRAPH
        data = (mx.sym.Variable("data") - own[0][0]) * own[1][0]
        # The first layer expects the span that it was calibrated with, of some 60 either side.
        runner.symbol = runner.saved = runner.saved(data=data * 60)
    runner.save()
    crops = np.load(options.folder / "crops.npy").astype(np.float32)
    prepared = ((crops - np.float32(mean)) * np.float32(scale)).transpose(0, 3, 1, 2)
    answers = [
        runner.run(runner.symbol, {"data": each[None]}).outputs[0].asnumpy()[0] for each in prepared
    ]
    np.save(options.folder / "answers.npy", np.stack(answers))
    told = {"mean": mean, "scale": scale}
    (options.folder / "preparation.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
