"""Writes further shards of the teacher's answers; training takes each up as soon as it is there."""

from __future__ import annotations

import argparse

from ..finished import add_source, finished
from ..photos import PhotoStore, read_manifest
from ..places import Places
from ..splits import read_splits
from ..suspects import find_suspects, read_suspects
from ..teacher import shard_files, teach_shard


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--shards", type=int, default=12, help="shards to have in all")
    parser.add_argument(
        "--suspects", type=int, metavar="SIDE",
        help="first look, at this side, for what the detector takes for birds where there are none",
    )  # fmt: skip
    add_source(parser)


def run(places: Places, options: argparse.Namespace) -> None:
    """Write shards until there are as many as asked for."""
    photos = read_manifest(places)
    store, parts = PhotoStore(places, photos), read_splits(photos)
    if options.suspects:
        net = finished(places, "detector", options.run, options.checkpoints)
        count = find_suspects(places, photos, store, parts, net, options.suspects)
        print(f"{count} suspects in photos without birds", flush=True)
    suspects = read_suspects(places)
    for number in range(len(shard_files(places)), options.shards):
        teach_shard(places, photos, store, parts, suspects, number)
        print(f"shard {number} written", flush=True)
