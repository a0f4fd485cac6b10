"""Where results go: never through what somebody else has put beside them."""

from __future__ import annotations

import os

import pytest

from birdeye.cli.output import open_output
from birdeye.domain.errors import CannotWrite
from birdeye.packs.small_file import write_small_file


def test_a_planted_link_is_not_followed(tmp_path):
    """By the name that an unfinished file of this process used to have."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    target = tmp_path / "out.json"
    for name in (f".out.json.{os.getpid()}.part", "out.json.part"):
        (tmp_path / name).symlink_to(victim)
    with open_output(target) as stream:
        stream.write("results")
    write_small_file(tmp_path, "out.json", b"a table")
    assert victim.read_text() == "precious"
    assert target.read_bytes() == b"a table"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_earlier_file_outlives_whatever_ends_the_writing(tmp_path, error):
    target = tmp_path / "out.json"
    target.write_text("a whole table")
    with pytest.raises(error), open_output(target) as stream:
        stream.write("half")
        raise error
    assert target.read_text() == "a whole table"
    assert (tmp_path / "out.json.part").read_text() == "half"
    with open_output(target) as stream:
        stream.write("another table")
    assert target.read_text() == "another table"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_no_part_stays_of_what_ended_before_the_first_row(tmp_path):
    with pytest.raises(KeyboardInterrupt), open_output(tmp_path / "out.json"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_told_before_anything_is_written(tmp_path):
    with pytest.raises(CannotWrite, match="it is a folder"), open_output(tmp_path):
        raise AssertionError("the work has begun")


def test_a_folder_that_is_misspelt_is_told_and_not_made(tmp_path):
    with pytest.raises(CannotWrite, match="No such file"), open_output(tmp_path / "a" / "b.json"):
        pass
    assert list(tmp_path.iterdir()) == []
