"""Compares every network, converted by Birdeye, with real MXNet 1.9.1.

From the project's root, in the project's interpreter:

    BIRDEYE_MXNET_PYTHON=/path/to/python python -m tests.convert.compare_networks [PATTERN ...]

BIRDEYE_MXNET_PYTHON names an interpreter that has MXNet 1.9.1, onnx and onnxruntime (for mx2onnx),
BIRDEYE_GLUONCV_PYTHON one that has GluonCV 0.10.5 besides; networks whose interpreter is not named
are left out. Each network is built there with random weights, run on three inputs and saved;
Birdeye converts the checkpoint and onnxruntime runs it on the same inputs. One process at a time,
each with one network. Prints a table; ``--json FILE`` and ``--markdown FILE`` write it too.
Ends with status 1 if any answer differs by more than the limits in `reference.differences`.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from tests.convert.reference.differences import Difference, between_rows, between_vectors
from tests.convert.reference.host_code import detection_rows
from tests.convert.reference.networks import Network, all_networks

ROOT = Path(__file__).parents[2]
INTERPRETERS = {"mxnet": "BIRDEYE_MXNET_PYTHON", "gluoncv": "BIRDEYE_GLUONCV_PYTHON"}
INPUTS = 3


@dataclass(frozen=True)
class Finding:
    """One line of the table."""

    network: str
    kind: str
    mx2onnx: str
    ok: bool
    difference: str
    seconds: float


def compare(network: Network, python: str, *, mx2onnx: bool = True) -> Finding:
    """Runs both sides of one network, each in a process of its own."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [python, "-m", "tests.convert.reference.oracle", network.name, str(folder)]
        command += ["--seeds", str(INPUTS), *(["--mx2onnx"] if mx2onnx else [])]
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if made.returncode:
            text = f"MXNet failed: {last_line(made.stderr)}"
            return Finding(network.name, network.kind, "", False, text, 0)
        facts = json.loads((folder / "facts.json").read_text())
        command = [sys.executable, "-m", __spec__.name, "--one", network.name, str(folder)]
        ours = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    seconds = round(time.monotonic() - started, 1)
    peer = facts.get("mx2onnx", "")
    if ours.returncode:
        text = f"Birdeye failed: {last_line(ours.stderr)}"
        return Finding(network.name, network.kind, peer, False, text, seconds)
    difference = Difference(**json.loads(last_line(ours.stdout)))
    return Finding(
        network.name, network.kind, peer, difference.is_small, worded(difference), seconds
    )


def differ(network: Network, folder: Path) -> Difference:
    """The difference on all inputs of a checkpoint that the oracle left in ``folder``."""
    from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
    from birdeye.convert.mxnet.convert import build
    from tests.convert.reference.converted import run_onnx

    with np.load(folder / "answers.npz") as stored:
        answers = {key: stored[key] for key in stored.files}
    inputs = [name for name in ("data", "im_info") if f"{name}_0" in answers]
    checkpoint = load_checkpoint(find_checkpoint(folder / "net"))
    conversion = build(checkpoint, {name: answers[f"{name}_0"].shape for name in inputs})
    conversion.write(folder / "net.onnx")
    worst = Difference()
    for index in range(INPUTS):
        feeds = {name: answers[f"{name}_{index}"] for name in inputs}
        ours = run_onnx(folder / "net.onnx", feeds)
        theirs = [
            answers[f"output_{index}_{place}"]
            for place in range(sum(key.startswith(f"output_{index}_") for key in answers))
        ]
        worst |= judged(network, ours, theirs, feeds)
    return worst


def judged(
    network: Network,
    ours: list[np.ndarray],
    theirs: list[np.ndarray],
    feeds: dict[str, np.ndarray],
) -> Difference:
    """The difference of one answer, by the rule for the network's kind."""
    if network.kind == "classifier":
        return between_vectors(ours[0], theirs[0])
    if network.kind.startswith("ssd"):
        return between_rows(ours[0][0], theirs[0][0], 1.0)
    side = float(max(network.shape[2:]))
    if network.kind.startswith("rcnn"):
        rows = detection_rows(*theirs[:3], feeds["im_info"])
        return between_rows(ours[0][0], rows, side / float(feeds["im_info"][0, 2]))
    tables = [np.concatenate([part[0] for part in answer[:3]], axis=1) for answer in (ours, theirs)]
    return between_rows(*tables, side)


def worded(difference: Difference) -> str:
    """The difference as the table shows it."""
    if difference.rows or difference.lonely:
        lonely = f", {difference.lonely} without partner" if difference.lonely else ""
        lonely += f", {difference.swapped} near-ties swapped" if difference.swapped else ""
        return (
            f"{difference.rows} rows{lonely}; score {difference.score:.0e}, "
            f"box {difference.coordinate:.0e} of the side"
        )
    return f"{difference.relative:.1e} relative"


def last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("[")]
    return lines[-1][:200] if lines else ""


def as_markdown(findings: list[Finding]) -> str:
    lines = ["| network | mx2onnx | Birdeye's largest difference | same |", "|---|---|---|---|"]
    for found in findings:
        peer = found.mx2onnx.replace("|", "\\|")
        lines.append(
            f"| {found.network} | {peer} | {found.difference} | {'yes' if found.ok else '**no**'} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(differ(all_networks()[sys.argv[2]], Path(sys.argv[3])))))
        return 0
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("patterns", nargs="*", default=["*"], help="networks, such as ssd-*")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--without-mx2onnx", action="store_true")
    options = parser.parse_args()
    findings = []
    for network in all_networks().values():
        if not any(fnmatch.fnmatch(network.name, pattern) for pattern in options.patterns):
            continue
        python = os.environ.get(INTERPRETERS[network.interpreter])
        if not python:
            print(f"{network.name}: left out, {INTERPRETERS[network.interpreter]} is not set")
            continue
        found = compare(network, python, mx2onnx=not options.without_mx2onnx)
        findings.append(found)
        verdict = "same" if found.ok else "DIFFERENT"
        print(f"{found.network:34} {verdict:9} {found.difference}  [mx2onnx {found.mx2onnx}]")
        sys.stdout.flush()
        if options.json:
            options.json.write_text(json.dumps([asdict(item) for item in findings], indent=1))
        if options.markdown:
            options.markdown.write_text(as_markdown(findings))
    same = sum(found.ok for found in findings)
    print(f"{same} of {len(findings)} networks answer as in MXNet 1.9.1")
    return 0 if same == len(findings) else 1


if __name__ == "__main__":
    raise SystemExit(main())
