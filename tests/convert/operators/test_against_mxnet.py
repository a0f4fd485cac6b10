"""Every operator, over its attributes, against the answers of real MXNet 1.9.1.

The answers are made by `tests.convert.reference.make_operator_references`; attributes that a case
does not state are absent from its symbol, so the defaults are compared as well.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.convert.reference.cases import all_operator_cases, meaningful_answers
from tests.convert.reference.converted import answers_of_birdeye

ABSOLUTE = {"proposal": 2e-4, "boxes": 1e-4, "regions": 1e-5, "multibox": 1e-6}
"""Coordinates of proposals and boxes are pixels; all else is of order 1."""


@pytest.mark.parametrize(("family", "case"), all_operator_cases())
def test_converted_operator_answers_as_mxnet(family, case, tmp_path):
    found = answers_of_birdeye(case, tmp_path)
    expected = meaningful_answers(case, case.answers)
    for ours, theirs in zip(meaningful_answers(case, found), expected, strict=True):
        assert ours.shape == theirs.shape
        tolerance = ABSOLUTE.get(family, 2e-6)
        np.testing.assert_allclose(ours, theirs, rtol=2e-5, atol=tolerance)
