"""Keywords inside JPEGs: read back by Pillow; pixels and everything else keep their bytes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from birdeye.export import photo_keywords
from birdeye.export.jpeg_segments import JpegRefused, with_xmp_packet, xmp_packet
from birdeye.export.options import ExportOptions
from birdeye.export.xmp_keywords import with_keywords
from tests.export.test_xmp_keywords import LIGHTROOM
from tests.helpers.photo_records import bird_record, confirmed_bird, exported, photo_record
from tests.helpers.sample_photos import encoded, exif_block, quadrants, text
from tests.helpers.xmp_keywords import read_keywords

EXIF = exif_block({0x0110: text("Camera X")}, {0x9003: text("2026:05:03 07:05:09")})


def jpeg(**options):
    return encoded(quadrants(), "JPEG", quality=90, exif=EXIF, comment=b"a comment", **options)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "heron.jpg"
    path.write_bytes(jpeg())
    return path


def write(*records, **options):
    return exported("keywords", records, "anywhere", ExportOptions(**options))


def flat(path):
    return read_keywords(Image.open(path).info["xmp"]).flat


def segments(content):
    """(marker, payload) of each segment up to the scan, and all bytes from there on."""
    found, at = [], 2
    while content[at + 1] != 0xDA:
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        found.append((content[at + 1], content[at + 4 : at + 2 + size]))
        at += 2 + size
    return found, content[at:]


@pytest.mark.parametrize("progressive", [False, True])
def test_pixels_and_other_metadata_keep_every_byte(photo, progressive):
    photo.write_bytes(jpeg(progressive=progressive))
    before = photo.read_bytes()
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert (told.is_written, told.problem) == (True, "")
    after = photo.read_bytes()
    assert flat(photo) == ("Great Tit", "Parus major")
    old_segments, old_scan = segments(before)
    new_segments, new_scan = segments(after)
    assert new_scan == old_scan
    assert [s for s in new_segments if b"adobe.com/xap" not in s[1]] == old_segments
    pixels = [np.asarray(Image.open(io.BytesIO(content))) for content in (before, after)]
    assert np.array_equal(*pixels)
    assert Image.open(photo).getexif()[0x0110] == "Camera X"


def test_the_original_is_kept_beside_the_photo(photo):
    before = photo.read_bytes()
    write(photo_record(confirmed_bird(), path=photo))
    assert (photo.parent / "heron.jpg.original").read_bytes() == before
    assert len(list(photo.parent.iterdir())) == 2


def test_or_in_a_folder_of_choice_where_names_do_not_collide(photo, tmp_path):
    other = tmp_path / "sub" / "heron.jpg"
    other.parent.mkdir()
    other.write_bytes(jpeg(dpi=(72, 72)))
    originals = [photo.read_bytes(), other.read_bytes()]
    records = [photo_record(confirmed_bird(), path=path) for path in (photo, other)]
    write(*records, backup_folder=tmp_path / "safe")
    kept = sorted((tmp_path / "safe").iterdir())
    assert [path.name for path in kept] == ["heron.jpg (2).original", "heron.jpg.original"]
    assert {path.read_bytes() for path in kept} == set(originals)


def test_writing_the_same_again_touches_nothing(photo):
    record = photo_record(confirmed_bird(), path=photo)
    write(record)
    before = photo.stat()
    write(record)
    assert photo.stat().st_mtime_ns == before.st_mtime_ns
    assert len(list(photo.parent.iterdir())) == 2


def test_a_rename_replaces_the_keywords_and_keeps_both_earlier_states(photo):
    write(photo_record(confirmed_bird(), path=photo))
    write(photo_record(confirmed_bird(1, "Turdus merula"), path=photo))
    assert flat(photo) == ("Eurasian Blackbird", "Turdus merula")
    assert len(list(photo.parent.glob("*.original"))) == 2


def test_what_other_programs_wrote_stays(photo):
    photo.write_bytes(with_xmp_packet(photo.read_bytes(), LIGHTROOM))
    write(photo_record(confirmed_bird(), path=photo))
    assert flat(photo)[:2] == ("holiday & sea", "Urlaub")
    assert b'xmp:Rating="4"' in xmp_packet(photo.read_bytes())


def test_guesses_and_other_formats_are_left_alone(photo, tmp_path):
    png = tmp_path / "b.png"
    png.write_bytes(encoded(quadrants(), "PNG"))
    before = photo.read_bytes(), png.read_bytes()
    told = write(photo_record(bird_record(), path=photo), photo_record(confirmed_bird(), path=png))
    assert [each.is_written for each in told] == [False, False]
    assert (photo.read_bytes(), png.read_bytes()) == before
    assert len(list(tmp_path.iterdir())) == 2


def multi_picture(index_first):
    """A JPEG with a second one behind it, and the index of the Multi-Picture Format."""
    first, index = jpeg(), b"\xff\xe2\x00\x08MPF\0II"
    at = 2 if index_first else first.index(b"\xff\xfe")
    return first[:at] + index + first[at:] + jpeg()


REFUSED = {
    "no JPEG": encoded(quadrants(), "PNG"),
    "damaged": jpeg()[:60],
    "cut off": jpeg()[:-40],
    "a film": jpeg() + b"\0\0\0\x18ftypmp42" + bytes(40),
    "a second picture": multi_picture(index_first=True),
    "a Samsung phone": jpeg() + b"\0\0\x30\x0aMotionPhoto" + bytes(20) + b"SEFT",
    "document type": with_xmp_packet(jpeg(), b"<!DOCTYPE x><x/>"),
    "two sets": with_xmp_packet(jpeg(), LIGHTROOM).replace(
        b"\xff\xdb", with_xmp_packet(jpeg(), LIGHTROOM)[2:].split(b"\xff\xfe")[0] + b"\xff\xdb", 1
    ),
    "no room": with_xmp_packet(
        jpeg(), LIGHTROOM.replace(b"Urlaub", b"U" * (65_502 - len(LIGHTROOM)))
    ),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_photo_that_could_be_harmed_is_refused_and_stays_as_it_is(photo, reason):
    photo.write_bytes(REFUSED[reason])
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert reason in told.problem
    assert photo.read_bytes() == REFUSED[reason]
    assert [path.name for path in photo.parent.iterdir()] == ["heron.jpg"]


def test_a_file_that_is_too_large_for_a_jpeg_is_refused_and_stays_as_it_is(photo, monkeypatch):
    before = photo.read_bytes()
    monkeypatch.setattr(photo_keywords, "_LARGEST_JPEG", len(before) - 1)
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert "too large" in told.problem and photo.read_bytes() == before
    monkeypatch.setattr(photo_keywords, "_LARGEST_JPEG", len(before))
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert told.is_written and photo.read_bytes() != before


def test_a_second_picture_is_found_where_its_index_moves_along(photo):
    photo.write_bytes(multi_picture(index_first=False))
    before = photo.read_bytes()
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert told.problem == ""
    after = photo.read_bytes()
    distance = [
        content.rindex(b"\xff\xd8") - content.index(b"MPF\0") for content in (before, after)
    ]
    assert distance[0] == distance[1]


@pytest.mark.parametrize("behind", [b"x", b"\0\0\0", b"a note of some program" * 100])
def test_bytes_behind_the_picture_that_nobody_counts_to_stay(photo, behind):
    photo.write_bytes(jpeg() + behind)
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert told.problem == ""
    assert flat(photo) == ("Great Tit", "Parus major")
    assert photo.read_bytes().endswith(b"\xff\xd9" + behind)


def test_a_packet_that_ends_in_nul_is_merged_with(photo):
    photo.write_bytes(with_xmp_packet(photo.read_bytes(), LIGHTROOM + b"\0"))
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert told.problem == ""
    packet = xmp_packet(photo.read_bytes())
    assert packet is not None and packet.endswith(b"\0")
    assert read_keywords(packet).flat[-2:] == ("Great Tit", "Parus major")


@pytest.mark.parametrize(
    "header", [b"http://ns.adobe.com/xap/1.0/ \0", b" http://ns.adobe.com/xap/1.0/\0"]
)
def test_a_packet_behind_a_header_with_a_blank_gets_no_second_beside_it(photo, header):
    sound = with_xmp_packet(photo.read_bytes(), LIGHTROOM)
    at = sound.index(b"http://ns.adobe.com/xap/1.0/\0")
    size = int.from_bytes(sound[at - 2 : at], "big") + 1
    photo.write_bytes(sound[: at - 2] + size.to_bytes(2, "big") + header + sound[at + 29 :])
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert told.problem == ""
    assert photo.read_bytes().count(b"http://ns.adobe.com/xap/1.0/") == 1 + LIGHTROOM.count(
        b"http://ns.adobe.com/xap/1.0/"
    )
    assert flat(photo) == ("holiday & sea", "Urlaub", "Great Tit", "Parus major")


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_truncated_jpeg_is_refused_and_never_raises_anything_else(cut):
    with pytest.raises(JpegRefused):
        with_xmp_packet(jpeg()[:cut], LIGHTROOM)


def test_a_photo_that_changes_while_it_is_read_keeps_the_change(photo, monkeypatch):
    edited = jpeg(dpi=(72, 72))

    def edit_meanwhile(packet, keywords):
        photo.write_bytes(edited)
        return with_keywords(packet, keywords)

    monkeypatch.setattr("birdeye.export.withdrawn.with_keywords", edit_meanwhile)
    (refused,) = write(photo_record(confirmed_bird(), path=photo))
    assert "another program has changed it in the meantime" in refused.problem
    assert photo.read_bytes() == edited


_CASES = Path(__file__).parents[3] / "shared" / "cases" / "photos"


@pytest.mark.skipif(not _CASES.is_dir(), reason="the collection is not here")
@pytest.mark.parametrize("number", ["05", "18"])
def test_photos_of_strangers_that_were_refused_for_nothing_are_written(photo, number):
    (source,) = _CASES.glob(f"{number}-*")
    before = source.read_bytes()
    photo.write_bytes(before)
    (told,) = write(photo_record(confirmed_bird(), path=photo))
    assert told.problem == ""
    assert flat(photo)[-2:] == ("Great Tit", "Parus major")
    after = photo.read_bytes()
    assert after[after.index(b"\xff\xda") :] == before[before.index(b"\xff\xda") :]
