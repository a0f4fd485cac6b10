"""Writes the pack's card from its template and the figures in the state's folder `reports`.

`evaluate` and `compare --save` write them there; `latency.txt` is the output of
`python -m tests.training.shipped_latency`.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

from ..calibration import read_calibration
from ..configs import NETWORKS
from ..counts import read_counts
from ..labels import read_label_space
from ..places import RECIPE, Places, replacing
from .plot import draw, draw_reliability


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("checkpoints", type=Path, help="folder that the stage `export` wrote")
    parser.add_argument("pack", type=Path, help="the pack's folder")
    parser.add_argument("--part", choices=("val", "test"), default="test")


def run(places: Places, options: argparse.Namespace) -> None:
    """Write README.md and its two pictures into the pack."""
    figures = {
        network: json.loads(
            (places.folder("reports") / f"{network}-{options.part}.json").read_text("utf-8")
        )
        for network in NETWORKS
    }
    manifest = tomllib.loads((options.pack / "manifest.toml").read_text("utf-8"))
    fitted = read_calibration(places, "classifier")
    space = read_label_space()
    draw_reliability(figures["classifier"].pop("reliability"), options.pack / "reliability.png")
    draw(places.folder("classifier") / "trunk-validation.csv", options.pack / "learning.png")
    reports = places.folder("reports")
    facts: dict[str, object] = {
        "program": (reports / f"program-{options.part}.txt").read_text("utf-8").rstrip(),
        "latency": (reports / "latency.txt").read_text("utf-8").rstrip(),
        "version": manifest["version"],
        "outputs": space.outputs,
        "species": len(space.species),
        "claimable": len(fitted["claimable"]),
    }
    for network in NETWORKS:
        counts = read_counts(options.checkpoints, network)
        facts[f"{network}_crops"] = f"{counts.crops:,}"
        facts[f"{network}_hours"] = f"{counts.seconds / 3600:.1f}"
        facts[f"{network}_side"] = manifest[network]["input"]["width"]
        rows = [f"| {name} | {value} |" for name, value in figures[network].items()]
        facts[f"{network}_table"] = "\n".join(["| figure | value |", "|---|---|", *rows])
    template = (RECIPE / "card.md").read_text(encoding="utf-8")
    with replacing(options.pack / "README.md") as part:
        part.write_text(template.format(**facts), encoding="utf-8")
