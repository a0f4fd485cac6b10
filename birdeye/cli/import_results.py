"""``birdeye import-results``: take in what a cluster found, for review."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from birdeye.cli.catalogue_choice import add_catalogue_option, opened_catalogue
from birdeye.cli.display import counted, say
from birdeye.cli.main import EXIT_FAILED

_EPILOGUE = """\
examples:
  birdeye import-results ~/results --unsure
  birdeye import-results s3://museum/birds --species "Pica pica" --files s3://museum=/mnt/museum

DIR is where “birdeye identify --cluster” wrote. Only photos whose files are on this computer can be
reviewed; --files says where they are. Your earlier reviews stay.
The exit code is 0, or 1 when some photos are not on this computer.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "import-results",
        help="take in what a cluster found in photos",
        description="Takes results of “birdeye identify --cluster” into the catalogue, for review.",
        epilog=_EPILOGUE,
    )
    parser.add_argument("archive", metavar="DIR", help="the folder or address of the results")
    parser.add_argument(
        "--species",
        action="append",
        default=[],
        metavar="NAME",
        help="only photos with a bird claimed to be this species, by its scientific name",
    )
    parser.add_argument(
        "--unsure", action="store_true", help="only photos with a bird that has no name"
    )
    parser.add_argument(
        "--below", default="", metavar="ADDRESS", help="only photos whose address begins with this"
    )
    parser.add_argument(
        "--files",
        type=_place,
        metavar="ADDRESS=DIR",
        help="photos whose address begins with ADDRESS are in DIR here",
    )
    add_catalogue_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Import the requested photos."""
    from birdeye import locations
    from birdeye.cli.on_cluster import cluster_installed
    from birdeye.taxonomy.species_table import read_species_table

    with cluster_installed():
        from birdeye.cluster.archive import Wanted, import_results

    table = read_species_table(locations.names_folder())
    wanted = Wanted(frozenset(arguments.species), arguments.unsure, arguments.below)
    catalogue_file = arguments.catalogue or locations.catalogue_file()
    with opened_catalogue(catalogue_file, table.species) as catalogue:
        told = import_results(catalogue, arguments.archive, table.species, wanted, arguments.files)
    say(f"{counted(told.photo_count, 'photo')} taken in from “{arguments.archive}”.")
    if told.elsewhere:
        say(f"{told.elsewhere:,} more are not on this computer; --files says where they are.")
    if told.changed:
        say(f"{told.changed:,} more have changed since they were identified; identify them again.")
    return EXIT_FAILED if told.elsewhere or told.changed else 0


def _place(word: str) -> tuple[str, Path]:
    address, sign, folder = word.rpartition("=")
    if not (address and sign and folder):
        raise argparse.ArgumentTypeError(f"{word!r} is not of the form ADDRESS=DIR")
    return address, Path(folder).expanduser()
