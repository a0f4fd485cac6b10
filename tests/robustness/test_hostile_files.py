"""Files that were made to exhaust the program are met with a sentence, or read within bounds."""

from __future__ import annotations

import sys

import pytest

from tests.robustness.hostile_cases import CASES
from tests.robustness.hostile_files import MAX_BYTES, meet

pytestmark = pytest.mark.slow


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs sparse files and /proc")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_costs_little(case):
    met = meet(case)
    if case.told:
        assert case.told in met.refusal
    else:
        assert met.refusal == ""
    assert 0 < met.peak_bytes <= MAX_BYTES
