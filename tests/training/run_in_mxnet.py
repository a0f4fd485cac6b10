"""Runs a checkpoint in MXNet: `python run_in_mxnet.py PREFIX OUTPUT...`, for test_checkpoints."""

from __future__ import annotations

import sys
from pathlib import Path

import mxnet as mx
import numpy as np

prefix, outputs = Path(sys.argv[1]), sys.argv[2:]
with np.load(prefix.with_suffix(".npz")) as given:
    pixels = given["pixels"]
symbol, arguments, states = mx.model.load_checkpoint(str(prefix), 0)
internals = symbol.get_internals()
group = mx.sym.Group([internals[f"{name}_output"] for name in outputs])
known = {name: value.astype("float32") for name, value in arguments.items()}
known["data"] = mx.nd.array(pixels)
known["softmax_label"] = mx.nd.zeros((len(pixels),))
executor = group.bind(
    mx.cpu(),
    {name: known[name] for name in group.list_arguments()},
    aux_states={name: states[name] for name in group.list_auxiliary_states()},
    grad_req="null",
)
answers = dict(zip(outputs, executor.forward(), strict=True))
np.savez(
    prefix.with_name(f"{prefix.name}-answers.npz"),
    **{name: value.asnumpy() for name, value in answers.items()},
)
