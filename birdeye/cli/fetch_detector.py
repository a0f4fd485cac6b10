"""``birdeye packs fetch-detector``: a detector from 2017, to convert."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from birdeye.cli.display import megabytes, say
from birdeye.cli.parser import CommandMistake
from birdeye.domain.errors import BirdeyeError
from birdeye.packs.library import PackLibrary

_EPILOGUE = """\
examples:
  birdeye packs fetch-detector                     list them
  birdeye packs fetch-detector ssd-resnet50-512
  birdeye convert resnet50_ssd_512_voc0712_trainval.zip --pack ~/ssd-pack

No checksums are published for these files. The first time, you are shown the checksum and asked;
from then on, another file at the same address is refused.
"""


def add_action(actions: Any) -> None:
    """Add the action to ``birdeye packs``."""
    fetching = actions.add_parser(
        "fetch-detector",
        help="download a detector from 2017, to convert",
        description="Downloads one of the SSD checkpoints published with the MXNet example of "
        "2017.",
        epilog=_EPILOGUE,
    )
    fetching.add_argument("name", nargs="?", metavar="NAME", help="which one (default: list them)")
    fetching.add_argument(
        "--into",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="where it goes (default: the current folder)",
    )
    fetching.add_argument(
        "--sha256",
        type=_checksum,
        metavar="HEX",
        help="the checksum that it must have; with it, nothing is asked",
    )
    fetching.set_defaults(action=_fetch)


def _checksum(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is not a SHA-256 of 64 hexadecimal digits")
    return text.lower()


def _fetch(arguments: argparse.Namespace, _library: PackLibrary) -> None:
    from birdeye.cli.get_pack import show_progress
    from birdeye.packs import zoo_2017
    from birdeye.workflows.fetch_checkpoint import fetch_checkpoint

    if arguments.name is None:
        for each in zoo_2017.CHECKPOINTS:
            say(f"{each.id}: {each.title}", f"  {each.file.url}")
        return
    known = {each.id: each for each in zoo_2017.CHECKPOINTS}
    if arguments.name not in known:
        raise CommandMistake(
            f"There is no detector “{arguments.name}”. There are: {', '.join(known)}."
        )
    chosen = known[arguments.name]
    size = megabytes(chosen.file.likely_bytes)
    say(f"{chosen.title}, about {size} from {chosen.file.host}; licence: {zoo_2017.LICENCE}")
    path = show_progress(
        fetch_checkpoint(chosen.file, arguments.into, _ask(chosen.file.name), arguments.sha256)
    )
    say(
        f"Written to {path}",
        "To make a model from it, with the species of the current model:",
        f"  birdeye convert {path} --bird-class {zoo_2017.BIRD_CLASS} --pack FOLDER",
    )


def _ask(name: str) -> Any:
    def ask(sha256: str, size_bytes: int) -> bool:
        say(
            f"“{name}” came with {size_bytes:,} bytes. Its checksum (SHA-256) is",
            f"  {sha256}",
            "No checksum is published to compare it with. Someone who has the file can tell you "
            "theirs.",
        )
        if not sys.stdin.isatty():
            raise BirdeyeError(
                "There is nobody to ask here whether to trust this file. If you trust it, run "
                f"the command again with --sha256 {sha256}"
            )
        say("Trust this file from now on? [y/N]")
        return sys.stdin.readline().strip().casefold() in ("y", "yes")

    return ask
