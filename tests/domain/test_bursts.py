from datetime import UTC, datetime, timedelta
from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.bursts import (
    BURST_GAP_S,
    Shot,
    Sighting,
    bursts,
    fits,
    same_birds,
    shared_probability,
)

NOON = datetime(2026, 5, 1, 12)
HERE, THERE = Path("/card/100"), Path("/card/101")


def shots(*seconds, folder=HERE, start=NOON):
    """A photo at each of ``seconds`` after noon, known by its letter."""
    return [
        Shot(letter, None if after is None else start + timedelta(seconds=after), folder)
        for letter, after in zip("abcdefghij", seconds, strict=False)
    ]


def test_photos_within_the_gap_belong_together():
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


def test_a_burst_ends_after_half_a_minute_however_close_the_photos():
    found = bursts([Shot(n, NOON + timedelta(seconds=2 * n), HERE) for n in range(30)])
    assert found == [tuple(range(16)), tuple(range(16, 30))]


def test_two_cameras_in_one_folder_are_two_bursts():
    found = bursts([Shot(n, NOON, HERE, f"camera {n % 2}") for n in range(4)])
    assert found == [(0, 2), (1, 3)]


FINCHES, JAYS = ("Fringillidae",), ("Corvidae",)
GOLDFINCH = (*FINCHES, "Spinus", "Spinus tristis")
SISKIN = (*FINCHES, "Spinus", "Spinus spinus")
JAY = (*JAYS, "Cyanocitta", "Cyanocitta cristata")


def sighting(x, lineage=(), y=0.1, size=0.2, **probabilities):
    return Sighting(Box(x, y, x + size, y + size), lineage, probabilities or {"a": 0.8})


def tracks(*photos):
    """Which sightings are one bird, each known by its place in the photo."""
    return same_birds(photos)


def test_claims_of_different_lines_are_never_one_bird():
    assert not fits(GOLDFINCH, JAY) and not fits(GOLDFINCH, SISKIN) and not fits(FINCHES, JAY)
    assert fits(GOLDFINCH, FINCHES) and fits((), JAY) and fits(JAY, JAY)
    assert tracks([sighting(0, GOLDFINCH)], [sighting(0, JAY)]) == [[(0, 0)], [(1, 0)]]


def test_an_unsure_photo_between_two_names_joins_one_bird_only():
    assert tracks([sighting(0, GOLDFINCH)], [sighting(0)], [sighting(0, JAY)]) == [
        [(0, 0), (1, 0)],
        [(2, 0)],
    ]


def test_a_bird_that_moves_is_followed_where_it_looks_alike():
    assert tracks([sighting(0, JAY, a=0.8)], [sighting(0.7, a=0.4)]) == [[(0, 0), (1, 0)]]
    assert tracks([sighting(0, JAY, a=0.8)], [sighting(0.7, b=0.9)]) == [[(0, 0)], [(1, 0)]]
    assert tracks([sighting(0, a=0.2, b=0.1)], [sighting(0.7, a=0.2)]) == [[(0, 0)], [(1, 0)]]


def test_a_bird_far_larger_elsewhere_is_another():
    assert tracks([sighting(0, a=0.9)], [sighting(0.5, a=0.9, size=0.45)]) == [[(0, 0)], [(1, 0)]]


def test_several_birds_are_followed_by_place():
    left, right = sighting(0.1), sighting(0.6)
    assert tracks([left, right], [sighting(0.62), sighting(0.12)]) == [
        [(0, 0), (1, 1)],
        [(0, 1), (1, 0)],
    ]


def test_two_birds_that_cross_keep_their_names():
    photos = [
        [sighting(0.1, JAY), sighting(0.7, GOLDFINCH)],
        [sighting(0.35, JAY), sighting(0.45, GOLDFINCH)],
        [sighting(0.45, JAY), sighting(0.35, GOLDFINCH)],
        [sighting(0.7, JAY), sighting(0.1, GOLDFINCH)],
    ]
    assert tracks(*photos) == [[(n, 0) for n in range(4)], [(n, 1) for n in range(4)]]


def test_a_bird_that_was_missed_in_between_is_the_same():
    assert tracks([sighting(0.1)], [], [sighting(0.12)]) == [[(0, 0), (2, 0)]]
    assert tracks([sighting(0.1)], [sighting(0.6, JAY, b=0.9)], [sighting(0.12)]) == [
        [(0, 0), (2, 0)],
        [(1, 0)],
    ]
    assert tracks() == tracks([], []) == []


def test_shared_probability_is_what_two_guesses_have_in_common():
    assert shared_probability({"a": 0.5, "b": 0.3}, {"b": 0.2, "c": 0.7}) == 0.2
