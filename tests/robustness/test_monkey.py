"""A short visit of the monkey; the long one is `python -m tests.robustness.monkey`."""

from __future__ import annotations

import sys

import pytest

from tests.robustness import monkey


@pytest.mark.skipif(sys.platform != "linux", reason="the monkey is watched by way of /proc")
def test_the_window_stands_a_few_hundred_random_deeds(tmp_path):
    report = monkey.run(tmp_path, events=400, seed=7, photos=12)
    assert report.faults == {}
    assert report.events == 400
    assert {"key", "click", "drag", "type", "order"} <= set(report.done)
