"""Visits and outings, against counts made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from birdeye.domain.counts import Sex, Statement
from birdeye.domain.identification import Rank
from birdeye.domain.photos import GpsPosition
from birdeye.domain.visits import Frame, distance_m, outings

SEVEN = datetime(2026, 5, 3, 7)
TIT, JAY = (Rank.SPECIES, "Parus major"), (Rank.SPECIES, "Garrulus glandarius")
HOME = GpsPosition(52.0, 13.0)
HERE = Path("/card")


def frame(minutes=0.0, position=HOME, place="", folder=HERE, **counts):
    taxa = {"tit": TIT, "jay": JAY}
    taken = None if minutes is None else SEVEN + timedelta(minutes=minutes)
    shown = {taxa[name]: count for name, count in (counts or {"tit": 1}).items()}
    return Frame(minutes, taken, folder, shown, place, position)


def north(metres):
    return GpsPosition(HOME.latitude + metres / 111_195, HOME.longitude)


def counted(*frames):
    """(taxon, count, the minutes of the photos) of all visits, by outing."""
    return [
        [(visit.taxon, visit.count, [each.key for each in visit.frames]) for visit in o.visits()]
        for o in outings(frames)
    ]


def test_a_flock_in_many_frames_is_one_visit_of_the_most_seen_in_one():
    assert counted(frame(0, tit=2), frame(10, tit=6), frame(1, tit=5)) == [[(TIT, 6, [0, 1, 10])]]


def test_a_bird_that_was_away_for_longer_than_half_an_hour_came_back():
    assert counted(frame(0), frame(30), frame(60.5)) == [[(TIT, 1, [0, 30]), (TIT, 1, [60.5])]]


EXACT, LEAST = Statement, lambda count: Statement(count, is_minimum=True)


@pytest.mark.parametrize(
    ("shown", "count", "said", "is_male"),
    [  # boxes, those of them that are confirmed, and what was stated of males, of each photo
        ([(2, 2, None), (1, 1, None)], 2, None, False),
        ([(2, 2, EXACT(1))], 1, EXACT(1), True),  # in one photo, the user knows better than boxes
        ([(2, 2, EXACT(7)), (9, 9, EXACT(5))], 7, EXACT(7), True),
        ([(2, 2, None), (1, 1, EXACT(1))], 2, None, False),  # the user confirmed two in the other
        ([(2, 0, None), (1, 0, EXACT(1))], 1, EXACT(1), True),  # only the program says two
        ([(3, 2, None), (1, 0, EXACT(1))], 2, None, False),
        ([(2, 2, EXACT(2)), (2, 2, None)], 2, EXACT(2), True),
        ([(1, 1, LEAST(3)), (5, 5, None)], 5, None, False),
        ([(1, 1, LEAST(3)), (5, 0, None)], 5, None, False),
        ([(5, 5, LEAST(3))], 5, None, True),
        ([(1, 1, LEAST(5)), (5, 5, None)], 5, LEAST(5), True),
        ([(1, 1, LEAST(40)), (5, 5, None)], 40, LEAST(40), True),
        ([(1, 1, LEAST(3)), (1, 1, EXACT(5))], 5, EXACT(5), True),
        ([(1, 1, LEAST(5)), (1, 1, EXACT(5))], 5, LEAST(5), True),
        ([(1, 1, LEAST(8)), (1, 1, EXACT(5))], 8, LEAST(8), True),
        ([(1, 1, LEAST(3)), (4, 4, None), (1, 1, EXACT(2))], 4, None, False),
    ],
)
def test_a_visit_has_the_most_birds_that_are_known_of_one_photo(shown, count, said, is_male):
    frames = [
        replace(
            frame(minutes, tit=boxes),
            statements={} if stated is None else {TIT: replace(stated, sex=Sex.MALE)},
            confirmed={TIT: confirmed},
        )
        for minutes, (boxes, confirmed, stated) in enumerate(shown)
    ]
    ((visit,),) = (outing.visits() for outing in outings(frames))
    assert visit.count == count
    number = visit.statement.count, visit.statement.is_minimum
    assert number == ((None, False) if said is None else (said.count, said.is_minimum))
    assert (visit.statement.sex is Sex.MALE) == is_male, "as stated of all that are counted"


def test_another_species_in_between_breaks_nothing():
    assert counted(frame(0), frame(1, jay=1), frame(2, tit=3, jay=1)) == [
        [(TIT, 3, [0, 2]), (JAY, 1, [1, 2])]
    ]


def test_photos_seven_metres_apart_are_one_outing_wherever_a_grid_would_cut():
    at = [GpsPosition(52.004999, 13.0), GpsPosition(52.005001, 13.0), GpsPosition(52.00506, 13.0)]
    assert distance_m(at[0], at[2]) == pytest.approx(6.8, abs=0.1)
    assert len(outings([frame(n, position) for n, position in enumerate(at)])) == 1


def test_a_photo_joins_the_nearest_outing_within_a_kilometre():
    frames = [frame(0), frame(1, north(1500)), frame(2, north(990)), frame(3, north(4000))]
    assert [[each.key for each in outing.frames] for outing in outings(frames)] == [
        [0],
        [1, 2],
        [3],
    ]


def test_a_named_place_is_one_outing_and_does_not_swallow_others():
    frames = [frame(0, place="Pond"), frame(1), frame(2, north(5000), place="Pond")]
    assert [[each.key for each in outing.frames] for outing in outings(frames)] == [[0, 2], [1]]


def test_without_a_position_each_folder_is_a_place_and_each_day_another():
    frames = [
        frame(0, None),
        frame(1, None, folder=Path("/other")),
        frame(24 * 60, None),
        frame(2, None),
    ]
    assert [[each.key for each in outing.frames] for outing in outings(frames)] == [
        [0, 2],
        [1],
        [24 * 60],
    ]


def test_each_photo_without_a_date_is_a_visit():
    (outing,) = outings([frame(None), frame(None, tit=2)])
    assert outing.day is None
    assert [visit.count for visit in outing.visits()] == [1, 2]


def test_offsets_do_not_upset_the_order():
    aware = Frame("aware", SEVEN.replace(tzinfo=UTC, minute=5), HERE, {TIT: 1}, "", HOME)
    (outing,) = outings([aware, frame(0), frame(10)])
    assert [each.key for each in outing.frames] == [0, "aware", 10]
    assert len(outing.visits()) == 1


def test_distance_agrees_with_a_published_one():
    # Vincenty, WGS 84: Heathrow to Kennedy airport is 5,554 km; a sphere is within half a percent.
    heathrow, kennedy = GpsPosition(51.4775, -0.461389), GpsPosition(40.639722, -73.778889)
    assert distance_m(heathrow, kennedy) == pytest.approx(5_554_000, rel=0.005)
