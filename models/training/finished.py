"""Takes a network out of its run's state or out of a checkpoint: the weights, nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path

from .anchors import plan_from
from .configs import read_config
from .labels import read_label_space
from .mxnet_checkpoint import fill, fill_classifier, plan_of
from .places import Places
from .resnet import Classifier
from .runs import load_state
from .ssd import Ssd


def add_source(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which weights are meant."""
    parser.add_argument("--run", default="cooled", help="name of a state (default: cooled)")
    parser.add_argument(
        "--from", dest="checkpoints", type=Path, metavar="CHECKPOINTS",
        help="not a state but what `export` wrote, such as a version that shipped",
    )  # fmt: skip


def finished(
    places: Places, network: str, run: str = "cooled", checkpoints: Path | None = None
) -> Classifier | Ssd:
    """The network in evaluation mode, with a checkpoint's weights or a run's averaged ones."""
    config, space, prefix = read_config(network), read_label_space(), ""
    net: Classifier | Ssd
    if network == "classifier":
        net, prefix = Classifier(space.outputs, config["depth"]), "net."
        if checkpoints:
            fill_classifier(net, checkpoints, space)
    else:
        plan = plan_from(config)
        net = Ssd(plan_of(checkpoints / network, plan) if checkpoints else plan, config["depth"])
        if checkpoints:
            fill(net, checkpoints / network)
    if checkpoints:
        return net.eval()
    state = load_state(places.folder(network) / f"{run}.pt")
    if state is None:
        raise SystemExit(f"The {network} has no state {run}.pt: train it first.")
    own = net.state_dict()
    net.load_state_dict({k: state["average"][f"{prefix}{k}"].to(v.dtype) for k, v in own.items()})
    return net.eval()
