"""Draws the curves of all runs as PNG, from the CSV that the runs wrote."""

from __future__ import annotations

import argparse
import csv
from itertools import pairwise
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

from ..places import Places, replacing


def add_options(parser: argparse.ArgumentParser) -> None:
    """This stage takes no options."""


def run(places: Places, options: argparse.Namespace) -> None:
    """Write one picture for each run that has been validated."""
    for network in ("classifier", "detector"):
        for table in sorted(places.folder(network).glob("*-validation.csv")):
            draw(table, table.with_suffix(".png"))
            print(table.with_suffix(".png"))


def draw(table: Path, picture: Path) -> None:
    """Figures by crops seen, with a line where the input's side changed."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows:
        return
    crops = [int(row["crops"]) for row in rows]
    figure, axes = pyplot.subplots(figsize=(9, 5))
    axes.set_prop_cycle(color=pyplot.get_cmap("tab20").colors)
    for name in [key for key in rows[0] if key not in ("seconds", "crops", "side")]:
        axes.plot(crops, [float(row[name] or "nan") for row in rows], marker=".", label=name)
    for before, row in pairwise(rows):
        if before["side"] != row["side"]:
            axes.axvline(int(row["crops"]), color="grey", linestyle=":")
    axes.set(xlabel="crops seen", ylabel="share of validation photos", ylim=(0, 1))
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    with replacing(picture) as part:
        figure.savefig(part, dpi=110, bbox_inches="tight", format="png")
    pyplot.close(figure)


def draw_reliability(bins: list[list[float]], path: Path) -> None:
    """Bins of (mean probability, share right, count) against the diagonal of perfect honesty."""
    filled = [row for row in bins if row[2]]
    most = max(row[2] for row in filled)
    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.scatter(
        [row[0] for row in filled],
        [row[1] for row in filled],
        s=[20 + 180 * row[2] / most for row in filled],
    )
    axes.set(xlabel="probability of the first choice", ylabel="share that is right")
    axes.set(xlim=(0, 1), ylim=(0, 1), title="area of a dot: photos in its bin")
    axes.grid(alpha=0.3)
    with replacing(path) as part:
        figure.savefig(part, dpi=110, bbox_inches="tight", format="png")
    pyplot.close(figure)
