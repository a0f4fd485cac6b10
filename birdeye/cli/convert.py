"""``birdeye convert``: an MXNet checkpoint or a TFLite model becomes an ONNX file or a pack."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from birdeye.cli.display import say
from birdeye.cli.pack_choice import chosen_pack

_EPILOGUE = """\
A checkpoint of MXNet is two files, PREFIX-symbol.json and PREFIX-NNNN.params;
a TFLite model is one, which ends in .tflite.

examples:
  birdeye convert ssd_300 --output ssd_300.onnx
  birdeye convert birds --epoch 40 --output birds.onnx --input-shape 224,224 --verify
  birdeye convert birds --labels species.txt --pack ~/birds-pack
  birdeye convert birds.tflite --labels species.txt --pack ~/birds-pack
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "convert",
        help="turn an MXNet checkpoint or a TFLite model into an ONNX model or a model pack",
        description="Turns an MXNet checkpoint or a TFLite model into a checked ONNX model, "
        "without MXNet or TensorFlow.",
        epilog=_EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "prefix", type=Path, metavar="PREFIX", help="the checkpoint's common name, or FILE.tflite"
    )
    target = parser.add_mutually_exclusive_group()
    target.add_argument(
        "--output", type=Path, metavar="FILE", help="the ONNX file (default: PREFIX.onnx)"
    )
    target.add_argument(
        "--pack", type=Path, metavar="DIR", help="write a model pack into this new folder"
    )
    parser.add_argument("--epoch", type=int, metavar="N", help="which epoch (default: the latest)")
    parser.add_argument(
        "--input-shape",
        type=_size,
        metavar="H,W",
        help="height and width of the photo in pixels (default: guessed from the network)",
    )
    parser.add_argument(
        "--mean", type=_triple, metavar="R,G,B", help="subtracted from the pixels, 0 to 255"
    )
    parser.add_argument(
        "--scale", type=_triple, metavar="R,G,B", help="multiplied afterwards; one number for all"
    )
    parser.add_argument(
        "--labels",
        type=Path,
        metavar="FILE",
        help="scientific names, one a line; for a detector, the names of its classes",
    )
    parser.add_argument(
        "--precision",
        choices=("fp32", "fp16", "int8"),
        default="fp32",
        help="fp16 halves the file; int8 is a quarter of it and faster (default: fp32)",
    )
    parser.add_argument(
        "--calibration", type=Path, metavar="DIR", help="photos from which int8 learns its ranges"
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="compare the result with a numpy evaluation of the original",
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
    """Convert, telling on standard error how far it is and on standard output what came of it."""
    from birdeye.convert.precision import Precision
    from birdeye.convert.tflite.model_file import SUFFIX
    from birdeye.workflows.convert_model import convert_model
    from birdeye.workflows.convert_request import ConvertReport, ConvertRequest
    from birdeye.workflows.convert_tflite import convert_tflite
    from birdeye.workflows.converted_pack import PackWish

    wish = None
    if arguments.pack:
        wish = PackWish(
            chosen_pack(arguments.companion),
            title=arguments.title,
            bird_class=arguments.bird_class,
        )
    request = ConvertRequest(
        prefix=arguments.prefix,
        destination=arguments.pack or arguments.output or _default_output(arguments.prefix),
        epoch=arguments.epoch,
        input_size=arguments.input_shape,
        labels=arguments.labels,
        mean=arguments.mean,
        scale=arguments.scale,
        pack=wish,
        precision=Precision(arguments.precision),
        calibration=arguments.calibration,
        verify=arguments.verify,
    )
    is_tflite = arguments.prefix.suffix.lower() == SUFFIX
    convert = convert_tflite if is_tflite else convert_model
    for event in convert(request):
        if isinstance(event, ConvertReport):
            for sentence in event.sentences:
                say(sentence)
            say(f"Written to {event.destination}")
        else:
            count = f" ({event.done} of {event.total})" if event.total else ""
            say(f"{event.text}{count} ...", stream=sys.stderr)
    return 0


def _default_output(prefix: Path) -> Path:
    name = prefix.name.removesuffix("-symbol.json").removesuffix(".tflite")
    return prefix.with_name(f"{name}.onnx")


def _size(text: str) -> tuple[int, int]:
    """``H,W``, ``HxW``, or all four numbers ``1,3,H,W``."""
    try:
        numbers = [int(part) for part in text.replace("x", ",").strip("()").split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not height,width") from None
    if len(numbers) == 4:
        numbers = numbers[2:]
    if len(numbers) != 2 or not all(8 <= number <= 4096 for number in numbers):
        raise argparse.ArgumentTypeError(f"“{text}” is not height,width from 8 to 4096")
    return numbers[0], numbers[1]


def _triple(text: str) -> tuple[float, float, float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not three numbers") from None
    if len(numbers) == 1:
        numbers *= 3
    if len(numbers) != 3:
        raise argparse.ArgumentTypeError(f"“{text}” is not three numbers")
    return numbers[0], numbers[1], numbers[2]
