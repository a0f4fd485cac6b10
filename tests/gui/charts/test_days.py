from datetime import date, timedelta

from birdeye.gui.charts.days import DaysChart, gathered


def test_a_few_days_are_shown_as_days_with_those_between():
    bars, label = gathered({date(2024, 5, 1): 3, date(2024, 5, 4): 2})
    assert bars == [
        (date(2024, 5, 1), 3),
        (date(2024, 5, 2), 0),
        (date(2024, 5, 3), 0),
        (date(2024, 5, 4), 2),
    ]
    assert label == "d MMM"


def test_a_year_is_gathered_by_weeks_that_begin_on_monday():
    days = {date(2024, 1, 3) + timedelta(number): 1 for number in range(0, 300)}
    bars, _label = gathered(days)
    assert all(day.weekday() == 0 for day, _count in bars)
    assert sum(count for _day, count in bars) == 300
    assert bars[0] == (date(2024, 1, 1), 5)


def test_several_years_are_gathered_by_months_and_a_life_by_years():
    bars, _label = gathered({date(2021, 12, 31): 1, date(2024, 1, 1): 2})
    assert bars[0] == (date(2021, 12, 1), 1)
    assert bars[-1] == (date(2024, 1, 1), 2)
    assert len(bars) == 26
    bars, _label = gathered({date(1980, 6, 1): 1, date(2024, 1, 1): 2})
    assert len(bars) == 45
    assert bars[0] == (date(1980, 1, 1), 1)


def test_a_clock_that_is_centuries_off_does_not_hang():
    bars, _label = gathered({date(1, 1, 1): 1, date(2024, 1, 1): 2, date(9999, 12, 31): 1})
    assert (date(2024, 1, 1), 2) in bars


def test_nothing_has_no_bars():
    assert gathered({}) == ([], "")


def test_the_last_day_that_there_is_has_a_bar_of_its_own():
    """Of cameras with a wrong clock, and of files that were made up."""
    for days in ({date.max: 1}, {date(9999, 11, 3): 2, date.max: 1}, {date(9800, 1, 1): 1}):
        bars, _label = gathered({date(9950, 1, 1): 1} | days)
        assert sum(count for _day, count in bars) == 1 + sum(days.values())
        assert DaysChart(days)._last_day(-1) == date.max or date.max not in days
