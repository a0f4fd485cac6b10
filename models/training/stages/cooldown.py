"""Finishes a copy of a network: its learning rate falls to zero, the trunk stays as it is."""

from __future__ import annotations

import argparse

from ..configs import read_config
from ..places import Places
from ..runs import Clock
from ..training_run import TrainingRun, falling


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("network", choices=("classifier", "detector"))
    parser.add_argument("--crops", type=int, help="length (default: the configuration's)")
    parser.add_argument("--side", type=int, help="side of the input throughout")
    parser.add_argument("--minutes", type=float, help="stop after this long, wherever it is")


def run(places: Places, options: argparse.Namespace) -> None:
    """Load the trunk, train with a falling rate, save as `cooled`."""
    config = read_config(options.network)
    if options.side:
        config["sizes"] = [{"from_crops": 0, "side": options.side}]
    training = _training(places, options.network, config)
    if not training.load(training.folder / "trunk.pt"):
        raise SystemExit("There is no trunk yet: train first.")
    crops = options.crops or config["cooldown"]["crops"]
    training.train(Clock(options.minutes), falling(training, crops))


def _training(places: Places, network: str, config: dict) -> TrainingRun:
    if network == "classifier":
        from ..classifier import ClassifierRun

        return ClassifierRun(places, config, "cooled")
    from ..detector import DetectorRun

    return DetectorRun(places, config, "cooled")
