from __future__ import annotations

import struct
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.exif import (
    Exif,
    camera_name,
    for_upright_copy,
    parse_date_time,
    read_exif,
)
from birdeye.imaging.tiff_directory import NotTiff, TiffReader
from tests.helpers.sample_photos import byte, exif_block, rational, short, text

DEGREES = rational((22, 1), (16, 1), (4224, 100))  # 22° 16′ 42.24″
GPS = {1: text("N"), 2: DEGREES, 3: text("E"), 4: rational((114, 1), (9, 1), (30, 1))}


def metadata(main=None, details=None, gps=None):
    return read_exif(exif_block(main, details, gps)).metadata


def test_full_block_is_read():
    block = exif_block(
        {0x010F: text("Canon"), 0x0110: text("Canon EOS R5"), 0x0112: short(6)},
        {
            0x9003: text("2024:05:01 06:30:15"),
            0x9011: text("+08:00"),
            0x9291: text("25"),
            0xA434: text("RF800mm F11 IS STM"),
        },
        {**GPS, 5: byte(0), 6: rational((525, 10))},
    )
    exif = read_exif(block)
    assert exif.orientation == 6
    found = exif.metadata
    hong_kong = timezone(timedelta(hours=8))
    assert found.taken == datetime(2024, 5, 1, 6, 30, 15, 250_000, hong_kong)
    assert (found.camera, found.lens) == ("Canon EOS R5", "RF800mm F11 IS STM")
    assert found.position is not None
    assert found.position.latitude == pytest.approx(22 + 16 / 60 + 42.24 / 3600)
    assert found.position.longitude == pytest.approx(114 + 9 / 60 + 30 / 3600)
    assert found.position.altitude_m == 52.5


@pytest.mark.parametrize("prefix", [b"", b"Exif\0\0", b"Exif\0\0Exif\0\0"])
def test_prefix_does_not_matter(prefix):
    assert read_exif(prefix + exif_block({0x0112: short(3)})).orientation == 3


def test_big_endian_is_read():
    block = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 8, 0, 0)
    assert read_exif(block).orientation == 8


@pytest.mark.parametrize(
    ("make", "model", "shown"),
    [
        ("NIKON CORPORATION", "NIKON D850", "NIKON D850"),
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("SONY", "ILCE-7M4", "SONY ILCE-7M4"),
        ("Apple", "iPhone 15", "Apple iPhone 15"),
        (None, "X100", "X100"),
        ("FUJIFILM", None, "FUJIFILM"),
        (None, None, None),
    ],
)
def test_make_is_not_said_twice(make, model, shown):
    assert camera_name(make, model) == shown


@pytest.mark.parametrize(
    ("written", "fraction", "offset", "expected"),
    [
        ("2024:05:01 06:30:15", None, None, datetime(2024, 5, 1, 6, 30, 15)),
        ("2024-05-01 06:30:15", None, None, datetime(2024, 5, 1, 6, 30, 15)),
        ("2024:05:01 06:30:15", "5", None, datetime(2024, 5, 1, 6, 30, 15, 500_000)),
        ("2024:05:01 06:30:15", "123456789", None, datetime(2024, 5, 1, 6, 30, 15, 123_456)),
        ("2024:05:01 06:30:15", "  ", "  :  ", datetime(2024, 5, 1, 6, 30, 15)),
        ("2024:05:01 06:30:15", "²", "+99:99", datetime(2024, 5, 1, 6, 30, 15)),
        (
            "2024:05:01 06:30:15",
            None,
            "-03:30",
            datetime(2024, 5, 1, 6, 30, 15, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
        ),
        ("0000:00:00 00:00:00", None, None, None),
        ("    :  :     :  :  ", None, None, None),
        ("2024:02:31 06:30:15", None, None, None),
        ("2024:05:01 24:61:15", None, None, None),
        ("1024:05:01 06:30:15", None, None, None),
        ("yesterday", None, None, None),
        ("２０２４:05:01 06:30:15", None, None, None),
        (None, None, None, None),
    ],
)
def test_dates_are_parsed_or_left_out(written, fraction, offset, expected):
    assert parse_date_time(written, fraction, offset) == expected


def test_second_best_date_is_taken():
    found = metadata({0x0132: text("2024:05:02 07:00:00")}, {0x9003: text("0000:00:00 00:00:00")})
    assert found.taken == datetime(2024, 5, 2, 7, 0, 0)


@pytest.mark.parametrize(
    "change",
    [
        {2: rational((22, 0), (16, 1), (42, 1))},
        {2: rational((0, 0), (0, 0), (0, 0))},
        {2: rational((91, 1), (0, 1), (0, 1))},
        {4: rational((181, 1), (0, 1), (0, 1))},
        {2: rational((2**32 - 1, 1), (0, 1), (0, 1))},
        {2: text("22.5"), 4: text("114")},
        {2: short(22), 4: short(114)},
        {2: rational((0, 1), (0, 1), (0, 1)), 4: rational((0, 1), (0, 1), (0, 1))},
    ],
    ids=[
        "no-denominator",
        "0/0",
        "too-far",
        "too-far-east",
        "huge",
        "text",
        "short",
        "null-island",
    ],
)
def test_nonsense_positions_are_left_out(change):
    assert metadata(gps={**GPS, **change}).position is None


def test_south_and_west_are_negative():
    position = metadata(gps={**GPS, 1: text("S"), 3: text("W")}).position
    assert position is not None and position.latitude < 0 and position.longitude < 0


@pytest.mark.parametrize(
    ("value", "reference", "expected"),
    [((100, 1), 1, -100.0), ((100, 0), 0, None), ((2**32 - 1, 1), 0, None)],
)
def test_altitude_below_sea_or_absurd(value, reference, expected):
    position = metadata(gps={**GPS, 5: byte(reference), 6: rational(value)}).position
    assert position is not None and position.altitude_m == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"EF500mm f/4L\0\0\0garbage", "EF500mm f/4L"),
        (b"  a \x07\x1b[31m b\n", "a [31m b"),
        (b"\xff\xfe\xfd", "ÿþý"),
        ("镜头".encode(), "镜头"),
        (b"----", None),
        (b"   ", None),
        (b"x" * 5000, "x" * 200),
    ],
)
def test_strings_are_cleaned(written, shown):
    assert metadata(details={0xA434: text(written)}).lens == shown


