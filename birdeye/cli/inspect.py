"""``birdeye inspect``: what is in an MXNet checkpoint?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from birdeye.cli.display import say, say_json

_EPILOGUE = """\
examples:
  birdeye inspect ssd_300
  birdeye inspect birds --epoch 12 --format json

The exit code is 0, or 1 when the checkpoint cannot be converted.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "inspect",
        help="tell what is in an MXNet checkpoint",
        description="Tells what is in an MXNet checkpoint, and whether it can be converted.",
        epilog=_EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("prefix", type=Path, metavar="PREFIX", help="the checkpoint's common name")
    parser.add_argument("--epoch", type=int, metavar="N", help="which epoch (default: the latest)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the inspection; 1 if the checkpoint cannot be converted."""
    from birdeye.convert.checkpoint import find_checkpoint, load_checkpoint
    from birdeye.convert.inspection import inspect_checkpoint
    from birdeye.convert.inspection_report import as_lines, as_values

    checkpoint = load_checkpoint(find_checkpoint(arguments.prefix, arguments.epoch))
    inspection = inspect_checkpoint(checkpoint)
    if arguments.format == "json":
        say_json(as_values(inspection))
    else:
        say(*as_lines(inspection))
    return 1 if inspection.problem else 0
