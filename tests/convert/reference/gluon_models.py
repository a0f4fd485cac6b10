"""Gluon's model zoo and GluonCV's detectors, as their ``export`` writes them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import mxnet as mx
import numpy as np


def zoo_classifier(name: str) -> mx.sym.Symbol:
    """A classifier of ``mxnet.gluon.model_zoo.vision``; it ends in logits."""
    net = mx.gluon.model_zoo.vision.get_model(name, pretrained=False, prefix="")
    return net(mx.sym.Variable("data"))


def gluoncv_detector(
    name: str, size: tuple[int, int]
) -> tuple[mx.sym.Symbol, dict[str, np.ndarray]]:
    """A detector of GluonCV exported at ``size`` (height, width), with its stored constants."""
    from gluoncv import model_zoo

    mx.random.seed(1)
    net = model_zoo.get_model(name, pretrained=False, pretrained_base=False)
    net.initialize()
    net.hybridize()
    net(mx.nd.zeros((1, 3, *size)))
    with tempfile.TemporaryDirectory() as folder:
        prefix = str(Path(folder) / "net")
        net.export(prefix)
        symbol, arguments, auxiliaries = mx.model.load_checkpoint(prefix, 0)
    return symbol, {key: value.asnumpy() for key, value in (arguments | auxiliaries).items()}
