"""Writes the finished networks as MXNet checkpoints, ready for `birdeye convert`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..checkpoint_export import export
from ..finished import finished_classifier, finished_detector
from ..places import Places


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("folder", type=Path, help="where the checkpoints go")
    parser.add_argument("--classifier-run", default="cooled", help="state of the classifier")
    parser.add_argument("--detector-run", default="cooled", help="state of the detector")
    parser.add_argument("--only", choices=("classifier", "detector"), help="write only this one")


def run(places: Places, options: argparse.Namespace) -> None:
    """Write PREFIX-symbol.json and PREFIX-0000.params for both, weights as float16."""
    if options.only != "detector":
        export(finished_classifier(places, options.classifier_run), options.folder / "classifier")
    if options.only != "classifier":
        export(finished_detector(places, options.detector_run), options.folder / "detector")
