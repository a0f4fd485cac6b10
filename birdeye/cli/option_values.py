"""Values of options that several commands take."""

from __future__ import annotations

import argparse


def share(word: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(word)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 0 to 1")
    return number
