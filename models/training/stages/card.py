"""Writes the pack's card from its template and the figures in the state's folder `reports`.

`evaluate` and `compare --save` write them there; `latency.txt` is the output of
`python -m tests.training.shipped_latency`.
"""

from __future__ import annotations

import argparse
import csv
import json
import tomllib
from collections import Counter
from pathlib import Path

from ..configs import NETWORKS
from ..counts import read_counts
from ..labels import read_label_space
from ..photos import read_manifest
from ..places import RECIPE, Places, replacing
from ..splits import read_splits


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("checkpoints", type=Path, help="folder that the stage `export` wrote")
    parser.add_argument("pack", type=Path, help="the pack's folder")
    parser.add_argument("--part", choices=("val", "test"), default="test")
    parser.add_argument(
        "--before",
        type=Path,
        help="what `evaluate` wrote of the version before",
    )


def run(places: Places, options: argparse.Namespace) -> None:
    """Write README.md into the pack."""
    reports = places.folder("reports")

    def figures(name: str) -> dict[str, str]:
        return json.loads((reports / f"{name}.json").read_text("utf-8"))

    manifest = tomllib.loads((options.pack / "manifest.toml").read_text("utf-8"))
    space = read_label_space()
    strangers = figures(f"classifier-stranger-{options.part}")
    before = json.loads(options.before.read_text("utf-8")) if options.before else None
    facts: dict[str, object] = {
        "program": (reports / f"program-{options.part}.txt").read_text("utf-8").rstrip(),
        "latency": (reports / "latency.txt").read_text("utf-8").rstrip(),
        "version": manifest["version"],
        "outputs": space.outputs,
        "species": len(space.species),
        "strangers_table": _table(strangers, before),
        "curve": curve(places.folder("classifier")),
        **trained(places),
    }
    for network in NETWORKS:
        counts = read_counts(options.checkpoints, network)
        facts[f"{network}_crops"] = f"{counts.crops:,}"
        facts[f"{network}_hours"] = f"{counts.seconds / 3600:.1f}"
        facts[f"{network}_side"] = manifest[network]["input"]["width"]
        facts[f"{network}_table"] = _table(figures(f"{network}-{options.part}"))
    template = (RECIPE / "card.md").read_text(encoding="utf-8")
    with replacing(options.pack / "README.md") as part:
        part.write_text(template.format(**facts), encoding="utf-8")


def trained(places: Places) -> dict[str, str]:
    """How many photos of each kind are in training."""
    photos = read_manifest(places)
    kinds = Counter(
        "scenes" if photo.is_scene else "first" if photo.first_collections else "new"
        for photo, part in zip(photos, read_splits(photos), strict=True)
        if part == "train"
    )
    return {f"trained_{kind}": f"{count:,}" for kind, count in kinds.items()}


def curve(folder: Path) -> str:
    """The validations of the trunk and of the last cooldown, by crops seen, as a table."""
    rows: list[dict[str, str]] = []
    for name in ("trunk", "cooled"):
        with (folder / f"{name}-validation.csv").open(encoding="utf-8", newline="") as lines:
            rows += csv.DictReader(lines)
    shown = [key for key in rows[0] if key not in ("seconds", "crops", "side")]
    return "\n".join(
        [
            f"| crops | side | {' | '.join(shown)} |",
            "|---|---|" + "---|" * len(shown),
            *(
                f"| {int(row['crops']):,} | {row['side']} | "
                + " | ".join(
                    "-" if row[key] == "nan" else f"{float(row[key]):.1%}" for key in shown
                )
                + " |"
                for row in rows
            ),
        ]
    )


def _table(figures: dict[str, str], before: dict[str, str] | None = None) -> str:
    if before is None:
        rows = [f"| {name} | {value} |" for name, value in figures.items()]
        return "\n".join(["| figure | value |", "|---|---|", *rows])
    rows = [f"| {name} | {value} | {before.get(name, '')} |" for name, value in figures.items()]
    return "\n".join(["| figure | value | before |", "|---|---|---|", *rows])
