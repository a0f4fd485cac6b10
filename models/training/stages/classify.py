"""Trains the classifier at a constant rate; stop and start it as often as you like."""

from __future__ import annotations

import argparse

from ..classifier import ClassifierRun
from ..configs import read_config
from ..places import Places
from ..runs import Clock
from ..training_run import constant


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--minutes", type=float, help="stop after this long (default: never)")


def run(places: Places, options: argparse.Namespace) -> None:
    """Go on from the trunk's state, or begin."""
    training = ClassifierRun(places, read_config("classifier"), "trunk")
    training.load(training.path)
    training.train(Clock(options.minutes), constant(training))
