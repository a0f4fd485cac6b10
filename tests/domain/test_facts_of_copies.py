"""What two files of one picture say together."""

from __future__ import annotations

from datetime import datetime

from birdeye.domain.photos import FactSource, GpsPosition, PhotoMetadata, facts_of_copies
from birdeye.domain.rating import Flag

WHOLE = PhotoMetadata(
    taken=datetime(2026, 5, 2, 7, 30),
    position=GpsPosition(52.5, 13.4),
    camera="Camera",
    lens="Lens",
    taken_source=FactSource.EXIF,
    position_source=FactSource.EXIF,
    stars=4,
)


def test_a_copy_without_metadata_takes_nothing_away():
    assert facts_of_copies(WHOLE, PhotoMetadata()) == WHOLE


def test_a_guess_does_not_take_the_place_of_what_the_camera_said():
    guessed = PhotoMetadata(taken=datetime(2026, 5, 9), taken_source=FactSource.FILE_NAME)
    assert facts_of_copies(WHOLE, guessed).taken == WHOLE.taken
    assert facts_of_copies(guessed, WHOLE) == WHOLE


def test_what_was_read_last_counts_where_it_says_something():
    later = PhotoMetadata(
        taken=datetime(2026, 5, 2, 8, 30), taken_source=FactSource.EXIF, stars=2, rows_share=0.5
    )
    both = facts_of_copies(WHOLE, later)
    assert (both.taken, both.stars, both.rows_share) == (later.taken, 2, 0.5)
    assert (both.position, both.camera) == (WHOLE.position, "Camera")


def test_stars_and_flag_are_those_that_were_read_last():
    picked, rejected = PhotoMetadata(flag=Flag.PICK), PhotoMetadata(stars=0, flag=Flag.REJECT)
    assert facts_of_copies(picked, rejected).flag is Flag.REJECT
    assert facts_of_copies(picked, PhotoMetadata()).flag is Flag.PICK
    assert facts_of_copies(WHOLE, rejected).stars == 0