def test_directory_that_points_to_itself_ends():
    block = bytearray(exif_block({0x0112: short(6)}, {0x9003: text("2024:05:01 06:30:15")}))
    at = block.index(struct.pack("<HHI", 0x8769, 4, 1)) + 8
    block[at : at + 4] = struct.pack("<I", 8)
    assert read_exif(bytes(block)).orientation == 6


def test_directory_with_endless_entries_is_cheap():
    """65,535 entries that all point to the same 64 KB."""
    entry = struct.pack("<HHII", 0x9999, 7, 65_000, 100)
    block = b"II*\0\x08\0\0\0" + struct.pack("<H", 65_535) + entry * 65_535
    assert read_exif(block) == Exif()


def test_value_longer_than_the_file_is_left_out():
    block = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 0x0110, 2, 2**32 - 1, 26) + bytes(4)
    assert read_exif(block).metadata == PhotoMetadata()


def test_big_tiff_is_read():
    block = b"II+\0\x08\0\0\0" + struct.pack("<Q", 16)
    block += struct.pack("<QHHQQQ", 1, 256, 4, 1, 6000, 0)
    assert TiffReader(BytesIO(block)).first().integer(256) == 6000


@pytest.mark.parametrize("data", [b"", b"II", b"XX*\0\x08\0\0\0", b"II+\0\x08\0\0\0"])
def test_what_is_no_tiff_is_refused(data):
    with pytest.raises(NotTiff):
        TiffReader(BytesIO(data))


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b""]))
def test_no_block_of_bytes_fails(garbage, head):
    exif = read_exif(head + garbage)
    assert 1 <= exif.orientation <= 8
    for_upright_copy(head + garbage, 10, 10)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=30))
@example([(72, 6)])  # the offset of a directory becomes a negative number
def test_no_corruption_of_a_real_block_fails(changes):
    block = bytearray(
        exif_block(
            {0x010F: text("Canon"), 0x0110: text("EOS"), 0x0112: short(6), 0x0132: text("2024")},
            {0x9003: text("2024:05:01 06:30:15"), 0xA434: text("lens")},
            {**GPS, 6: rational((5, 1))},
            thumbnail=b"\xff\xd8\xff\xd9",
        )
    )
    for position, value in changes:
        block[position % len(block)] = value
    assert 1 <= read_exif(bytes(block)).orientation <= 8
    for_upright_copy(bytes(block), 10, 10)


def test_thumbnail_is_found():
    thumbnail = b"\xff\xd8\xff\xe0rest"
    assert read_exif(exif_block({0x0112: short(1)}, thumbnail=thumbnail)).thumbnail == thumbnail


def test_upright_copy_resets_what_no_longer_holds():
    block = exif_block(
        {0x010F: text("Canon"), 0x0112: short(6)},
        {0xA002: short(6000), 0xA003: short(4000), 0x927C: text("maker note")},
        thumbnail=b"\xff\xd8\xff\xe0rest",
    )
    copy = for_upright_copy(block, 4000, 6000)
    assert copy is not None and len(copy) == len(block)
    exif = read_exif(copy)
    assert (exif.orientation, exif.thumbnail, exif.metadata.camera) == (1, None, "Canon")
    reader = TiffReader(BytesIO(copy))
    details = reader.directory(reader.first().integer(0x8769))
    assert (details.integer(0xA002), details.integer(0xA003)) == (4000, 6000)
    assert details.text(0x927C) == "maker note"
