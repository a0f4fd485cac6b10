"""Prints what packs find in photos whose birds are known.

    python -m tests.acceptance FOLDER [--pack PACK]              every photo of a folder, and sums
    python -m tests.acceptance --strangers DATA [--pack PACK]    what a pack's names are worth

FOLDER holds photos and ``photos.csv``; DATA is the folder with birds/ and scenes/. PACK is an id or
a folder; without it the stand-in pack is used. ``--strangers`` takes ``--pack`` several times.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from birdeye.cli.pack_choice import chosen_pack
from birdeye.packs.pack import Pack

from . import strangers
from .known_photos import read_known_photos, run_acceptance, summary, table


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.acceptance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pack", action="append", help="a pack's id or folder")
    parser.add_argument("--strangers", action="store_true", help="FOLDER is DATA")
    parser.add_argument("--part", choices=("calibration", "test"), default="calibration")
    parser.add_argument("--every", type=int, default=1, help="take only every Nth photo")
    parser.add_argument("--scenes", type=int, help="at most so many scenes without birds")
    parser.add_argument("--save", type=Path, help="write the figures of each pack here, for a card")
    arguments = parser.parse_args()
    packs = [chosen_pack(each) for each in arguments.pack or ()] or [_stand_in()]
    if arguments.strangers:
        strangers.print_figures(
            arguments.folder,
            packs,
            arguments.part,
            every=arguments.every,
            most_scenes=arguments.scenes,
            save=arguments.save,
        )
        return 0
    if not (arguments.folder / "photos.csv").is_file():
        print(f"There is no photos.csv in {arguments.folder}.", file=sys.stderr)
        return 1
    for pack in packs:
        _print_folder(arguments.folder, pack)
    return 0


def _print_folder(folder: Path, pack: Pack) -> None:
    known = read_known_photos(folder)
    usual = run_acceptance(known, pack)
    print(f"{pack.title}\n")
    print("\n".join(table(usual)), end="\n\n")
    print("\n".join(summary(usual, "as it comes: closer looks where they are worthwhile")))
    for tiles, title in ((False, "without closer looks"), (True, "with closer looks always")):
        print("\n".join(summary(run_acceptance(known, pack, tiles=tiles), title)))


def _stand_in() -> Pack:
    from tests.helpers.stand_in_pack import stand_in_pack

    return stand_in_pack()


if __name__ == "__main__":
    sys.exit(main())
