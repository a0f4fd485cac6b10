"""Compares every operator case with real MXNet 1.9.1, made anew.

From the project's root, in the project's interpreter:

    BIRDEYE_MXNET_PYTHON=/path/to/python python -m tests.convert.sweep_operators

The graphs are those of `tests.convert.reference`: a few nodes each, over the attributes of every
operator. MXNet makes their answers; Birdeye converts each graph, onnxruntime runs the result, and
the plain numpy evaluation runs the graph itself. A shape that the ONNX file declares and does not
yield is a difference too. Ends with status 1 if there is any.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from birdeye.convert.mxnet.evaluation.graph_evaluation import evaluate_graph
from birdeye.convert.verify import open_session, undeclared_shapes
from tests.convert.reference.cases import (
    FAMILIES,
    OperatorCase,
    meaningful_answers,
    operator_cases,
)
from tests.convert.reference.converted import convert_case

ROOT = Path(__file__).parents[2]
MAKER = "tests.convert.reference.make_operator_references"
ABSOLUTE = {"proposal": 2e-4, "boxes": 1e-4, "regions": 1e-5}


def difference(family: str, case: OperatorCase, folder: Path) -> str:
    """What is wrong with one case; empty if nothing."""
    source = convert_case(case, folder)
    source.write(folder / "case.onnx")
    session = open_session(folder / "case.onnx")
    wanted = {entry.name for entry in session.get_inputs()}
    feeds = {name: value for name, value in case.feeds.items() if name in wanted}
    ours = [np.asarray(value) for value in session.run(None, feeds)]
    for wrong in undeclared_shapes(session, ours):
        return wrong.described
    evaluated = evaluate_graph(source.checkpoint, source.graph, case.feeds)
    expected = meaningful_answers(case, case.answers)
    for what, answers in (("onnxruntime", ours), ("numpy", evaluated)):
        for found, right in zip(meaningful_answers(case, answers), expected, strict=True):
            if found.shape != right.shape:
                return f"{what}: {found.shape} for {right.shape}"
            tolerance = ABSOLUTE.get(family, 2e-6)
            if not np.allclose(found, right, rtol=2e-5, atol=tolerance, equal_nan=True):
                return f"{what}: off by {np.abs(found - right).max():.2g}"
    return ""


def main() -> int:
    python = os.environ.get("BIRDEYE_MXNET_PYTHON")
    if not python:
        print("BIRDEYE_MXNET_PYTHON names no interpreter that has MXNet 1.9.1")
        return 2
    total, wrong = 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for extra in ([], ["--recurrent"]):
            command = [python, "-m", MAKER, "--folder", str(folder), *extra]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        for family in FAMILIES:
            for case in operator_cases(family, folder):
                total += 1
                try:
                    found = difference(family, case, folder)
                except Exception as error:  # each graph counts, whatever it raises
                    found = f"{type(error).__name__}: {error}"
                if found:
                    wrong += 1
                    print(f"{family}/{case.name}: {found}")
    print(f"{total - wrong} of {total} graphs answer as in MXNet 1.9.1")
    return 1 if wrong else 0


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    sys.exit(main())
