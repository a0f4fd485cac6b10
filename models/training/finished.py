"""Takes the networks out of the state of their runs: the averaged weights, nothing else."""

from __future__ import annotations

from torch import nn

from .anchors import plan_from
from .configs import read_config
from .labels import read_label_space
from .places import Places
from .resnet import Classifier
from .runs import load_state
from .ssd import Ssd


def finished_classifier(places: Places, name: str = "cooled") -> Classifier:
    """The classifier without the layer that guessed the teacher's features."""
    net = Classifier(read_label_space().outputs, read_config("classifier")["depth"])
    return _filled(net, places, "classifier", name, "net.")


def finished_detector(places: Places, name: str = "cooled") -> Ssd:
    """The detector."""
    config = read_config("detector")
    return _filled(Ssd(plan_from(config), config["depth"]), places, "detector", name, "")


def _filled(net: nn.Module, places: Places, network: str, name: str, prefix: str) -> nn.Module:
    state = load_state(places.folder(network) / f"{name}.pt")
    if state is None:
        raise SystemExit(f"The {network} has no state {name}.pt: train it first.")
    own = net.state_dict()
    net.load_state_dict({k: state["average"][f"{prefix}{k}"].to(v.dtype) for k, v in own.items()})
    return net.eval()
