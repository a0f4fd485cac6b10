"""Measures the pack “inat-birds” and prints the tables of its card.

    python -m tests.world_pack judge SHARED --state FILE.npz    the slow part, once
    python -m tests.world_pack accuracy --state FILE.npz        per set, words, calibration error
    python -m tests.world_pack agreement SHARED                 against the TFLite interpreter
    python -m tests.world_pack latency SHARED                   ratios in one run

What the recipe says is fitted by ``python -m models.training vouch``, and judged on strangers'
photos by ``python -m tests.acceptance SHARED/data --strangers --pack FOLDER``.

SHARED is the folder with data/birds and models; ``--pack`` names another build of the pack
than the one that is made of SHARED/models for the run.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from birdeye.packs.library import PackLibrary
from birdeye.packs.pack import Pack, load_pack
from birdeye.workflows.build_pack import build_pack_into, find_recipe

from . import accuracy, agreement, judging, latency

PACK_ID = "inat-birds"


def main() -> None:
    """Run one measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("judge", "agreement", "latency"):
        command = commands.add_parser(name)
        command.add_argument("shared", type=Path)
        command.add_argument("--pack", type=Path, help="the folder of the pack")
        if name == "judge":
            command.add_argument("--state", type=Path, required=True)
            command.add_argument(
                "--most", type=int, default=10**6, help="photos of a set, not counting validation"
            )
    commands.add_parser("accuracy").add_argument("--state", type=Path, required=True)
    options = parser.parse_args()
    match options.command:
        case "accuracy":
            accuracy.print_accuracy(judging.read_judged(options.state), find_recipe(PACK_ID))
        case _:
            with tempfile.TemporaryDirectory() as folder:
                _measure(options, options.pack or _built(options.shared, Path(folder)))


def _measure(options: argparse.Namespace, folder: Path) -> None:
    pack: Pack = load_pack(folder)
    model = options.shared / "models" / find_recipe(PACK_ID).network.name
    match options.command:
        case "judge":
            judging.judge(pack, options.shared / "data" / "birds", options.state, options.most)
        case "agreement":
            agreement.print_agreement(model, options.shared / "data" / "birds")
        case "latency":
            latency.print_latency(model)


def _built(shared: Path, folder: Path) -> Path:
    library = PackLibrary.of_this_computer()
    list(build_pack_into(find_recipe(PACK_ID), library, folder, shared / "models"))
    return folder / PACK_ID


if __name__ == "__main__":
    main()
