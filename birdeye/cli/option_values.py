"""Options and values of options that several commands take."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from birdeye.domain.species import LANGUAGES


def add_language_option(parser: Any) -> None:
    """Add ``--language`` for the common names."""
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default="en",
        metavar="CODE",
        help=f"language of the common names: {', '.join(LANGUAGES)} (default: en)",
    )


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
