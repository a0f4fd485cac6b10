"""Makes the answers of the small networks: one file each under ``data/networks``.

Runs in the interpreters that have MXNet 1.9.1 and GluonCV, from the project's root:

    $BIRDEYE_MXNET_PYTHON -m tests.convert.reference.make_network_references mxnet
    $BIRDEYE_GLUONCV_PYTHON -m tests.convert.reference.make_network_references gluoncv

Weights and inputs follow from seeds and are not stored; what is stored is the symbol, the shapes,
the factors of the heads, the running statistics, constants such as anchors, and the answers.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np

from tests.convert.reference.host_code import detection_rows
from tests.convert.reference.networks import Network, all_networks
from tests.convert.reference.oracle import LEARNED, Runner, answers

FOLDER = Path(__file__).parent / "data" / "networks"
INPUTS = 2


def compact(network: Network, outputs: list[np.ndarray], im_info: np.ndarray | None) -> np.ndarray:
    """One array: probabilities, or the rows that a detector finds."""
    if network.kind == "classifier":
        return outputs[0]
    if network.kind.startswith("rcnn"):
        return detection_rows(*outputs[:3], im_info)
    if network.kind == "gluoncv":
        return np.concatenate([output[0] for output in outputs[:3]], axis=1)
    return outputs[0][0][outputs[0][0, :, 0] >= 0]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for network in all_networks().values():
        if not network.small or network.interpreter != sys.argv[1]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            runner = Runner(network, Path(folder))
            runner.calibrate()
            runner.save()
            symbol = (Path(folder) / "net-symbol.json").read_text()
        found = answers(runner, INPUTS)
        facts = {
            "factors": runner.factors,
            "shapes": {
                name: value.shape
                for name, value in runner.arguments.items()
                if name.endswith(LEARNED)
            },
        }
        arrays = {
            "symbol": np.frombuffer(json.dumps(json.loads(symbol)).encode(), np.uint8),
            "facts": np.frombuffer(json.dumps(facts).encode(), np.uint8),
        }
        arrays |= {f"aux/{name}": value for name, value in runner.auxiliaries.items()}
        arrays |= {
            f"constant/{name}": value
            for name, value in runner.arguments.items()
            if not name.endswith(LEARNED)
        }
        for index in range(INPUTS):
            prefix = f"output_{index}_"
            outputs = [
                found[f"{prefix}{place}"]
                for place in range(len(found))
                if f"{prefix}{place}" in found
            ]
            arrays[f"answer/{index}"] = compact(network, outputs, found.get(f"im_info_{index}"))
        np.savez_compressed(FOLDER / f"{network.name}.npz", **arrays)
        size = (FOLDER / f"{network.name}.npz").stat().st_size
        print(f"{network.name}: {size >> 10} KB")


if __name__ == "__main__":
    main()
