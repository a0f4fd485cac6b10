from datetime import UTC, datetime, timedelta
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.bursts import BURST_GAP_S, Shot, bursts, same_birds

NOON = datetime(2026, 5, 1, 12)
HERE, THERE = Path("/card/100"), Path("/card/101")


def shots(*seconds, folder=HERE, start=NOON):
    """A photo at each of ``seconds`` after noon, known by its letter."""
    return [
        Shot(letter, None if after is None else start + timedelta(seconds=after), folder)
        for letter, after in zip("abcdefghij", seconds, strict=False)
    ]


def test_photos_within_the_gap_belong_together_however_long_the_burst():
    gap = BURST_GAP_S
    assert bursts(shots(0, gap, 2 * gap, 3 * gap + 0.1, 60, 61)) == [("a", "b", "c"), ("e", "f")]


def test_order_is_that_of_time_and_of_the_argument_within_a_second():
    assert bursts(shots(2, 0, 1, 1)) == [("b", "c", "d", "a")]


def test_single_photos_and_photos_without_a_date_are_no_burst():
    assert (
        bursts([]) == bursts(shots(0)) == bursts(shots(0, 100)) == bursts(shots(None, None)) == []
    )
    assert bursts(shots(0, None, 1)) == [("a", "c")]


def test_photos_of_two_folders_are_two_bursts():
    other = [Shot(each.key.upper(), each.taken, THERE) for each in shots(0, 1)]
    assert bursts([*shots(0, 1), *other]) == [("a", "b"), ("A", "B")]


def test_moments_with_and_without_an_offset_are_not_mixed():
    aware = [
        Shot(each.key.upper(), each.taken, HERE)
        for each in shots(0, 1, start=NOON.replace(tzinfo=UTC))
    ]
    assert sorted(bursts([*shots(0, 1), *aware])) == [("A", "B"), ("a", "b")]


def box(x, y=0.1):
    return Box(x, y, x + 0.2, y + 0.2)


def test_a_lone_bird_is_the_same_wherever_it_flies():
    assert same_birds([[box(0)], [box(0.5)], [box(0.9)]]) == [[(0, 0), (1, 0), (2, 0)]]


def test_several_birds_are_followed_by_place():
    left, right = box(0.1), box(0.6)
    assert same_birds([[left, right], [box(0.62), box(0.12)]]) == [
        [(0, 0), (1, 1)],
        [(0, 1), (1, 0)],
    ]


def test_a_bird_that_comes_or_goes_is_its_own():
    assert same_birds([[box(0.1)], [box(0.5), box(0.12)], []]) == [[(0, 0), (1, 1)], [(1, 0)]]
    assert same_birds([[box(0.1)], [], [box(0.7)]]) == [[(0, 0), (2, 0)]]
    assert same_birds([]) == same_birds([[], []]) == []
