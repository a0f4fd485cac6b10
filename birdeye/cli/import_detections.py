"""``birdeye import-detections``: take in what another program found, for review."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from birdeye.cli.catalogue_choice import add_catalogue_option, opened_catalogue
from birdeye.cli.display import counted, say, warn
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.option_values import share
from birdeye.cli.progress import Progress

_EPILOGUE = """\
examples:
  birdeye import-detections ~/Trap/image_recognition_file.json
  birdeye import-detections md.json --folder /media/card --min-score 0.5

The file is one that MegaDetector, SpeciesNet, AddaxAI or Timelapse write. Photos are looked for in
the folder that the file is in. Animals count as birds unless they are classified as something else;
open the photos in the window to review them. Your earlier reviews stay.
The exit code is 0, or 1 when some photos could not be taken in.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "import-detections",
        help="take in what MegaDetector and similar programs found in photos",
        description="Takes the boxes and species of a MegaDetector JSON file into the catalogue.",
        epilog=_EPILOGUE,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the JSON file")
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="the folder that its file names start from (default: that of FILE)",
    )
    parser.add_argument(
        "--min-score",
        type=share,
        metavar="S",
        help="lowest score, 0 to 1, with which a detection counts (default: 0.2)",
    )
    add_catalogue_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Take in the detections, photo by photo."""
    from birdeye import locations
    from birdeye.taxonomy.species_table import read_species_table
    from birdeye.workflows.detections_file import read_detections
    from birdeye.workflows.import_detections import LEAST_SCORE, import_detections

    detections = read_detections(arguments.file)
    table = read_species_table(locations.names_folder())
    folder = arguments.folder or arguments.file.absolute().parent
    least_score = LEAST_SCORE if arguments.min_score is None else arguments.min_score
    photos = birds = problems = 0
    progress = Progress(sys.stderr, len(detections.photos))
    catalogue_file = arguments.catalogue or locations.catalogue_file()
    try:
        with (
            opened_catalogue(catalogue_file, table.species) as catalogue,
            closing(
                import_detections(detections, folder, catalogue, table, least_score)
            ) as importing,
        ):
            for imported in importing:
                progress.clear()
                if imported.problem:
                    problems += 1
                    warn(str(imported.problem))
                else:
                    photos += 1
                    birds += imported.bird_count
                progress.advance(imported.file)
    finally:
        progress.clear()
    taken_in = f"{counted(birds, 'bird')} in {counted(photos, 'photo')}"
    say(f"{taken_in} taken in from “{arguments.file.name}”.")
    return EXIT_FAILED if problems else 0
