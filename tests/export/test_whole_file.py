"""Whatever happens while a file is written, what was there before is whole."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from birdeye.domain.errors import CannotWrite
from birdeye.export.whole_file import replacing, replacing_text, write_instead_of, write_whole


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "birds.csv"
    path.write_text("old")
    return path


def test_the_new_content_takes_the_place_of_the_old(old, tmp_path):
    write_whole(old, b"new")
    assert old.read_bytes() == b"new"
    assert names(tmp_path) == ["birds.csv"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(old, tmp_path):
    with pytest.raises(CannotWrite, match="No space left"), replacing(old) as file:
        file.write(b"half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert old.read_text() == "old"
    assert names(tmp_path) == ["birds.csv"]


@pytest.mark.parametrize(
    "call", ["os.fsync", "shutil.copymode", "pathlib.Path.replace", "pathlib.Path.open"]
)
@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_so_does_a_disk_that_fails_at_any_step(old, tmp_path, monkeypatch, call, code):
    def fail(*_, **__):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as failing:
        failing.setattr(call, fail)
        with pytest.raises(CannotWrite, match=os.strerror(code)):
            write_whole(old, b"new")
    assert old.read_text() == "old"
    assert names(tmp_path) == ["birds.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit])
def test_so_does_any_other_way_out(old, tmp_path, error):
    with pytest.raises(error), replacing_text(old) as stream:
        stream.write("half of it")
        raise error
    assert old.read_text() == "old"
    assert names(tmp_path) == ["birds.csv"]


def test_folders_are_made_and_a_file_in_their_place_is_a_sentence(old, tmp_path):
    write_whole(tmp_path / "new" / "folder" / "a", b"x")
    assert (tmp_path / "new" / "folder" / "a").read_bytes() == b"x"
    with pytest.raises(CannotWrite, match=r"birds\.csv/a"):
        write_whole(old / "a", b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_and_the_mode_of_the_file_stay(old, tmp_path):
    old.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(old)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"
    assert old.stat().st_mode & 0o777 == 0o640


def test_half_characters_of_file_names_are_spelt_out(tmp_path):
    with replacing_text(tmp_path / "a.txt") as stream:
        stream.write("bad \udcff name\n")
    assert (tmp_path / "a.txt").read_bytes() == b"bad \\udcff name\n"


def test_what_another_program_changed_meanwhile_is_not_replaced(old, tmp_path):
    write_instead_of(old, b"old", b"new")
    assert old.read_bytes() == b"new"
    for before in (b"old", b"ne", b"newer", None):
        with pytest.raises(CannotWrite, match="another program has changed it"):
            write_instead_of(old, before, b"ours")
    assert old.read_bytes() == b"new"
    assert names(tmp_path) == ["birds.csv"]


def test_what_was_not_there_must_still_not_be_there(tmp_path):
    path = tmp_path / "birds.xmp"
    write_instead_of(path, None, b"ours")
    assert path.read_bytes() == b"ours"
    path.unlink()
    with pytest.raises(CannotWrite, match="another program has changed it"):
        write_instead_of(path, b"theirs", b"ours")
    assert names(tmp_path) == []
