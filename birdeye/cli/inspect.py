"""``birdeye inspect``: what does a network file contain?"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from birdeye.cli.display import say, say_json
from birdeye.cli.network_options import add_weight_options

_EPILOGUE = """\
examples:
  birdeye inspect ssd_300
  birdeye inspect birds --epoch 12 --format json
  birdeye inspect birds.tflite

The exit code is 0, or 1 when the network cannot be converted.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "inspect",
        help="show what an MXNet checkpoint, a TFLite or an ONNX model contains",
        description="Shows what an MXNet checkpoint, a TFLite or an ONNX model contains, and "
        "whether it can be converted.",
        epilog=_EPILOGUE,
    )
    parser.add_argument(
        "prefix",
        type=Path,
        metavar="NETWORK",
        help="the checkpoint's common name, FILE.tflite, FILE.onnx, or a .zip with one of them",
    )
    add_weight_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the inspection; 1 if the network cannot be converted."""
    from birdeye.convert.inspection_report import as_lines, as_values
    from birdeye.convert.open_source import inspect_source
    from birdeye.convert.source import SourceOptions
    from birdeye.workflows.published_zip import unpacked

    options = SourceOptions(
        epoch=arguments.epoch,
        params=arguments.params,
        input_size=arguments.input_shape,
        input_shapes=dict(arguments.input),
    )
    with unpacked(arguments.prefix) as path:
        inspection = inspect_source(path, options)
    if arguments.format == "json":
        say_json(as_values(inspection))
    else:
        say(*as_lines(inspection))
    return 1 if inspection.problem else 0
