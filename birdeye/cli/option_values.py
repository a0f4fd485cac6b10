"""Options and values of options that several commands take."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from birdeye.domain.species import LANGUAGES

_MOST_THREADS = 32
"""Fits every computer with up to 8 cores, so that a script may be carried between them."""


def add_language_option(parser: Any) -> None:
    """Add ``--language`` for the common names."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default="en",
        metavar="CODE",
        help=f"language of the common names: {', '.join(LANGUAGES)} (default: en)",
    )


def add_threads_option(parser: Any) -> None:
    """Add ``--threads``; many more than there are cores only cost memory."""
    most = max(_MOST_THREADS, 4 * (os.cpu_count() or 1))
    parser.add_argument(
        "--threads",
        type=count_up_to(most),
        metavar="N",
        help=f"processor cores to use, {most} at most (default: all)",
    )


def count_up_to(most: int) -> Callable[[str], int]:
    """Reads a whole number from 1 to ``most``."""

    def count(word: str) -> int:
        number = int(word) if word.isascii() and word.isdecimal() and len(word) < 10 else 0
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 1 to {most}")
        return number

    return count


def share(word: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(word)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 0 to 1")
    return number


def output_path(word: str) -> Path:
    """Where to write: no command writes a file named “-”, which means standard output elsewhere."""
    if word == "-":
        raise argparse.ArgumentTypeError("give the name of a file; “./-” if it is to be named “-”")
    return Path(word)
