"""Takes a finished network part of the way back to the version that shipped before.

Where both come from one run, the mean of their weights keeps what either is better at (Wortsman et
al. 2022): what the earlier one knew of the first collections, and what the later one learned since.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ..configs import NETWORKS, read_config
from ..finished import finished
from ..networks import training_run
from ..places import Places
from ..runs import load_state, save_state


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("checkpoints", type=Path, help="folder of the version that shipped before")
    parser.add_argument(
        "--share", type=float, default=0.75, help="of the new weights (default: 0.75)"
    )


def run(places: Places, options: argparse.Namespace) -> None:
    """Save `blended` beside `cooled`, and print its figures on the validation photos."""
    state = load_state(places.folder(options.network) / "cooled.pt")
    if state is None:
        raise SystemExit("There is no finished network yet: cool it down first.")
    before = finished(places, options.network, checkpoints=options.checkpoints).state_dict()
    state["average"] = blended(state["average"], before, options.share)
    training = training_run(places, read_config(options.network), options.network, "blended")
    save_state(training.path, state)
    training.load(training.path)
    training.average.copy_to(training.shadow)
    print({name: round(value, 4) for name, value in training.figures().items()})


def blended(
    new: dict[str, torch.Tensor], before: dict[str, torch.Tensor], share: float
) -> dict[str, torch.Tensor]:
    """`share` of the new weights and the rest of those before; what only training needs stays."""
    named = {name: name.removeprefix("net.") for name in new}
    return {
        name: value.float().lerp(before[named[name]].float(), 1 - share)
        if named[name] in before
        else value
        for name, value in new.items()
    }
