"""Arguments of the commands that work on photos: paths, and numbers of something."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from birdeye.domain.errors import NothingToIdentify


class Meant(list[Path]):
    """The paths that a word means, with the word itself, which may be a URL."""

    def __init__(self, word: str, paths: Iterable[Path]) -> None:
        super().__init__(paths)
        self.word = word


def add_photo_paths(
    parser: argparse.ArgumentParser,
    *,
    text: str = "a photo, or a folder to search",
    least: str = "+",
) -> None:
    """Add the photos and folders that a command looks at, as ``paths``; see `given_paths`.

    ``text`` is what the help says of them. ``least`` is "+" where there has to be one, else "*".
    """
    # Without a default, argparse would call even "*" required.
    parser.add_argument(
        "paths", nargs=least, type=photo_paths, default=(), metavar="PATH", help=text
    )


def given_paths(arguments: argparse.Namespace) -> list[Path]:
    """The photos and folders that the words of a command mean."""
    return [path for meant in arguments.paths for path in meant]


def photo_paths(word: str) -> Meant:
    """The path that ``word`` is; on Windows, whose shell leaves that to programs, all that match.

    An empty word, such as a script's unset variable, is refused: it would mean this folder.
    """
    if not word:
        raise argparse.ArgumentTypeError("the path is empty")
    path = Path(word)
    if sys.platform == "win32" and any(sign in path.name for sign in "*?"):
        return Meant(word, sorted(path.parent.glob(path.name)) or [path])
    return Meant(word, [path])


def some_photos(found: Iterable[Path], given: Iterable[Path]) -> list[Path]:
    """The photos ``found`` in ``given``; raises `NothingToIdentify` if there is none."""
    photos = list(found)
    if not photos:
        names = ", ".join(f"“{path}”" for path in given)
        raise NothingToIdentify(
            f"There is no photo in {names}. Give other folders, or the photos themselves."
        )
    return photos
