"""Trains a network at a constant rate; stop and start it as often as you like."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..configs import NETWORKS, read_config
from ..networks import training_run
from ..places import Places
from ..runs import Clock
from ..training_run import constant


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument(
        "--from", dest="checkpoints", type=Path, metavar="CHECKPOINTS",
        help="begin with the weights of a version that shipped: the folder that `export` wrote",
    )  # fmt: skip
    parser.add_argument("--minutes", type=float, help="stop after this long (default: never)")
    parser.add_argument("--workers", type=int, help="threads (default: the configuration's)")


def run(places: Places, options: argparse.Namespace) -> None:
    """Go on from the trunk's state, or begin: from a shipped checkpoint, or else at random."""
    config = read_config(options.network)
    config["workers"] = options.workers or config["workers"]
    training = training_run(places, config, options.network, "trunk")
    if training.load(training.path):
        if options.checkpoints:
            raise SystemExit(f"{training.path} is a run already: leave --from out to go on.")
    elif options.checkpoints:
        training.start_from(options.checkpoints)
    else:
        training.start_anew()
    training.train(Clock(options.minutes), constant(training))
