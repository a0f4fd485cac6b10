"""``birdeye doctor``: does this installation work, and what belongs in a bug report?"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from birdeye.cli.display import say
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.output import open_output
from birdeye.domain.terminal_text import json_text

_EPILOGUE = """\
examples:
  birdeye doctor
  birdeye doctor --json > report.json

The exit code is 0, or 1 when something is wrong. Nothing is sent anywhere.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "doctor",
        help="check this installation, for a bug report",
        description="Prints versions, packs, readable formats and the time of one inference.",
        epilog=_EPILOGUE,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Gather the facts and print them."""
    from birdeye.packs.library import PackLibrary
    from birdeye.workflows.diagnose import diagnose

    report = diagnose(PackLibrary.of_this_computer())
    with open_output(None) as stream:
        if arguments.json:
            stream.write(json_text(report, indent=2) + "\n")
        else:
            say(*_lines(report), stream=stream)
    return EXIT_FAILED if report["problems"] else 0


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"Birdeye {report['birdeye']}"
    for title in ("system", "packages", "telemetry", "folders"):
        yield from _section(title.capitalize(), report[title])
    yield from _section("Reads", report["reads"])
    yield from _section(
        "Packs",
        {pack["id"]: _pack_words(pack, report["default_pack"]) for pack in report["packs"]},
    )
    if report["inference"]:
        inference = report["inference"]
        yield from _section(
            "Inference",
            {
                "threads": inference["threads"],
                "loading": f"{inference['load_ms']:.1f} ms",
                "finding birds": f"{inference['detector_ms']:.1f} ms a photo",
                "naming": f"{inference['classifier_ms']:.1f} ms a bird",
            },
        )
    yield ""
    if report["problems"]:
        yield "Problems"
        yield from (f"  {problem}" for problem in report["problems"])
    else:
        yield "All is well."


def _section(title: str, values: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield title if values else f"{title}: none"
    longest = max(map(len, values), default=0)
    words = {True: "yes", False: "no", None: "not recorded"}
    for name, value in values.items():
        shown = words[value] if isinstance(value, bool | None) else value
        yield f"  {name:{longest}}  {shown}"


def _pack_words(pack: Mapping[str, Any], default_id: str | None) -> str:
    if "problem" in pack:
        return f"broken, in {pack['folder']}"
    default = ", the default" if pack["id"] == default_id else ""
    origin = "built in" if pack["builtin"] else pack["folder"]
    return (
        f"{pack['title']}, version {pack['version']}, {pack['species']} species, "
        f"{pack['megabytes']} MB, {origin}{default}"
    )
