"""The options of ``birdeye identify``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from birdeye.cli.catalogue_choice import add_catalogue_option
from birdeye.cli.option_values import (
    add_language_option,
    add_threads_option,
    count_up_to,
    output_path,
    share,
)
from birdeye.cli.photo_arguments import add_photo_paths
from birdeye.cli.place_choice import add_region_option
from birdeye.domain.providers import Provider

FORMATS = ("table", "json", "jsonl", "csv")

_MOST_SPECIES = 999_999
"""What is more than a pack has means all of its species."""

_EPILOGUE = """\
examples:
  birdeye identify heron.jpg
  birdeye identify ~/Pictures --language zh
  birdeye identify ~/Pictures --output birds.csv
  birdeye identify ~/Pictures --format jsonl | head -n 5
  birdeye identify flock.jpg --tiles --annotated ~/Desktop/named
  birdeye identify ~/Pictures --region DE,CH
  birdeye identify ~/Pictures --again
  birdeye identify s3://museum/photos --cluster tcp://scheduler:8786 --output s3://museum/birds

Results are stored in the catalogue, which the window shares, so that a photo is computed only once,
wherever it is moved. That changes no result: a photo is computed again when the models or --top ask
for more, and --min-score or --tiles leave the catalogue alone. Species that do not occur where a
photo was taken, by its position or --region, count for less, are marked, and are listed after the
others; JSON also has the probability by looks alone, and whether each species is expected.
The exit code is 0, or 1 when some photos could not be read.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "identify",
        help="find out which birds are in photos",
        description="Finds the birds in photos and lists the likely species of each.",
        epilog=_EPILOGUE,
    )
    add_photo_paths(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="how to write the results (default: what the name of --output ends in, else table)",
    )
    parser.add_argument(
        "--output",
        action=_Output,
        metavar="FILE",
        help="write to FILE instead of standard output; until the last photo is done, the results "
        "are in FILE.part, and an earlier FILE stays",
    )
    parser.add_argument(
        "--annotated",
        type=Path,
        metavar="DIR",
        help="write copies of photos with birds into DIR, with boxes and names drawn",
    )
    parser.add_argument(
        "--without-position",
        action="store_true",
        help="remove the location from those copies",
    )
    parser.add_argument(
        "--top",
        type=count_up_to(_MOST_SPECIES),
        default=5,
        metavar="K",
        help="species listed per bird (default: 5)",
    )
    add_language_option(parser)
    parser.add_argument(
        "--pack", metavar="ID", help="the model pack to use, by its id or its folder"
    )
    add_region_option(parser)
    parser.add_argument(
        "--min-score",
        type=share,
        metavar="S",
        help="lowest score, 0 to 1, with which a bird counts as found (default: the pack's)",
    )
    parser.add_argument(
        "--tiles",
        action=argparse.BooleanOptionalAction,
        help="look again, closer, for small birds: always or never (default: if the first look "
        "suggests that there are some)",
    )
    parser.add_argument(
        "--bursts",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="let the photos of a burst vote on the name of a bird (default: yes)",
    )
    add_threads_option(parser)
    parser.add_argument(
        "--provider",
        choices=[each.value for each in Provider],
        default=Provider.CPU.value,
        metavar="NAME",
        help=f"what runs the networks: {', '.join(Provider)}; all but cpu need an onnxruntime "
        "that knows them (default: cpu)",
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="have the workers of a Dask cluster identify the photos, “local” or “local:N” for N "
        "workers here; PATH and --output may be addresses such as s3://bucket/photos, and "
        "--output "
        "is a folder",
    )
    parser.add_argument(
        "--again", action="store_true", help="identify photos again that are in the catalogue"
    )
    remembering = parser.add_mutually_exclusive_group()
    add_catalogue_option(remembering)
    remembering.add_argument(
        "--no-catalogue", action="store_true", help="store nothing, and look nothing up"
    )


class _Output(argparse.Action):
    """Keeps the argument beside the path: for a cluster it may be a URL, which a path would
    change."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        _option: str | None = None,
    ) -> None:
        """Keep both."""
        try:
            namespace.output = _results_file(values)
        except argparse.ArgumentTypeError as error:
            raise argparse.ArgumentError(self, str(error)) from error
        namespace.output_word = values


def _results_file(word: str) -> Path:
    from birdeye.imaging.formats import PHOTO_SUFFIXES, holds_picture

    path = output_path(word)
    if path.suffix.lower() in PHOTO_SUFFIXES or holds_picture(path):  # a link may lead to one
        raise argparse.ArgumentTypeError(f"{word!r} is the name of a photo, not of a table")
    return path
