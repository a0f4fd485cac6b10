"""The best of a burst, by what the user said and by sharpness."""

from __future__ import annotations

from pathlib import Path

import pytest

from birdeye.domain.best_frames import BurstFrame, best_first, keep_best
from birdeye.domain.boxes import Box
from birdeye.domain.frame_quality import FrameQuality, touches_edge
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoState


def photo(number, sharpness=None, stars=0, flag=Flag.NONE, state=PhotoState.BIRDS):
    path = Path(f"/{number}.jpg")
    return PhotoOverview(number, path, state=state, stars=stars, flag=flag, sharpness=sharpness)


def ids(photos):
    return [each.photo_id for each in photos]


def frames(*photos):
    """One for each photo, or for several that are given as a tuple."""
    return [BurstFrame(each if isinstance(each, tuple) else (each,)) for each in photos]


def shown(frames):
    return [frame.files[0].photo_id for frame in frames]


def test_the_users_word_goes_before_sharpness():
    photos = [
        photo(1, 90, flag=Flag.REJECT),
        photo(2, 50),
        photo(3, None),
        photo(4, 20, stars=2),
        photo(5, 10, flag=Flag.PICK),
        photo(6, 50),
    ]
    assert ids(best_first(photos)) == [5, 4, 2, 6, 3, 1]


def test_the_best_are_kept_and_the_users_flags_stay():
    burst = frames(
        photo(1, 90, flag=Flag.REJECT),
        photo(2, 50),
        photo(3, 70),
        photo(4, 20, flag=Flag.PICK),
        photo(5, 60),
        photo(6, None),
        photo(7, None, state=PhotoState.NO_BIRD),
    )
    choice = keep_best(burst, 2)
    assert shown(choice.picked) == [4, 3]
    assert shown(choice.rejected) == [1, 5, 2, 7]  # the sharpest first
    assert shown(choice.left) == [6]
    wanted = {3: Flag.PICK, 5: Flag.REJECT, 2: Flag.REJECT, 7: Flag.REJECT}
    assert dict(choice.flags) == wanted


def test_a_burst_of_which_nothing_is_known_is_left_alone():
    choice = keep_best(frames(photo(1), photo(2, state=PhotoState.NO_BIRD), photo(3)), 1)
    assert choice.flags == ()
    assert shown(choice.left) == [1, 2, 3]


def test_more_picks_than_asked_for_are_all_kept():
    picked = photo(1, 5, flag=Flag.PICK), photo(2, 6, flag=Flag.PICK)
    choice = keep_best(frames(*picked, photo(3, 9)), 1)
    assert shown(choice.picked) == [2, 1]
    assert choice.flags == ((3, Flag.REJECT),)


def test_all_files_of_a_frame_get_its_flag():
    best, worse = (photo(1, 40), photo(2, 80)), (photo(3, 60), photo(4, 30))
    choice = keep_best(frames(worse, best), 1)
    assert dict(choice.flags) == {
        **dict.fromkeys((1, 2), Flag.PICK),
        **dict.fromkeys((3, 4), Flag.REJECT),
    }
    assert [choice.count_of_changed(flag) for flag in (Flag.PICK, Flag.REJECT)] == [1, 1]


def test_what_the_user_said_of_one_file_holds_for_its_frame_and_is_not_overruled():
    said = photo(1, 10, flag=Flag.PICK), photo(2, 10)
    both = photo(3, 90, flag=Flag.REJECT), photo(4, 90, flag=Flag.PICK)
    choice = keep_best(frames(said, both, photo(5, 95)), 1)
    assert shown(choice.picked) == [3, 1]
    assert dict(choice.flags) == {2: Flag.PICK, 5: Flag.REJECT}


def test_a_frame_with_a_bird_in_one_file_is_not_rejected_as_empty():
    without = photo(1, state=PhotoState.NO_BIRD)
    unsure = without, photo(2)
    broken = photo(3, state=PhotoState.UNREADABLE), photo(4, state=PhotoState.NO_BIRD)
    choice = keep_best(frames(unsure, broken, photo(5, 50)), 1)
    assert shown(choice.left) == [1]
    assert shown(choice.rejected) == [3]


@pytest.mark.parametrize("parts", [(101.0, 0.0), (-1.0, 0.0), (50.0, 1.5)])
def test_a_quality_beyond_its_scale_is_refused(parts):
    with pytest.raises(ValueError, match=r"sharpness|share"):
        FrameQuality(*parts)


def test_a_box_at_the_edge_is_told_from_one_inside():
    assert touches_edge(Box(0, 100, 200, 300), 1000, 800)
    assert touches_edge(Box(800, 100, 998, 300), 1000, 800)
    assert not touches_edge(Box(20, 20, 980, 780), 1000, 800)


@pytest.mark.parametrize(("sharpness", "clipped"), [(-0.1, 0), (100.1, 0), (50, -0.1), (50, 1.1)])
def test_a_quality_out_of_range_is_a_bug(sharpness, clipped):
    with pytest.raises(ValueError, match="a s"):
        FrameQuality(sharpness, clipped)


def test_a_quality_goes_to_both_ends_of_its_range():
    assert FrameQuality(0, 0) != FrameQuality(100, 1)
