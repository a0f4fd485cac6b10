from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.arrangement import (
    Arrangement,
    Grouping,
    Heading,
    PhotoFilter,
    Show,
    Sort,
    Totals,
)
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState
from birdeye.workflows.arrange_photos import arrange_photos

TIT, MAGPIE, CORVIDS = (
    (Rank.SPECIES, "Parus major"),
    (Rank.SPECIES, "Pica pica"),
    (Rank.FAMILY, "Corvidae"),
)
NAMES = {"Parus major": "great tit", "Pica pica": "Eurasian Magpie", "Corvidae": "Crows"}
DAWN = datetime(2026, 5, 1, 6)


def photo(photo_id, name, *taxa, folder="/may", seconds=None, **facts) -> PhotoOverview:
    count = facts.pop("bird_count", len(taxa))
    state = PhotoState.BIRDS if count else PhotoState.NO_BIRD
    taken = None if seconds is None else DAWN + timedelta(seconds=seconds)
    facts = {"state": state, "unreviewed_count": count, "bird_count": count, **facts}
    return PhotoOverview(photo_id, Path(folder) / name, taken, taxa=taxa, **facts)


def name_of(_rank, taxon):
    return NAMES[taxon]


def arranged(photos, arrangement=None, **also):
    return arrange_photos(
        {photo.photo_id: photo for photo in photos}, arrangement or Arrangement(), name_of, **also
    )


def shown(photos, **wanted):
    return arranged(photos, Arrangement(PhotoFilter(**wanted))).rows


PHOTOS = [
    photo(1, "img10.jpg", TIT, seconds=50, probability=0.6),
    photo(2, "img2.jpg", MAGPIE, TIT, seconds=86_400, probability=0.9, unreviewed_count=0),
    photo(3, "img1.jpg", folder="/june"),
    photo(4, "a.jpg", bird_count=1, uncertain_count=1, seconds=40),
    photo(5, "b.jpg", CORVIDS, probability=0.7, seconds=0),
    photo(6, "c.jpg", state=PhotoState.UNREADABLE, error="It is empty."),
    photo(7, "d.jpg", state=PhotoState.WAITING),
]


@pytest.mark.parametrize(
    ("sort", "rows"),
    [
        (Sort.ADDED, [1, 2, 3, 4, 5, 6, 7]),
        (Sort.NAME, [4, 5, 6, 7, 3, 2, 1]),
        (Sort.DATE, [5, 4, 1, 2, 3, 6, 7]),
        (Sort.SPECIES, [5, 2, 1, 3, 4, 6, 7]),
        (Sort.CONFIDENCE, [4, 1, 5, 2, 3, 6, 7]),
    ],
)
def test_photos_are_sorted_and_those_that_say_nothing_come_last(sort, rows):
    assert arranged(PHOTOS, Arrangement(sort=sort)).rows == rows


def test_turned_round_those_that_say_nothing_still_come_last():
    newest_first = Arrangement(sort=Sort.DATE, descending=True)
    assert arranged(PHOTOS, newest_first).rows == [2, 1, 4, 5, 3, 6, 7]


@pytest.mark.parametrize(
    ("show", "rows"),
    [
        (Show.UNREVIEWED, [1, 4, 5]),
        (Show.UNCERTAIN, [4]),
        (Show.NO_BIRD, [3]),
        (Show.SEVERAL_BIRDS, [2]),
        (Show.UNREADABLE, [6]),
    ],
)
def test_photos_are_filtered_by_what_is_known(show, rows):
    assert shown(PHOTOS, show=show) == rows
    assert arranged(PHOTOS).counts[show] == len(rows)


def test_filters_by_species_folder_and_days_agree():
    assert shown(PHOTOS, taxon="Parus major") == [1, 2]
    assert shown(PHOTOS, taxon="Corvidae") == [5]
    assert shown(PHOTOS, folder=Path("/june")) == [3]
    assert shown(PHOTOS, first_day=date(2026, 5, 2)) == [2]
    assert shown(PHOTOS, last_day=date(2026, 5, 1)) == [1, 4, 5]
    assert shown(PHOTOS, taxon="Parus major", last_day=date(2026, 5, 1)) == [1]


