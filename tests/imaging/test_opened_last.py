"""One decoding for the screen and the models, and never pixels or facts that are out of date."""

from __future__ import annotations

import os
import threading

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging import jpeg
from birdeye.imaging.opened_last import OpenedLast
from birdeye.imaging.photo_file import open_photo


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "a.jpg"
    _write(path, (200, 30, 30))
    return path


def _write(path, colour, seconds_ago=60):
    Image.new("RGB", (640, 480), colour).save(path)
    moment = path.stat().st_mtime - seconds_ago
    os.utime(path, (moment, moment))


@pytest.fixture
def decodings(monkeypatch):
    made = []
    decode = jpeg.decode_jpeg
    monkeypatch.setattr(jpeg, "decode_jpeg", lambda *args: made.append(args[2]) or decode(*args))
    return made


def test_both_at_once_decode_it_once_to_the_pixels_of_anyone_else(photo, decodings):
    last = OpenedLast()
    files = [last.open(photo), last.open_again(photo)]
    found = []
    threads = [
        threading.Thread(target=lambda file=file, scale=scale: found.append(file.decode(scale)))
        for file, scale in zip(files, (0.4, 0.3), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(decodings) == 1
    alone = open_photo(photo).decode(0.3)
    for each in found:
        assert (each.scale_x, each.scale_y) == (alone.scale_x, alone.scale_y)
        assert np.array_equal(each.rgb_u8, alone.rgb_u8)
    with pytest.raises(ValueError, match="read-only"):
        found[0].rgb_u8[0, 0, 0] = 7


def test_another_scale_is_decoded_for_itself(photo, decodings):
    last = OpenedLast()
    last.open(photo).decode(0.5)
    assert last.open_again(photo).decode(1.0).rgb_u8.shape == (480, 640, 3)
    assert last.open_again(photo).decode(0.2).rgb_u8.shape == (120, 160, 3)
    assert decodings == [0.5, 1.0, 0.2]


def test_a_file_that_changed_is_opened_anew(photo):
    last = OpenedLast()
    last.open(photo).decode(0.5)
    _write(photo, (30, 30, 200), seconds_ago=50)
    assert last.open_again(photo).decode(0.5).rgb_u8[100, 100, 2] > 150


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of the last change of any kind")
def test_another_photo_of_the_same_size_and_time_in_the_same_file_is_opened_anew(photo):
    """As a file system may give the number of a deleted file to the next that is copied there."""
    last = OpenedLast()
    last.open(photo).decode(0.5)
    before = photo.stat()
    other = photo.with_name("b.jpg")
    Image.new("RGB", (640, 480), (30, 30, 200)).save(other)
    photo.write_bytes(other.read_bytes().ljust(before.st_size, b"\0")[: before.st_size])
    os.utime(photo, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = photo.stat()
    assert (after.st_size, after.st_ino) == (before.st_size, before.st_ino)
    assert after.st_mtime_ns == before.st_mtime_ns
    red, _, blue = last.open_again(photo).decode(0.5).rgb_u8.mean((0, 1))
    assert blue > red


def test_a_file_written_just_now_is_not_kept(photo, decodings):
    last = OpenedLast()
    os.utime(photo)
    last.open(photo).decode(0.5)
    last.open_again(photo).decode(0.5)
    assert len(decodings) == 2


def test_a_sidecar_that_came_since_is_read(photo):
    last = OpenedLast()
    assert last.open(photo).metadata.stars is None
    photo.with_suffix(".xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/>'
        "</rdf:RDF></x:xmpmeta>",
        encoding="utf-8",
    )
    assert last.open_again(photo).metadata.stars == 4


def test_what_cannot_be_opened_is_told_each_time(tmp_path):
    last = OpenedLast()
    for opening in (last.open, last.open_again):
        with pytest.raises(PhotoUnreadable):
            opening(tmp_path / "none.jpg")
