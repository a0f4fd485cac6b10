"""Writes the finished networks as MXNet checkpoints, ready for `birdeye convert`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..configs import NETWORKS
from ..counts import Counts, write_counts
from ..finished import finished
from ..labels import LABELS_FILE, read_label_space, write_label_space
from ..mxnet_checkpoint import export
from ..places import Places
from ..runs import load_state


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("folder", type=Path, help="where the checkpoints go")
    parser.add_argument("--run", default="cooled", help="name of a state (default: cooled)")
    parser.add_argument("--only", choices=NETWORKS, help="write only this one")


def run(places: Places, options: argparse.Namespace) -> None:
    """Write PREFIX-symbol.json and PREFIX-0000.params, weights as float16, counts and labels."""
    for network in [options.only] if options.only else NETWORKS:
        export(finished(places, network, options.run), options.folder / network)
        state = load_state(places.folder(network) / f"{options.run}.pt")
        counts = Counts(state["crops"], round(state["seconds"]))
        write_counts(options.folder, network, counts)
    write_label_space(read_label_space(), options.folder / LABELS_FILE.name)
