import pytest

from birdeye.gui.charts.axis import count_ticks


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (7, [0, 2, 4, 6, 8]),
        (23, [0, 5, 10, 15, 20, 25]),
        (99, [0, 20, 40, 60, 80, 100]),
        (800, [0, 200, 400, 600, 800]),
        (12_345, [0, 5000, 10_000, 15_000]),
    ],
)
def test_ticks_are_round_and_reach_over_the_largest(largest, ticks):
    assert count_ticks(largest) == ticks


def test_there_are_never_more_than_five_steps_nor_fewer_than_needed():
    for largest in range(1, 3000):
        ticks = count_ticks(largest)
        assert len(ticks) <= 6
        assert ticks[-2] < largest <= ticks[-1]
