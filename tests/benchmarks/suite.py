"""``python -m tests.benchmarks [SECTION ...]`` measures and prints; see ``--help``.

Every section yields `measuring.Figure` values. One that lacks something (MXNet, the photos) is left
out with a sentence; one that fails is reported, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import subprocess
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from birdeye.onnx_runtime import onnxruntime
from tests.benchmarks import (
    against_mxnet,
    catalogue,
    growth,
    interactive,
    pipeline,
    precision,
    review_key,
    stages,
    startup,
)
from tests.benchmarks.children import ROOT
from tests.benchmarks.measuring import CORES, Figure, Unavailable
from tests.benchmarks.settings import Settings

Section = Callable[[Settings], Iterable[Figure]]

SECTIONS: dict[str, Section] = {
    "stages": stages.figures,
    "pipeline": pipeline.figures,
    "mxnet": against_mxnet.figures,
    "growth": growth.figures,
    "interactive": interactive.figures,
    "review": review_key.figures,
    "startup": startup.figures,
    "catalogue": catalogue.figures,
    "precision": precision.figures,
}

_EPILOGUE = """\
Started alone, each with options of its own (python -m tests.benchmarks.NAME --help): closer_look,
convert_latency, convert_models, event_loop, imaging_decode.
"""


def main(words: list[str]) -> int:
    """Measure the sections named, or all of them."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Measures Birdeye. What helped and what did not is in NOTES.md.",
        epilog=_EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--rounds", type=int, default=Settings.rounds)
    parser.add_argument("--photos", type=int, default=Settings.photos, help="of 24 megapixels")
    parser.add_argument("--folder", type=Path, help="where photos are made and kept")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="of the section growth")
    options = parser.parse_args(words)
    unknown = [name for name in options.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    settings = Settings(
        rounds=options.rounds,
        photos=options.photos,
        plot=options.plot,
        **({"kept": options.folder} if options.folder else {}),
    )
    try:
        report = {"machine": machine(), "sections": {}}
        for name in options.sections or SECTIONS:
            print(f"\n== {name} ==", flush=True)
            report["sections"][name] = outcome(SECTIONS[name], settings)
    finally:
        shutil.rmtree(settings.scratch, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return int(any("failure" in each for each in report["sections"].values()))


def outcome(section: Section, settings: Settings) -> dict[str, Any]:
    """Run one section, print its table line by line, and answer what JSON should hold."""
    started = time.perf_counter()
    found: list[dict[str, Any]] = []
    told: dict[str, Any] = {"figures": found}
    try:
        for each in section(settings):
            print(line_of(each), flush=True)
            found.append(asdict(each))
    except Unavailable as why:
        print(f"left out: {why}")
        told["left_out"] = str(why)
    except Exception as failure:
        traceback.print_exc()
        told["failure"] = repr(failure)
    told["seconds"] = round(time.perf_counter() - started, 1)
    return told


def line_of(each: Figure) -> str:
    """A figure as a line of the table: median, unit, spread, goal."""
    spread = f"({number(each.least)} to {number(each.greatest)}, n {each.rounds})"
    goal = f"  goal: {each.goal}" if each.goal else ""
    return f"  {each.name:54} {number(each.median):>9} {each.unit:6}{spread:28}{goal}".rstrip()


def number(value: float) -> str:
    """Three significant digits, without an exponent."""
    if value == 0:
        return "0"
    digits = max(0, 2 - int(np.floor(np.log10(abs(value)))))
    return f"{value:.{digits}f}"


def machine() -> dict[str, Any]:
    """Where and with what the figures were measured."""
    return {
        "processor": _processor(),
        "cores": CORES,
        "system": platform.platform(),
        "python": platform.python_version(),
        "onnxruntime": onnxruntime.__version__,
        "commit": _commit(),
        "date": time.strftime("%Y-%m-%d"),
    }


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip()
