"""What Birdeye keeps for itself is nobody else's to read."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from birdeye.private_files import make_private_file, make_private_folder, withdraw_from_others
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import RED, make_tiny_pack

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")


@pytest.fixture(autouse=True)
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def permissions(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_all_folders_that_are_made_are_private(tmp_path):
    make_private_folder(tmp_path / "a" / "b" / "c")
    assert [permissions(tmp_path / each) for each in ("a", "a/b", "a/b/c")] == [0o700] * 3
    (tmp_path / "open").mkdir()
    make_private_folder(tmp_path / "open")
    assert permissions(tmp_path / "open") == 0o755
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        make_private_folder(tmp_path / "file")
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        make_private_folder(tmp_path / "file" / "below")


def test_a_file_that_is_there_keeps_its_content(tmp_path):
    make_private_file(tmp_path / "new")
    assert permissions(tmp_path / "new") == 0o600
    (tmp_path / "old").write_text("kept")
    make_private_file(tmp_path / "old")
    assert (tmp_path / "old").read_text() == "kept"


def test_what_others_may_do_is_taken_from_them_and_no_link_is_followed(tmp_path):
    folder, file, victim = (tmp_path / each for each in ("folder", "file", "victim"))
    folder.mkdir()
    file.touch()
    victim.touch()
    (tmp_path / "link").symlink_to(victim)
    withdraw_from_others([folder, file, tmp_path / "link", tmp_path / "not there"])
    assert [permissions(each) for each in (folder, file, victim)] == [0o700, 0o600, 0o644]


def test_what_the_program_writes_and_what_was_there_is_private(tmp_path):
    """The command line as it is started, in a home folder with the open folders of before."""
    home = tmp_path / "home"
    data = home / ".local" / "share" / "birdeye"
    make_tiny_pack(data / "packs" / "tiny")
    photo = draw_photo(home / "a.png", RED)
    assert permissions(data) == 0o755
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "BIRDEYE_"))
    }
    environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    for words in (["packs", "default", "tiny"], ["identify", str(photo)], ["catalogue", "check"]):
        subprocess.run(
            [sys.executable, "-m", "birdeye", *words],
            env=environment,
            check=True,
            capture_output=True,
            timeout=120,
        )
    settings = home / ".config" / "birdeye" / "settings.toml"
    catalogue, backup = data / "catalogue.sqlite", data / "catalogue.backup.sqlite"
    assert [permissions(each) for each in (data, settings.parent)] == [0o700] * 2
    assert [permissions(each) for each in (settings, catalogue, backup)] == [0o600] * 3
