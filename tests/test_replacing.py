"""What replaces a file is complete, or the file stays as it was and nothing lies beside it."""

from __future__ import annotations

import os
import stat

import numpy as np
import pytest

from birdeye.imaging.thumbnail_cache import ThumbnailCache
from birdeye.replacing import replacing_file


@pytest.fixture
def small_files():
    """The disk accepts 1,000 bytes a file, as if it were full then."""
    resource = pytest.importorskip("resource", reason="limits of POSIX")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_content_is_there_when_the_block_ends(tmp_path):
    file = tmp_path / "list.txt"
    file.write_bytes(b"before")
    with replacing_file(file) as writing:
        writing.write(b"after")
        assert file.read_bytes() == b"before"
    assert file.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_any_other_way_out_changes_nothing(tmp_path, error):
    file = tmp_path / "list.txt"
    file.write_bytes(b"before")
    with pytest.raises(type(error)), replacing_file(file) as writing:
        writing.write(b"half")
        raise error
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("synced", [True, False])
def test_a_full_disk_keeps_what_was_there(tmp_path, small_files, synced):
    file = tmp_path / "list.txt"
    file.write_bytes(b"before")
    with pytest.raises(OSError, match="File too large"):  # noqa: SIM117 (the order is what counts)
        with replacing_file(file, synced=synced) as writing:
            writing.write(bytes(2_000))
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_thumbnail_that_finds_no_room_is_shown_and_leaves_nothing(tmp_path, small_files):
    photo = tmp_path / "photo.png"
    noise = np.random.default_rng(0).integers(0, 255, (400, 400, 3), np.uint8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("birdeye.imaging.thumbnail_cache.thumbnail", lambda *_: noise)
        photo.write_bytes(b"any")
        assert ThumbnailCache(tmp_path / "cache").thumbnail(photo, 400).shape == (400, 400, 3)
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o640)])
def test_permissions_are_the_users_own(tmp_path, private, mode):
    before = os.umask(0o027)
    with replacing_file(tmp_path / "file", private=private):
        pass
    os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == mode
