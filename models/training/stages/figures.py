"""Puts the figures on strangers' photos into a card, between two marks, with a picture if wanted.

`python -m tests.acceptance DATA --strangers --part test --save FOLDER` writes the reports.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..places import Places, replacing

START, END = "<!-- strangers -->\n", "<!-- /strangers -->\n"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this stage takes."""
    parser.add_argument("card", type=Path, help="a file with the two marks")
    parser.add_argument("report", type=Path, help="the report of the pack as it is")
    parser.add_argument("--before", type=Path, help="a report of the pack as it was")
    parser.add_argument("--picture", type=Path, help="draw how often first choices are right here")


def run(places: Places, options: argparse.Namespace) -> None:
    """Write the table into the card."""
    del places  # all that is needed is in the reports
    report = json.loads(options.report.read_text("utf-8"))
    before = json.loads(options.before.read_text("utf-8")) if options.before else None
    card = options.card.read_text(encoding="utf-8")
    with replacing(options.card) as part:
        part.write_text(with_figures(card, report, before), encoding="utf-8")
    if options.picture:
        from .plot import draw_reliability

        draw_reliability(report["reliability"], options.picture)


def with_figures(card: str, report: dict, before: dict | None = None) -> str:
    """``card`` with the tables of ``report`` between the marks; ValueError where there are none."""
    start, end = card.index(START) + len(START), card.index(END)
    return card[:start] + "\n".join(_lines(report, before)) + "\n" + card[end:]


def _lines(report: dict, before: dict | None) -> list[str]:
    now = dict(_cells(line) for line in report["lines"][2:])
    was = dict(_cells(line) for line in before["lines"][2:]) if before else {}
    lines = [f"{report['title']}.", ""]
    lines += ["| figure | value | before |", "|---|---|---|"] if was else report["lines"][:2]
    for name, value in now.items():
        lines.append(f"| {name} | {value} |" + (f" {was.get(name, '')} |" if was else ""))
    lines += ["", "| probability of the first choice | right | photos |", "|---|---|---|"]
    for probability, right, photos in report["reliability"]:
        if photos:
            lines.append(f"| {probability:.1%} | {right:.1%} | {photos} |")
    return lines


def _cells(line: str) -> tuple[str, str]:
    name, value = line.strip("| ").split(" | ")
    return name, value
