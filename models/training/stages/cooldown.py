"""Finishes a copy of a network: its learning rate falls to zero, the trunk stays as it is."""

from __future__ import annotations

import argparse

from ..configs import NETWORKS, enlarged_at_last, read_config
from ..networks import training_run
from ..places import Places
from ..runs import Clock
from ..training_run import falling


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("--crops", type=int, help="length (default: the configuration's)")
    parser.add_argument("--side", type=int, help="side of the input (default: the configuration's)")
    parser.add_argument("--minutes", type=float, help="end after this long at the latest")
    parser.add_argument("--workers", type=int, help="threads (default: the configuration's)")


def run(places: Places, options: argparse.Namespace) -> None:
    """Load the trunk, train with a falling rate, save as `cooled`."""
    config = read_config(options.network)
    config["workers"] = options.workers or config["workers"]
    crops = options.crops or config["cooldown"]["crops"]
    # The average of the weights must not reach back to before the cooldown.
    config["ema"] = min(config["ema"], max(0.5, 1 - 10 * config["batch"] / crops))
    training = training_run(places, config, options.network, "cooled")
    if not training.load(training.folder / "trunk.pt"):
        raise SystemExit("There is no trunk yet: train first.")
    side = options.side or config["cooldown"]["side"]
    share = config["cooldown"]["at_side"]
    config["sizes"] = enlarged_at_last(config["sizes"], training.crops, crops, side, share)
    clock = Clock(options.minutes)
    training.train(clock, falling(training, crops, clock))
