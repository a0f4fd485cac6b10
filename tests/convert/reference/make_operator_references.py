"""Makes the answers of single operators: one file a family under ``data/operators``.

Runs in the interpreter that has MXNet 1.9.1, from the project's root:

    $BIRDEYE_MXNET_PYTHON -m tests.convert.reference.make_operator_references [--folder FOLDER]
    $BIRDEYE_MXNET_PYTHON -m tests.convert.reference.make_operator_references --recurrent

Each case is a symbol of one or a few nodes with its inputs, weights and outputs. Attributes that
a case does not write are not in the file either, so that the converter's defaults are tested.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# The plain kernels, whose semantics are documented; that of a fused RNN does not run in 1.9.1.
os.environ["MXNET_MKLDNN_ENABLED"] = str(int("--recurrent" in sys.argv))
os.environ["MXNET_STORAGE_FALLBACK_LOG_VERBOSE"] = "0"

import mxnet as mx
import numpy as np

from tests.convert.reference import (
    detection_cases,
    further_cases,
    layer_cases,
    tensor_cases,
)
from tests.convert.reference.operator_cases import CASES
from tests.convert.reference.seeds import seeded_weight

FOLDER = Path(__file__).parent / "data" / "operators"


def answer(symbol: mx.sym.Symbol, feeds, weights) -> dict[str, np.ndarray]:
    shapes = {name: value.shape for name, value in {**feeds, **weights}.items()}
    argument_shapes, _, auxiliary_shapes = symbol.infer_shape(**shapes)
    arguments, stored = {}, {}
    for name, shape in zip(symbol.list_arguments(), argument_shapes):  # noqa: B905
        if name in feeds:
            arguments[name] = mx.nd.array(feeds[name])
        elif name.endswith("_label"):
            arguments[name] = mx.nd.zeros(shape)
        else:
            value = weights.get(name)
            value = seeded_weight(name, shape, 5) if value is None else value
            stored[f"arg:{name}"] = value
            arguments[name] = mx.nd.array(value)
    auxiliaries = {}
    for name, shape in zip(symbol.list_auxiliary_states(), auxiliary_shapes):  # noqa: B905
        stored[f"aux:{name}"] = seeded_weight(name, shape, 5)
        auxiliaries[name] = mx.nd.array(stored[f"aux:{name}"])
    executor = symbol.bind(mx.cpu(), arguments, aux_states=auxiliaries, grad_req="null")
    outputs = executor.forward(is_train=False)
    found = {f"feed/{name}": value for name, value in feeds.items()}
    found |= {f"weight/{name}": value for name, value in stored.items()}
    return found | {f"answer/{place}": value.asnumpy() for place, value in enumerate(outputs)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--recurrent", action="store_true")
    options = parser.parse_args()
    folder = options.folder
    ordinary = (
        layer_cases.convolutions,
        layer_cases.poolings,
        layer_cases.normalizations,
        layer_cases.activations,
        layer_cases.denses,
        tensor_cases.shapes,
        tensor_cases.arithmetic,
        detection_cases.multiboxes,
        detection_cases.proposals,
        detection_cases.regions,
        detection_cases.boxes,
        further_cases.further,
    )
    for fill in (further_cases.recurrent,) if options.recurrent else ordinary:
        fill()
    folder.mkdir(parents=True, exist_ok=True)
    for family, cases in CASES.items():
        arrays: dict[str, np.ndarray] = {}
        for name, (build, feeds, weights) in cases.items():
            mx.name.NameManager._current.value = mx.name.NameManager()
            symbol = build(*[mx.sym.Variable(feed) for feed in feeds])
            try:
                found = answer(symbol, feeds, weights)
            except mx.base.MXNetError as error:
                print(f"{family}/{name}: {str(error).splitlines()[-1]}")
                continue
            arrays[f"{name}/symbol"] = np.frombuffer(symbol.tojson().encode(), np.uint8)
            arrays |= {f"{name}/{key}": value for key, value in found.items()}
        np.savez_compressed(folder / f"{family}.npz", **arrays)
        size = (folder / f"{family}.npz").stat().st_size
        print(f"{family}: {len(cases)} cases, {size >> 10} KB")


if __name__ == "__main__":
    main()
