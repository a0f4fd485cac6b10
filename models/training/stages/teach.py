"""Writes further shards of the teacher's answers; training takes each up as soon as it is there."""

from __future__ import annotations

import argparse

from ..photos import PhotoStore, read_manifest
from ..places import Places
from ..splits import read_splits
from ..teacher import shard_files, teach_shard


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("--shards", type=int, default=12, help="shards to have in all")


def run(places: Places, options: argparse.Namespace) -> None:
    """Write shards until there are as many as asked for."""
    photos = read_manifest(places)
    store, parts = PhotoStore(places, photos), read_splits(photos)
    for number in range(len(shard_files(places)), options.shards):
        teach_shard(places, photos, store, parts, number)
        print(f"shard {number} written", flush=True)
