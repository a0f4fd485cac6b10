"""The plain numpy evaluation behind `birdeye convert --verify`, against real MXNet 1.9.1.

It is a proof only if it is right by itself, so it is held to the same answers as the converter.
"""

from __future__ import annotations

import numpy as np
import pytest

from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
from birdeye.convert.mxnet.evaluation.graph_evaluation import evaluate_graph
from tests.convert.reference.cases import all_operator_cases, meaningful_answers
from tests.convert.reference.converted import write_case

ABSOLUTE = {"proposal": 2e-4, "boxes": 1e-4, "regions": 1e-5}


@pytest.mark.parametrize(("family", "case"), all_operator_cases())
def test_evaluated_operator_answers_as_mxnet(family, case, tmp_path):
    checkpoint = load_checkpoint(find_checkpoint(write_case(case, tmp_path)))
    found = evaluate_graph(checkpoint, checkpoint.inference_graph, case.feeds)
    expected = meaningful_answers(case, case.answers)
    for ours, theirs in zip(meaningful_answers(case, found), expected, strict=True):
        assert ours.shape == theirs.shape
        np.testing.assert_allclose(ours, theirs, rtol=2e-5, atol=ABSOLUTE.get(family, 2e-6))
