"""Options of the commands that read a network: which weights, and how large its inputs are."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_weight_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--epoch``, ``--params``, ``--input-shape`` and ``--input``."""
    parser.add_argument("--epoch", type=int, metavar="N", help="which epoch (default: the latest)")
    parser.add_argument(
        "--params", type=Path, metavar="FILE", help="the weights, if their name differs"
    )
    parser.add_argument(
        "--input-shape",
        type=size,
        metavar="H,W",
        help="height and width of the photo in pixels (default: found from the network)",
    )
    parser.add_argument(
        "--input",
        type=named_shape,
        action="append",
        default=[],
        metavar="NAME=1,C,H,W",
        help="the full shape of an input; may be repeated",
    )


def size(text: str) -> tuple[int, int]:
    """``H,W``, ``HxW``, or all four numbers ``1,3,H,W``."""
    try:
        numbers = [int(part) for part in text.replace("x", ",").strip("()").split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not height,width") from None
    if len(numbers) == 4:
        numbers = numbers[2:]
    if len(numbers) != 2 or not all(4 <= number <= 4096 for number in numbers):
        raise argparse.ArgumentTypeError(f"“{text}” is not height,width from 4 to 4096")
    return numbers[0], numbers[1]


def named_shape(text: str) -> tuple[str, tuple[int, ...]]:
    """``NAME=1,15,24,24``."""
    name, _, shape = text.rpartition("=")
    try:
        numbers = tuple(int(part) for part in shape.replace("x", ",").strip("()").split(","))
    except ValueError:
        numbers = ()
    if not name or not numbers or not all(1 <= number <= 1 << 20 for number in numbers):
        raise argparse.ArgumentTypeError(f"“{text}” is not a name and a shape, NAME=1,3,24,24")
    return name, numbers


def triple(text: str) -> tuple[float, float, float]:
    """Three numbers, or one for all three."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not three numbers") from None
    if len(numbers) == 1:
        numbers *= 3
    if len(numbers) != 3:
        raise argparse.ArgumentTypeError(f"“{text}” is not three numbers")
    return numbers[0], numbers[1], numbers[2]
