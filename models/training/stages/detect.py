"""Trains the detector at a constant rate, from the classifier's backbone when it begins."""

from __future__ import annotations

import argparse

from ..configs import read_config
from ..detector import DetectorRun
from ..places import Places
from ..runs import Clock
from ..training_run import constant


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--minutes", type=float, help="stop after this long (default: never)")


def run(places: Places, options: argparse.Namespace) -> None:
    """Go on from the trunk's state, or begin."""
    training = DetectorRun(places, read_config("detector"), "trunk")
    if not training.load(training.path):
        training.start_from_classifier()
    training.train(Clock(options.minutes), constant(training))
