"""``birdeye packs fetch-detector``: a detector of 2017, to be converted."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from birdeye.cli.display import megabytes, say
from birdeye.domain.errors import BirdeyeError, PackNotFound
from birdeye.packs.library import PackLibrary

_EPILOGUE = """\
examples:
  birdeye packs fetch-detector                     which there are
  birdeye packs fetch-detector ssd-resnet50-512
  birdeye convert resnet50_ssd_512_voc0712_trainval.zip --pack ~/ssd-pack

Nobody published the checksums of these files. The first time you are shown that of what came, and
asked; from then on, another file at the same address is refused.
"""


def add_action(actions: Any) -> None:
    """Add the action to those of ``birdeye packs``."""
    fetching = actions.add_parser(
        "fetch-detector",
        help="fetch a detector of 2017, to be converted",
        description="Fetches one of the SSD checkpoints that the 2017 example of MXNet published.",
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
        help="the checksum that it must have; then nothing is asked",
    )
    fetching.set_defaults(action=_fetch)


def _checksum(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is no SHA-256 of 64 hexadecimal digits")
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
        raise PackNotFound(
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
        "To make a model of it, with the species of the model in use:",
        f"  birdeye convert {path} --bird-class {zoo_2017.BIRD_CLASS} --pack FOLDER",
    )


def _ask(name: str) -> Any:
    def ask(sha256: str, size_bytes: int) -> bool:
        say(
            f"“{name}” came with {size_bytes:,} bytes. Its checksum (SHA-256) is",
            f"  {sha256}",
            "Nobody published one to compare it with. Somebody else may have the file.",
        )
        if not sys.stdin.isatty():
            raise BirdeyeError(
                "Nobody can be asked here whether this file is trusted. "
                f"If it is, run the command again with --sha256 {sha256}"
            )
        say("Trust this file from now on? [y/N]")
        return sys.stdin.readline().strip().casefold() in ("y", "yes")

    return ask
