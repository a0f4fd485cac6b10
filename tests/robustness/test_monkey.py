"""A short visit of the monkey; the long one is `python -m tests.robustness.monkey`."""

from __future__ import annotations

import sys

import pytest

from tests.robustness import monkey
from tests.robustness.process_watch import Sample, highest_growth

pytestmark = pytest.mark.slow


@pytest.mark.skipif(sys.platform != "linux", reason="the monkey is watched by way of /proc")
def test_the_window_stands_a_few_hundred_random_deeds(tmp_path):
    report = monkey.run(tmp_path, events=400, seed=7, photos=12)
    assert report.faults == {}
    assert report.events == 400
    assert {"key", "click", "drag", "type", "order"} <= set(report.done)


def in_quarters(*memory_mb: float) -> list[Sample]:
    return [Sample(each + bump, 5, 9) for each in memory_mb for bump in (-3.0, 0.0, 40.0)]


def test_memory_that_only_differs_by_what_is_on_show_is_no_leak():
    assert highest_growth(in_quarters(319, 284, 336, 342)) == pytest.approx(342 / 336)


def test_a_leak_makes_the_last_quarter_the_highest():
    assert highest_growth(in_quarters(300, 400, 500, 600)) == pytest.approx(600 / 500)
