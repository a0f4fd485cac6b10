"""Dates and positions from wherever they are written, and where they were found."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import PngImagePlugin

from birdeye.domain.photos import FactSource
from birdeye.imaging.dates import date_in_name, parse_date_time
from birdeye.imaging.photo_file import open_photo
from tests.helpers.marked_photos import imagemagick_profile, iptc_segment
from tests.helpers.sample_photos import encoded, exif_block, quadrants, rational, text
from tests.helpers.tiny_dng import make_dng

TAKEN = datetime(2021, 5, 1, 6, 30, tzinfo=timezone(timedelta(hours=10)))
EAST = timezone(timedelta(hours=8))


def xmp(attributes="", elements=""):
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
xmlns:tiff="http://ns.adobe.com/tiff/1.0/" {attributes}>{elements}</rdf:Description></rdf:RDF>
</x:xmpmeta>""".encode()


FACTS = xmp(
    'exif:DateTimeOriginal="2021-05-01T06:30+10:00" exif:GPSLatitude="38,1.518S"',
    "<exif:GPSLongitude>145,17.34E</exif:GPSLongitude><tiff:Make>Canon</tiff:Make>",
)


def metadata(tmp_path, data, name="photo.jpg", **sidecars):
    path = tmp_path / name
    path.write_bytes(data)
    for suffix, packet in sidecars.items():
        (tmp_path / name if suffix == "full" else path).with_name(
            f"{name}.xmp" if suffix == "full" else f"{path.stem}.xmp"
        ).write_bytes(packet)
    return open_photo(path).metadata


def png_with(*texts):
    info = PngImagePlugin.PngInfo()
    for add in texts:
        add(info)
    return encoded(quadrants(), "PNG", pnginfo=info)


@pytest.mark.parametrize(
    "data",
    [
        encoded(quadrants(), "JPEG", xmp=FACTS),
        encoded(quadrants(), "WEBP", xmp=FACTS),
        encoded(quadrants(), "TIFF", tiffinfo={700: FACTS}),
        png_with(lambda info: info.add_itxt("XML:com.adobe.xmp", FACTS.decode(), zip=True)),
    ],
    ids=["jpeg", "webp", "tiff", "png"],
)
def test_xmp_in_the_file_says_when_and_where(tmp_path, data):
    found = metadata(tmp_path, data)
    assert (found.taken, found.taken_source) == (TAKEN, FactSource.XMP)
    assert found.position is not None and found.position_source is FactSource.XMP
    assert found.position.latitude == pytest.approx(-38.0253)
    assert found.position.longitude == pytest.approx(145.289)
    assert found.camera == "Canon"


def test_xmp_behind_the_pixels_of_a_png_is_read(tmp_path):
    data = encoded(quadrants(), "PNG")
    body = b"iTXt" + b"XML:com.adobe.xmp\0\0\0\0\0" + FACTS
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    assert metadata(tmp_path, data[:-12] + chunk + data[-12:]).taken == TAKEN


@pytest.mark.parametrize("name", ["Raw profile type exif", "Raw profile type APP1"])
@pytest.mark.parametrize("prefix", [b"", b"Exif\0\0"])
def test_exif_of_imagemagick_turns_a_png_upright(tmp_path, name, prefix):
    if name.endswith("APP1") and not prefix:
        pytest.skip("APP1 without its name may be anything")
    block = prefix + exif_block({0x0112: (3, 1, b"\6\0")}, {0x9003: text("2020:01:02 03:04:05")})
    path = tmp_path / "a.png"
    path.write_bytes(
        png_with(lambda info: info.add_text(name, imagemagick_profile(block), zip=True))
    )
    photo = open_photo(path)
    assert (photo.width, photo.height) == (64, 96)
    assert photo.metadata.taken == datetime(2020, 1, 2, 3, 4, 5)


@pytest.mark.parametrize("kind", ["full", "short"])
def test_sidecars_of_both_names_are_read(tmp_path, kind):
    found = metadata(tmp_path, encoded(quadrants(), "JPEG"), **{kind: FACTS})
    assert (found.taken, found.taken_source) == (TAKEN, FactSource.SIDECAR)
    assert found.position_source is FactSource.SIDECAR


EXIF = exif_block(
    {},
    {0x9003: text("2024:05:01 06:30:15")},
    {
        **{1: text("N"), 2: rational((50, 1), (0, 1), (0, 1))},
        **{3: text("E"), 4: rational((8, 1), (0, 1), (0, 1))},
    },
)


def test_the_files_own_sidecar_goes_before_what_the_camera_wrote(tmp_path):
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=EXIF), full=FACTS)
    assert (found.taken, found.taken_source) == (TAKEN, FactSource.SIDECAR)
    assert found.position is not None and found.position.latitude < 0


@pytest.mark.parametrize("suffix", ["", 'photoshop:SidecarForExtension="CR2"'])
def test_a_sidecar_that_may_be_another_files_fills_gaps_only(tmp_path, suffix):
    packet = FACTS.replace(b'rdf:about=""', f'rdf:about="" {suffix}'.encode())
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=EXIF), short=packet)
    assert (found.taken, found.taken_source) == (datetime(2024, 5, 1, 6, 30, 15), FactSource.EXIF)
    assert found.position is not None and found.position.latitude == 50
    assert found.camera == "Canon"


