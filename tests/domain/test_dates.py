"""What corrections make of dates, at the ends of time too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.changes import SetDate, SetOffset, ShiftClock
from birdeye.domain.counts import MOST_BIRDS, LifeStage, Sex, Statement, together
from birdeye.domain.dates import date_after

TAKEN = datetime(2026, 3, 29, 1, 59, 30)
ZONES = st.one_of(st.none(), st.just(UTC), st.just(timezone(timedelta(hours=-9, minutes=-30))))


@given(st.datetimes(timezones=ZONES), st.timedeltas())
def test_a_shift_moves_by_just_that_or_not_at_all(taken, by):
    after = date_after(ShiftClock((1,), by), taken)
    assert after.tzinfo is taken.tzinfo
    assert after - taken in (by, timedelta())


@given(st.datetimes(timezones=ZONES), st.timedeltas(timedelta(hours=-14), timedelta(hours=14)))
def test_an_offset_leaves_what_the_clock_showed(taken, offset):
    after = date_after(SetOffset((1,), offset), taken)
    assert after.replace(tzinfo=None) == taken.replace(tzinfo=None)
    assert after.utcoffset() == offset
    assert date_after(SetOffset((1,), None), after) == taken.replace(tzinfo=None)


def test_what_has_no_date_gets_one_only_when_it_is_said():
    for change in (
        ShiftClock((1,), timedelta(1)),
        SetOffset((1,), timedelta()),
        SetOffset((1,), None),
    ):
        assert date_after(change, None) is None
    assert date_after(SetDate((1,), TAKEN), None) == TAKEN
    assert date_after(SetDate((1,), None), TAKEN) is None


@pytest.mark.parametrize("count", [0, -1, MOST_BIRDS + 1])
def test_counts_are_of_birds_that_are_there(count):
    with pytest.raises(ValueError, match="a count is from 1"):
        Statement(count)


def test_statements_of_a_visit_are_put_together():
    female = Statement(3, sex=Sex.FEMALE, life_stage=LifeStage.ADULT, behaviour="singing")
    male = Statement(5, True, sex=Sex.MALE, behaviour="foraging")
    both = together([(3, female), (1, Statement()), (5, male), (3, female)])
    assert both == Statement(5, True, None, None, "singing; foraging")
    assert both.in_words == "at least 5 birds, singing; foraging"
    assert together([]) == Statement()
    assert together([(5, Statement(5)), (5, male)]).is_minimum


@pytest.mark.parametrize(
    ("about", "seen", "is_shared"), [(3, 2, True), (3, 3, True), (3, 4, False)]
)
def test_sex_and_age_of_some_birds_are_not_those_of_more(about, seen, is_shared):
    said = Statement(None, sex=Sex.MALE, life_stage=LifeStage.ADULT, behaviour="singing")
    shared = together([(about, said), (1, Statement())], seen)
    assert (shared.sex, shared.life_stage) == (
        (said.sex, said.life_stage) if is_shared else (None,) * 2
    )
    assert shared.behaviour == "singing"
