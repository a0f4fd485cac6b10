from __future__ import annotations

import struct
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.cr3_metadata import read_cr3_metadata
from tests.helpers.sample_photos import exif_block, rational, text

CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")


def box(kind, content):
    return struct.pack(">I", 8 + len(content)) + kind + content


def cr3(canon=CANON):
    main = exif_block({0x010F: text("Canon"), 0x0110: text("Canon EOS R5")})
    details = exif_block({0x9003: text("2024:05:01 06:30:15"), 0xA434: text("RF800mm F11 IS STM")})
    gps = exif_block(
        {
            1: text("N"),
            2: rational((22, 1), (30, 1), (0, 1)),
            3: text("E"),
            4: rational((114, 1), (0, 1), (0, 1)),
        }
    )
    inside = box(b"CNCV", b"CanonCR3_001") + box(b"CMT1", main) + box(b"CMT2", details)
    uuid = box(b"uuid", canon + inside + box(b"CMT3", b"maker note") + box(b"CMT4", gps))
    moov = box(b"moov", box(b"mvhd", bytes(100)) + uuid)
    return box(b"ftyp", b"crx \0\0\0\1crx isom") + moov + box(b"mdat", bytes(500))


def test_the_three_directories_are_read():
    metadata = read_cr3_metadata(BytesIO(cr3()))
    assert metadata.taken == datetime(2024, 5, 1, 6, 30, 15)
    assert (metadata.camera, metadata.lens) == ("Canon EOS R5", "RF800mm F11 IS STM")
    assert metadata.position is not None
    assert (metadata.position.latitude, metadata.position.longitude) == (22.5, 114.0)


@pytest.mark.parametrize("data", [b"", b"FUJIFILMCCD-RAW ", cr3(bytes(16)), cr3()[:200]])
def test_anything_else_has_no_metadata(data):
    assert read_cr3_metadata(BytesIO(data)) == PhotoMetadata()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=20))
def test_no_corruption_fails(changes):
    data = bytearray(cr3())
    for position, value in changes:
        data[position % len(data)] = value
    read_cr3_metadata(BytesIO(bytes(data)))
