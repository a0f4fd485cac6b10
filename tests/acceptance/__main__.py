"""Prints what packs find in photos whose birds are known.

    python -m tests.acceptance FOLDER [--pack PACK]              every photo of a folder, and sums
    python -m tests.acceptance --strangers DATA [--pack PACK]    what a pack's names are worth
    python -m tests.acceptance --small DATA [--pack PACK]        how many small birds it finds

FOLDER holds photos and ``photos.csv``; DATA is the folder with birds/ and scenes/. PACK is an id or
a folder; without it the stand-in pack is used. ``--pack`` may be given several times.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from birdeye.cli.pack_choice import chosen_pack
from birdeye.packs.pack import Pack

from . import small_birds, strangers
from .known_photos import read_known_photos, run_acceptance, summary, table

_LOOKS = {
    None: "as it comes: closer looks where they are worthwhile",
    False: "without closer looks",
    True: "with closer looks always",
}
"""What each value of `IdentifyOptions.tiles` means."""


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
    parser.add_argument("--small", action="store_true", help="FOLDER is DATA")
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
    if arguments.small:
        for pack in packs:
            _print_small(arguments.folder, pack, arguments.part)
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
    print("\n".join(summary(usual, _LOOKS[None])))
    for tiles in (False, True):
        print("\n".join(summary(run_acceptance(known, pack, tiles=tiles), _LOOKS[tiles])))


def _print_small(data: Path, pack: Pack, part: str) -> None:
    print(f"{pack.title}, {part}: birds found that would have 16 to 32 pixels in a photo of 640")
    for tiles, title in _LOOKS.items():
        found = small_birds.measure(data, pack, part, tiles=tiles)
        print(f"  {title}: {found}", flush=True)


def _stand_in() -> Pack:
    from tests.helpers.stand_in_pack import stand_in_pack

    return stand_in_pack()


if __name__ == "__main__":
    sys.exit(main())
