"""``birdeye convert``: a network of any kind becomes an ONNX file or a pack."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from birdeye.cli.display import say
from birdeye.cli.network_options import add_weight_options, triple
from birdeye.cli.pack_choice import chosen_pack
from birdeye.cli.parser import CommandMistake

_EPILOGUE = """\
An MXNet checkpoint is two files, PREFIX-symbol.json and PREFIX-NNNN.params; TFLite and ONNX models
are one file, which ends in .tflite or .onnx. A .zip with one of these in it needs no unpacking.

examples:
  birdeye convert ssd_300 --output ssd_300.onnx
  birdeye convert birds --epoch 40 --output birds.onnx --input-shape 224,224 --verify
  birdeye convert birds --labels species.txt --pack ~/birds-pack
  birdeye convert birds.tflite --pack ~/birds-pack
  birdeye convert birds.onnx --labels species.txt --pack ~/birds-pack
  birdeye convert --detector ssd_512 --classifier birds --labels species.txt --pack ~/birds-pack
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "convert",
        help="turn an MXNet checkpoint, a TFLite or an ONNX model into an ONNX model or a pack",
        description="Turns an MXNet checkpoint, a TFLite or an ONNX model into a checked ONNX "
        "model or a model pack, without MXNet or TensorFlow.",
        epilog=_EPILOGUE,
    )
    parser.add_argument(
        "prefix",
        type=Path,
        nargs="?",
        metavar="NETWORK",
        help="the checkpoint's common name, FILE.tflite, FILE.onnx, or a .zip with one of them",
    )
    parser.add_argument(
        "--classifier",
        type=Path,
        metavar="NETWORK",
        help="the same as NETWORK, beside --detector",
    )
    parser.add_argument(
        "--detector",
        type=Path,
        metavar="NETWORK",
        help="a second network, which finds the birds (for --pack); the other options then "
        "apply to the classifier",
    )
    target = parser.add_mutually_exclusive_group()
    target.add_argument(
        "--output", type=Path, metavar="FILE", help="the ONNX file (default: NETWORK.onnx)"
    )
    target.add_argument(
        "--pack", type=Path, metavar="DIR", help="write a model pack into this new folder"
    )
    add_weight_options(parser)
    parser.add_argument(
        "--mean", type=triple, metavar="R,G,B", help="subtracted from the pixels, 0 to 255"
    )
    parser.add_argument(
        "--scale", type=triple, metavar="R,G,B", help="multiplied afterwards; one number for all"
    )
    parser.add_argument(
        "--labels",
        type=Path,
        metavar="FILE",
        help="names of the species, one per line; for a detector, the names of its classes",
    )
    parser.add_argument(
        "--precision",
        choices=("fp32", "fp16", "int8"),
        default="fp32",
        help="fp16 halves the file; int8 is a quarter of it and faster (default: fp32)",
    )
    parser.add_argument(
        "--calibration",
        type=Path,
        metavar="DIR",
        help="photos from which int8 learns its ranges, and on which the usual means are tested",
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="compare the result with an evaluation of the original",
    )
    parser.add_argument("--title", default="", metavar="TEXT", help="the pack's name (for --pack)")
    parser.add_argument(
        "--bird-class", type=int, metavar="N", help="a detector's class of birds (for --pack)"
    )
    parser.add_argument(
        "--with",
        dest="companion",
        metavar="ID",
        help="the pack whose other network goes into the new one (default: the default pack)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Convert, with progress on standard error and the result on standard output."""
    from birdeye.convert.precision import Precision
    from birdeye.workflows.convert_model import convert_model
    from birdeye.workflows.convert_request import ConvertReport, ConvertRequest
    from birdeye.workflows.converted_pack import PackDetails

    network = _network(arguments)
    if arguments.precision == "int8" and arguments.calibration is None:
        raise CommandMistake(
            "int8 needs sample photos to see the range of every layer. Give a folder of photos "
            "like those to be identified with --calibration."
        )
    details = None
    if arguments.pack:
        companion = None if arguments.detector else chosen_pack(arguments.companion)
        details = PackDetails(companion, title=arguments.title, bird_class=arguments.bird_class)
    request = ConvertRequest(
        prefix=network,
        destination=arguments.pack or arguments.output or _default_output(network),
        epoch=arguments.epoch,
        params=arguments.params,
        input_size=arguments.input_shape,
        input_shapes=dict(arguments.input),
        labels=arguments.labels,
        mean=arguments.mean,
        scale=arguments.scale,
        pack=details,
        detector=arguments.detector,
        precision=Precision(arguments.precision),
        calibration=arguments.calibration,
        verify=arguments.verify,
    )
    for event in convert_model(request):
        if isinstance(event, ConvertReport):
            for sentence in event.sentences:
                say(sentence)
            say(f"Written to {event.destination}")
        else:
            count = f" ({event.done} of {event.total})" if event.total else ""
            say(f"{event.text}{count} ...", stream=sys.stderr)
    return 0


def _network(arguments: argparse.Namespace) -> Path:
    """The network that the options apply to. Raises `CommandMistake` if that is not exactly one."""
    given = [path for path in (arguments.prefix, arguments.classifier) if path is not None]
    if len(given) != 1:
        raise CommandMistake(
            "Name one network to convert, or one with --classifier and another with --detector."
        )
    if arguments.detector and not arguments.pack:
        raise CommandMistake("Two networks make a pack: give its folder with --pack.")
    return given[0]


def _default_output(network: Path) -> Path:
    name = network.name.removesuffix("-symbol.json")
    for suffix in (".tflite", ".zip"):
        name = name.removesuffix(suffix)
    if name.endswith(".onnx"):
        name = f"{name.removesuffix('.onnx')}-checked"
    return network.with_name(f"{name}.onnx")
