"""Which files are one photo: those of one shot, and copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.photos import PhotoMetadata
from birdeye.domain.review import NOT_A_BIRD, confirmed
from birdeye.domain.shots import connected, frames, marking_main_files
from tests.helpers.made_results import make_bird
from tests.helpers.records import a_record

NOON = datetime(2026, 5, 1, 12)


def photo(photo_id, path, image_id=None, seconds=0.0):
    taken = NOON + timedelta(seconds=seconds)
    return PhotoOverview(photo_id, Path(path), taken, image_id=image_id)


def ids(found):
    return [[each.photo_id for each in together] for together in found]


def marked_main(records):
    return {record.photo_id: is_main for record, is_main in marking_main_files(records)}


def test_a_shot_and_the_copies_of_its_files_are_one_frame():
    photos = [
        photo(1, "/a/1.CR3", 11),
        photo(2, "/b/other name.jpg", 12, 9),
        photo(3, "/a/2.jpg", 13, 1),
        photo(4, "/a/1.JPG", 12),
        photo(5, "/c/2.jpg", 13, 1),
        photo(6, "/a/3.jpg", None, 2),
        photo(7, "/a/4.jpg", None, 2),
    ]
    assert ids(frames(photos)) == [[1, 2, 4], [3, 5], [6], [7]]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], [[1], [2], [3], [4], [5]]),
        ([[4, 2], [5, 4]], [[1], [2, 4, 5], [3]]),
        ([[1, 2], [3, 4], [5, 3], [4, 2]], [[1, 2, 3, 4, 5]]),
        ([[2, 2]], [[1], [2], [3], [4], [5]]),
    ],
)
def test_what_shares_a_group_is_together_and_in_order(groups, expected):
    assert connected([1, 2, 3, 4, 5], groups) == expected


def test_the_file_that_counts_is_the_one_whose_birds_the_user_named():
    """However many boxes were rejected in the other."""
    taken = PhotoMetadata(NOON)
    raw, jpeg = (
        a_record(
            make_bird(), make_bird(), photo_id=number, path=path, reviews=reviews, metadata=taken
        )
        for number, path, reviews in (
            (1, Path("/a/1.CR3"), (NOT_A_BIRD, NOT_A_BIRD)),
            (2, Path("/a/1.JPG"), (confirmed(Rank.SPECIES, "Parus major"),)),
        )
    )
    assert marked_main([raw, jpeg]) == {1: False, 2: True}


@pytest.mark.parametrize(
    ("raw_birds", "errors", "main"),
    [
        ([make_bird()], ("It is away.", None), 1),
        ([make_bird()], ("It is away.", "It is away."), 1),
        ([], ("It is broken.", None), 2),
    ],
)
def test_a_failed_read_makes_no_two_photos_of_a_shot(raw_birds, errors, main):
    """Its birds would be counted twice."""
    raw = a_record(*raw_birds, photo_id=1, path=Path("/a/1.CR3"), metadata=PhotoMetadata(NOON))
    jpeg = a_record(make_bird(), photo_id=2, path=Path("/a/1.JPG"), metadata=PhotoMetadata(NOON))
    files = [replace(one, error=error) for one, error in zip((raw, jpeg), errors, strict=True)]
    assert marked_main(files) == {1: main == 1, 2: main == 2}
    assert len(frames(files)) == 1