def test_a_sidecar_that_names_the_suffix_is_the_files_own(tmp_path):
    packet = FACTS.replace(b'rdf:about=""', b'rdf:about="" photoshop:SidecarForExtension="JPG"')
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=EXIF), short=packet)
    assert found.taken_source is FactSource.SIDECAR


def test_the_sidecar_of_a_raw_photo_is_its_own(tmp_path):
    found = metadata(tmp_path, make_dng(quadrants() / 255), "photo.dng", short=FACTS)
    assert (found.taken, found.taken_source) == (TAKEN, FactSource.SIDECAR)
    assert found.position_source is FactSource.SIDECAR


@pytest.mark.parametrize(
    "packet", [b"", b"nonsense", FACTS[:-30], b"<!DOCTYPE x>" + FACTS, b"\0" * 5_000_000]
)
def test_a_broken_sidecar_costs_nothing(tmp_path, packet):
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=EXIF), full=packet)
    assert (found.taken, found.taken_source) == (datetime(2024, 5, 1, 6, 30, 15), FactSource.EXIF)


def test_iptc_says_when(tmp_path):
    segment = iptc_segment(((2, 55), b"20210501"), ((2, 60), b"063000+1000"))
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", extra=segment))
    assert (found.taken, found.taken_source) == (TAKEN, FactSource.IPTC)


def test_the_name_of_a_file_goes_before_the_date_of_an_edit(tmp_path):
    edited = exif_block({0x0132: text("2024:05:02 07:00:00")})
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=edited), "IMG_20230501_063015.jpg")
    assert (found.taken, found.taken_source) == (
        datetime(2023, 5, 1, 6, 30, 15),
        FactSource.FILE_NAME,
    )
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=edited), "DSC_0001.jpg")
    assert (found.taken, found.taken_source) == (
        datetime(2024, 5, 2, 7, 0, 0),
        FactSource.EDIT_DATE,
    )


@pytest.mark.parametrize(
    "places",
    [
        ({0x9003: text("2024:05:01 06:30:15"), 0x0132: text("2025:01:01 00:00:00")}, {}),
        ({0x0132: text("2025:01:01 00:00:00")}, {0x9003: text("2024:05:01 06:30:15")}),
    ],
)
def test_the_date_is_found_in_either_directory(tmp_path, places):
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=exif_block(*places)))
    assert (found.taken, found.taken_source) == (datetime(2024, 5, 1, 6, 30, 15), FactSource.EXIF)


@pytest.mark.parametrize("missing", [1, 3])
@pytest.mark.parametrize("instead", [None, "", "X"])
def test_a_position_without_hemisphere_is_unknown(tmp_path, missing, instead):
    gps = {
        **{1: text("N"), 2: rational((50, 1), (0, 1), (0, 1))},
        **{3: text("E"), 4: rational((8, 1), (0, 1), (0, 1))},
    }
    del gps[missing]
    if instead is not None:
        gps[missing] = text(instead)
    found = metadata(tmp_path, encoded(quadrants(), "JPEG", exif=exif_block({}, {}, gps)))
    # The source stays, so that exports can list the photo.
    assert found.position is None and found.position_source is FactSource.EXIF


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2018:05:01 06:30", datetime(2018, 5, 1, 6, 30)),
        ("2021-05-01T06:30+10:00", TAKEN),
        ("2021-05-01T06:30:10.25+0800", datetime(2021, 5, 1, 6, 30, 10, 250_000, EAST)),
        ("2021-05-01T06:30:00Z", datetime(2021, 5, 1, 6, 30, tzinfo=UTC)),
        ("2021-05-01", None),
        ("0000-00-00T00:00:00", None),
    ],
)
def test_forms_of_dates(written, expected):
    assert parse_date_time(written) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("IMG_20260502_061530", datetime(2026, 5, 2, 6, 15, 30)),
        ("IMG_20260502_061530123_HDR", datetime(2026, 5, 2, 6, 15, 30)),
        ("20260502_061530", datetime(2026, 5, 2, 6, 15, 30)),
        ("PXL_20260502_061530123", datetime(2026, 5, 2, 6, 15, 30, tzinfo=UTC)),
        ("IMG-20260502-WA0003", datetime(2026, 5, 2, 12)),
        ("2026-05-02 06.15.30", datetime(2026, 5, 2, 6, 15, 30)),
        ("signal-2026-05-02-061530", datetime(2026, 5, 2, 6, 15, 30)),
        ("WhatsApp Image 2026-05-02 at 06.15.30", datetime(2026, 5, 2, 6, 15, 30)),
        ("IMG_20261302_061530", None),
        ("DSC_20260502", None),
        ("1620260502_0615301", None),
        ("IMG_1234", None),
    ],
)
def test_names_that_say_when(stem, expected):
    assert date_in_name(stem) == expected
