"""Writes trained weights as an MXNet checkpoint: PREFIX-symbol.json and PREFIX-0000.params."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from .anchors import SsdPlan
from .mxnet_networks import classifier_symbol, ssd_symbol
from .mxnet_params import write_params
from .mxnet_symbol import SymbolGraph
from .places import replacing
from .resnet import Classifier
from .ssd import Ssd

NORM_PARTS = {
    "weight": "gamma",
    "bias": "beta",
    "running_mean": "moving_mean",
    "running_var": "moving_var",
}


def mxnet_arrays(model: Classifier | Ssd) -> dict[str, np.ndarray]:
    """The model's weights and statistics by MXNet's bare names, float32."""
    arrays = {}
    for path, module in model.named_modules():
        parts = [part for part in path.split(".") if part not in ("backbone", "extras", "heads")]
        layer = "_".join(parts)
        norm = isinstance(module, torch.nn.BatchNorm2d)
        for key, value in module.state_dict().items():
            if "." in key or key == "num_batches_tracked":
                continue
            name = NORM_PARTS[key] if norm else key
            arrays[f"{layer}_{name}"] = value.detach().cpu().numpy().astype(np.float32)
    return arrays


def export(model: Classifier | Ssd, prefix: Path, half: bool = True, epoch: int = 0) -> None:
    """Write both files; `half` stores weights as float16 and keeps statistics in float32.

    The epsilon of a variance lies below what float16 resolves, hence the statistics stay whole.
    Raises KeyError when the graph names a parameter that the model lacks.
    """
    graph, head = _symbol(model)
    arrays = mxnet_arrays(model)
    saved = {}
    for name in graph.parameters:
        whole = arrays[name].ndim == 1
        saved[f"arg:{name}"] = arrays[name].astype("float16" if half and not whole else "float32")
    for name in graph.states:
        saved[f"aux:{name}"] = arrays[name]
    prefix.parent.mkdir(parents=True, exist_ok=True)
    with replacing(prefix.with_name(f"{prefix.name}-symbol.json")) as part:
        part.write_text(graph.json(head), encoding="utf-8")
    write_params(prefix.with_name(f"{prefix.name}-{epoch:04d}.params"), saved)


def _symbol(model: Classifier | Ssd) -> tuple[SymbolGraph, object]:
    if isinstance(model, Ssd):
        plan: SsdPlan = model.plan
        return ssd_symbol(plan, model.backbone.plan)
    return classifier_symbol(model.backbone.plan, model.fc1.out_features)
