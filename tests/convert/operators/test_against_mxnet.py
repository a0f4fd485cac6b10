"""Every operator, over its attributes, against the answers of real MXNet 1.9.1.

The answers are made by `tests.convert.reference.make_operator_references`; attributes that a case
does not state are absent from its symbol, so the defaults are compared as well.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.convert.reference.cases import OperatorCase, operator_cases
from tests.convert.reference.converted import answers_of_birdeye

FAMILIES = (
    "convolution",
    "pooling",
    "normalization",
    "activation",
    "dense",
    "shape",
    "arithmetic",
    "multibox",
    "proposal",
    "regions",
    "boxes",
)
ABSOLUTE = {"proposal": 2e-4, "boxes": 1e-4, "regions": 1e-5, "multibox": 1e-6}
"""Coordinates of proposals and boxes are pixels; all else is of order 1."""


def cases() -> list:
    return [
        pytest.param(family, case, id=f"{family}-{case.name}")
        for family in FAMILIES
        for case in operator_cases(family)
    ]


def meaningful(answers: tuple[np.ndarray, ...], case: OperatorCase) -> tuple[np.ndarray, ...]:
    """MXNet's answer without the leftovers beside a -1 that it writes for rows cut by nms_topk."""
    if not case.name.startswith("detection_"):
        return answers
    rows = answers[0].copy()
    rows[rows[..., 0] < 0] = -1
    return (rows,)


@pytest.mark.parametrize(("family", "case"), cases())
def test_converted_operator_answers_as_mxnet(family, case, tmp_path):
    found = answers_of_birdeye(case, tmp_path)
    expected = meaningful(case.answers, case)
    assert len(found) >= len(expected)
    found = meaningful(tuple(found[: len(expected)]), case)
    for ours, theirs in zip(found, expected, strict=True):
        assert ours.shape == theirs.shape
        tolerance = ABSOLUTE.get(family, 2e-6)
        np.testing.assert_allclose(ours, theirs, rtol=2e-5, atol=tolerance)
