"""Trained weights as an MXNet checkpoint, both ways: PREFIX-symbol.json and PREFIX-0000.params."""

from __future__ import annotations

import json
from ast import literal_eval
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from birdeye.convert.mxnet.params_file import read_params

from .anchors import Anchors, SsdPlan
from .labels import LABELS_FILE, LabelSpace, read_label_space
from .mxnet_networks import classifier_symbol, ssd_symbol
from .mxnet_params import write_params
from .mxnet_symbol import SymbolGraph
from .places import replacing
from .resnet import Classifier
from .ssd import Ssd

CONTAINERS = ("backbone", "extras", "heads")
NORM_PARTS = {
    "weight": "gamma",
    "bias": "beta",
    "running_mean": "moving_mean",
    "running_var": "moving_var",
}


def mxnet_names(model: Classifier | Ssd) -> dict[str, str]:
    """MXNet's bare name of every weight and statistic, by its key in the model's state."""
    names = {}
    for key in model.state_dict():
        path, _, part = key.rpartition(".")
        if part == "num_batches_tracked":
            continue
        if isinstance(model.get_submodule(path), torch.nn.BatchNorm2d):
            part = NORM_PARTS[part]
        layer = "_".join(step for step in path.split(".") if step not in CONTAINERS)
        names[key] = f"{layer}_{part}"
    return names


def export(model: Classifier | Ssd, prefix: Path, half: bool = True, epoch: int = 0) -> None:
    """Write both files; `half` stores weights as float16 and keeps statistics in float32.

    The epsilon of a variance is below what float16 resolves, hence the statistics stay whole.
    Raises KeyError when the graph names a parameter that the model lacks.
    """
    graph, head = _symbol(model)
    state = model.state_dict()
    arrays = {
        name: state[key].detach().cpu().numpy().astype(np.float32)
        for key, name in mxnet_names(model).items()
    }
    saved = {}
    for name in graph.parameters:
        whole = arrays[name].ndim == 1
        saved[f"arg:{name}"] = arrays[name].astype("float16" if half and not whole else "float32")
    for name in graph.states:
        saved[f"aux:{name}"] = arrays[name]
    prefix.parent.mkdir(parents=True, exist_ok=True)
    with replacing(prefix.with_name(f"{prefix.name}-symbol.json")) as part:
        part.write_text(graph.json(head), encoding="utf-8")
    write_params(_params_file(prefix, epoch), saved)


def fill(model: Classifier | Ssd, prefix: Path, epoch: int = 0) -> None:
    """Give the model the weights and statistics of a checkpoint that `export` wrote.

    Raises `CheckpointInvalid` for a damaged file, and KeyError or RuntimeError where an array is
    missing or of another shape: the checkpoint is then of another network.
    """
    stored = read_params(_params_file(prefix, epoch))
    state = model.state_dict()
    for key, name in mxnet_names(model).items():
        state[key] = torch.from_numpy(stored[name].array().astype(np.float32))
    model.load_state_dict(state)


def fill_classifier(net: Classifier, checkpoints: Path, space: LabelSpace) -> None:
    """Give a classifier the weights of a checkpoint that may know other species.

    What each of its outputs means is in `labels.csv` beside it. A species that it does not know
    begins as the average of those that it does, which is never a first choice.
    """
    known = read_label_space(checkpoints / LABELS_FILE.name)
    old = Classifier(known.outputs, net.backbone.depth)
    fill(old, checkpoints / "classifier")
    net.backbone.load_state_dict(old.backbone.state_dict())
    row_of = known.index()
    rows = [row_of.get(species, -1) for species in space.species] + [known.not_a_bird]
    with torch.no_grad():
        for new, stored in ((net.fc1.weight, old.fc1.weight), (net.fc1.bias, old.fc1.bias)):
            average = stored[: known.not_a_bird].mean(0, keepdim=True)
            new.copy_(torch.cat([stored, average])[rows])


def plan_of(prefix: Path, plan: SsdPlan) -> SsdPlan:
    """The plan with the anchors that a detector's checkpoint was trained with."""
    nodes = json.loads(prefix.with_name(f"{prefix.name}-symbol.json").read_text("utf-8"))["nodes"]
    attributes = [node["attrs"] for node in nodes if node["op"] == "_contrib_MultiBoxPrior"]
    anchors = tuple(
        Anchors(literal_eval(each["sizes"]), literal_eval(each["ratios"])) for each in attributes
    )
    return replace(plan, anchors=anchors)


def _params_file(prefix: Path, epoch: int) -> Path:
    return prefix.with_name(f"{prefix.name}-{epoch:04d}.params")


def _symbol(model: Classifier | Ssd) -> tuple[SymbolGraph, object]:
    if isinstance(model, Ssd):
        plan: SsdPlan = model.plan
        return ssd_symbol(plan, model.backbone.plan)
    return classifier_symbol(model.backbone.plan, model.fc1.out_features)