def test_text_is_found_in_names_of_files_and_of_birds():
    assert shown(PHOTOS, text=" IMG1 ") == [1, 3]
    magpies = Arrangement(PhotoFilter(text="喜鹊"))
    assert arranged(PHOTOS, magpies, matching_taxa={"Pica pica"}).rows == [2]


def test_counts_tell_what_a_click_would_bring():
    outcome = arranged(PHOTOS, Arrangement(PhotoFilter(Show.UNREVIEWED, taxon="Parus major")))
    assert outcome.counts[Show.ALL] == 2
    assert outcome.counts[Show.UNREVIEWED] == 1
    assert outcome.taxa == {TIT: 1, CORVIDS: 1}
    assert outcome.folders == {Path("/may"): 6, Path("/june"): 1}


def test_totals_are_of_all_photos_whatever_is_on_show():
    outcome = arranged(PHOTOS, Arrangement(PhotoFilter(Show.NO_BIRD)))
    assert outcome.totals == Totals(
        photos=7,
        birds=5,
        species=2,
        birds_unreviewed=3,
        photos_waiting=1,
        photos_unreadable=1,
    )


def test_what_is_looked_at_stays_on_show():
    only_no_bird = Arrangement(PhotoFilter(Show.NO_BIRD))
    assert arranged(PHOTOS, only_no_bird, keep={2}).rows == [2, 3]
    assert arranged(PHOTOS, only_no_bird, keep={99}).rows == [3]
    assert arranged(PHOTOS, only_no_bird, keep={2, 3, 99}).kept == {2}
    assert arranged(PHOTOS, keep={2}).kept == set()


def test_what_is_looked_at_joins_no_burst_of_what_the_filter_shows():
    burst = [photo(one, f"{one}.jpg", TIT, seconds=one / 10) for one in (1, 2, 3)]
    shown = Arrangement(PhotoFilter(photo_ids=frozenset({1, 3})), grouping=Grouping.BURST)
    together = arranged(burst, replace(shown, photo_filter=PhotoFilter()))
    assert set(together.bursts[1]) == {1, 2, 3}
    outcome = arranged(burst, shown, keep={2})
    assert outcome.bursts == {1: (1, 3), 3: (1, 3)}
    assert outcome.ids_in_row(outcome.row_of[2]) == (2,)


def test_groups_by_species_go_by_name_then_by_what_else_is_known():
    outcome = arranged(PHOTOS, Arrangement(grouping=Grouping.SPECIES))
    assert [(s.heading, s.first_row, s.row_count) for s in outcome.sections] == [
        (Heading(*CORVIDS), 0, 1),
        (Heading(*MAGPIE), 1, 1),
        (Heading(*TIT), 2, 1),
        (Heading(state=PhotoState.BIRDS), 3, 1),
        (Heading(state=PhotoState.NO_BIRD), 4, 1),
        (Heading(state=PhotoState.UNREADABLE), 5, 1),
        (Heading(state=PhotoState.WAITING), 6, 1),
    ]
    assert outcome.rows == [5, 2, 1, 4, 3, 6, 7]


def test_groups_by_day_follow_the_order_of_dates():
    days = [Heading(day=date(2026, 5, 1)), Heading(day=date(2026, 5, 2)), Heading()]
    by_day = arranged(PHOTOS, Arrangement(grouping=Grouping.DAY))
    assert [section.heading for section in by_day.sections] == days
    newest = Arrangement(sort=Sort.DATE, descending=True, grouping=Grouping.DAY)
    assert [s.heading for s in arranged(PHOTOS, newest).sections] == [days[1], days[0], days[2]]


BURST = [
    photo(1, "1.jpg", TIT, seconds=0),
    photo(2, "2.jpg", TIT, seconds=100),
    photo(3, "3.jpg", TIT, seconds=2),
    photo(4, "4.jpg", TIT, seconds=4, folder="/other"),
    photo(5, "5.jpg", TIT, seconds=5),
    photo(6, "6.jpg", TIT),
]


