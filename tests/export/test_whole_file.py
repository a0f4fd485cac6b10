"""Whatever happens while a file is written, what was there before is whole."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from birdeye.domain.errors import CannotWrite
from birdeye.export.whole_file import replacing, replacing_text, write_instead_of, write_whole
from tests.helpers.photo_records import confirmed_bird, exported, photo_record


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


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes as POSIX has them")
class TestWhatIsNoRegularFile:
    def test_a_device_is_written_to_and_not_replaced(self, tmp_path):
        link = tmp_path / "birds.csv"
        link.symlink_to("/dev/null")
        for device in (Path("/dev/null"), link):
            write_whole(device, b"new")
            assert device.is_char_device()
        assert link.is_symlink()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
    def test_a_device_that_takes_nothing_is_told(self):
        with pytest.raises(CannotWrite, match="No space left"):
            write_whole(Path("/dev/full"), b"new")
        assert Path("/dev/full").is_char_device()

    @pytest.mark.parametrize(
        "format_id",
        ["csv", "json", "ebird", "inaturalist", "darwin-core", "camtrap-dp", "megadetector"],
    )
    def test_every_export_with_one_file_goes_into_a_pipe(self, tmp_path, format_id):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            exported(format_id, [photo_record(confirmed_bird())], pipe)
            content = os.read(reading, 1 << 16)  # all of it goes into the buffer of a pipe
        finally:
            os.close(reading)
        assert pipe.is_fifo()
        assert content

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system has no /proc")
    def test_standard_output_is_added_to_wherever_it_leads(self, tmp_path):
        log = tmp_path / "log"
        log.write_text("before\n")
        inode = log.stat().st_ino
        code = (
            "from pathlib import Path; from birdeye.export.whole_file import write_whole; "
            "write_whole(Path('/dev/stdout'), b'new')"
        )
        with log.open("a") as output:
            subprocess.run([sys.executable, "-c", code], stdout=output, check=True, timeout=60)
        assert log.read_text() == "before\nnew"
        assert log.stat().st_ino == inode
        piped = subprocess.run([sys.executable, "-c", code], stdout=-1, check=True, timeout=60)
        assert piped.stdout == b"new"
