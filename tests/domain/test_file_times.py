"""A file that was changed is noticed, whatever date it was given afterwards."""

from __future__ import annotations

import os
import time

import pytest

from birdeye.domain.file_times import is_as_before, size_and_time


@pytest.fixture
def file(tmp_path):
    """A file that nothing touched since it was written: most systems give it one time twice."""
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"upright")
    return file


@pytest.mark.skipif(os.name == "nt", reason="Windows has no time of the last change to a file")
def test_a_change_is_noticed_if_the_date_is_put_back(file):
    before, known = file.stat(), size_and_time(file.stat())
    while file.stat().st_ctime_ns == before.st_ctime_ns:
        time.sleep(0.01)
        file.write_bytes(b"rotated")
        os.utime(file, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert not is_as_before(file.stat(), *known)


def test_an_unchanged_file_is_known_by_what_any_version_kept(file):
    status = file.stat()
    assert is_as_before(status, *size_and_time(status))
    assert is_as_before(status, status.st_size, status.st_mtime_ns)
    assert not is_as_before(status, None, None)