def test_a_burst_is_one_row_until_it_is_expanded():
    closed = arranged(BURST, Arrangement(grouping=Grouping.BURST))
    assert closed.rows == [1, 2, 4, 6]
    assert closed.ids_in_row(0) == (1, 3, 5)
    assert closed.ids_in_row(1) == (2,)
    assert [closed.row_of[photo_id] for photo_id in (1, 3, 5, 2)] == [0, 0, 0, 1]
    assert closed.photo_count == 6
    opened = arranged(BURST, Arrangement(grouping=Grouping.BURST, expanded=frozenset({5})))
    assert opened.rows == [1, 3, 5, 2, 4, 6]
    assert opened.ids_in_row(0) == (1,)
    assert opened.bursts[3] == (1, 3, 5)


taxa = st.lists(st.sampled_from([TIT, MAGPIE, CORVIDS]), max_size=3, unique=True).map(tuple)


@given(
    st.lists(st.tuples(taxa, st.none() | st.integers(0, 20)), max_size=30),
    st.sampled_from(Sort),
    st.booleans(),
    st.sampled_from(Grouping),
)
def test_every_photo_is_on_show_once_whatever_the_arrangement(facts, sort, descending, grouping):
    photos = [
        photo(number, f"{number}.jpg", *taxa, seconds=seconds)
        for number, (taxa, seconds) in enumerate(facts)
    ]
    outcome = arranged(photos, Arrangement(sort=sort, descending=descending, grouping=grouping))
    in_rows = [one for row in range(len(outcome.rows)) for one in outcome.ids_in_row(row)]
    assert sorted(in_rows) == sorted(outcome.row_of) == [one.photo_id for one in photos]
    assert sum(section.row_count for section in outcome.sections) == len(outcome.rows)
    assert all(outcome.rows[outcome.row_of[one]] == one for one in outcome.rows)


SHOT = [
    photo(1, "img1.CR2", TIT, seconds=0),
    photo(2, "img1.JPG", TIT, seconds=0),
    photo(3, "img2.JPG", TIT, seconds=0),
]


def test_raw_and_jpeg_of_a_shot_are_one_photo_to_review():
    found = arranged(SHOT)
    assert found.rows == [1, 3]
    assert found.totals == Totals(2, 2, 1, 2, 0, 0)
    assert (found.listed(2), found.listed(3)) == (1, 3)
    assert found.files_of([1, 3]) == (1, 2, 3)
    assert found.counts[Show.UNREVIEWED] == 2


def test_of_a_shot_the_file_is_listed_on_which_the_user_decided():
    reviewed = photo(2, "img1.JPG", TIT, seconds=0, unreviewed_count=0)
    assert arranged([SHOT[0], reviewed]).rows == [2]
    assert arranged(SHOT[:2], keep={2}).rows == [2]


@pytest.mark.parametrize(
    "other",
    [
        photo(2, "img1.JPG", TIT, seconds=1),  # another second
        photo(2, "img1.JPG", TIT),  # nobody knows when
        photo(2, "img1.JPG", TIT, seconds=0, folder="/june"),
        photo(2, "img1 (2).JPG", TIT, seconds=0),
        photo(2, "img1.JPG", seconds=0, error="It is broken."),
    ],
)
def test_files_that_may_be_of_other_shots_are_all_listed(other):
    assert arranged([SHOT[0], other]).rows == [1, 2]


def test_a_file_that_could_not_be_read_is_listed_and_gets_what_its_shot_gets():
    """The other file is often readable, and both are when the drive is back."""
    failed = photo(2, "img1.JPG", TIT, seconds=0, error="It is away.")
    found = arranged([SHOT[0], failed, SHOT[2]])
    assert found.rows == [1, 2, 3]
    assert (found.listed(1), found.listed(2)) == (1, 2)
    assert (found.files_of([1]), found.files_of([2])) == ((1, 2), (2, 1))
    both = [replace(SHOT[0], error="It is away."), failed]
    assert arranged(both).rows == [1, 2]


def test_files_of_one_name_and_kind_are_not_one_shot():
    assert arranged([*SHOT[:2], photo(4, "IMG1.jpg", TIT, seconds=0)]).rows == [1, 2, 4]
