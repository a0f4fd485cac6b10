"""Where a photo was taken is in no file of an export for whose owner that is nobody's business.

Real photos, with the place in their EXIF, their XMP and their maker note, go through every format.
"""

from __future__ import annotations

import shutil
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from birdeye.domain.box_label import Label
from birdeye.export.options import ExportOptions
from birdeye.export.registry import FORMATS
from birdeye.imaging.annotate import write_annotated
from birdeye.imaging.photo_file import open_photo
from birdeye.workflows.export_pictures import PhotoPictures
from tests.helpers.photo_records import TOOLS, confirmed_bird, exported, photo_record
from tests.helpers.sample_photos import encoded, exif_block, quadrants, rational, text

LATITUDE, LONGITUDE = ((50, 1), (56, 1), (2868, 100)), ((6, 1), (57, 1), (2981, 100))
MAKER_NOTE = (7, 24, b"maker knows 50.941300N 6")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="50,56.478N"/>'
EXIF = exif_block(
    {0x0110: text("Camera X")},
    {0x9003: text("2026:05:03 07:05:09"), 0x927C: MAKER_NOTE},
    {1: text("N"), 2: rational(*LATITUDE), 3: text("E"), 4: rational(*LONGITUDE)},
    encoded(quadrants(80, 60), "JPEG", exif=exif_block({}, None, {2: rational(*LATITUDE)})),
)
HEIC = Path(__file__).parents[1] / "imaging" / "data" / "rich.heic"
TRACES = (
    *(b"50.94", b"6.95", b"50,56", b"DE\t", b",DE,", b'"DE"', b"maker knows"),
    *(struct.pack(order + "6I", *sum(LATITUDE, ())) for order in "<>"),
    struct.pack("<2I", *LATITUDE[2]),
)


@pytest.fixture(params=["JPEG", "PNG", "WEBP", "TIFF"])
def photo(request, tmp_path):
    path = tmp_path / "photos" / f"heron.{request.param.lower()}"
    path.parent.mkdir()
    exif = EXIF if request.param != "TIFF" else Image.Exif()
    if request.param == "TIFF":
        exif.load(EXIF)
    options = {"xmp": XMP} if request.param in ("JPEG", "WEBP") else {}
    path.write_bytes(encoded(quadrants(320, 240), request.param, exif=exif, **options))
    assert open_photo(path).metadata.position is not None
    return path


def content_of(folder: Path) -> bytes:
    """All that an export wrote, archives opened."""
    found = b""
    for path in folder.rglob("*"):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found += b"".join(archive.read(name) for name in archive.namelist())
        elif path.is_file():
            found += path.read_bytes()
    return found


@pytest.mark.parametrize("format_id", [each.id for each in FORMATS if each.id != "keywords"])
def test_no_trace_of_the_place_is_in_what_is_written(photo, tmp_path, format_id):
    """But for keywords, which go into the photo itself, where its owner wrote the place."""
    metadata = open_photo(photo).metadata
    record = replace(photo_record(confirmed_bird(), path=photo), metadata=metadata, place=None)
    (tmp_path / "out").mkdir()
    destination = tmp_path / "out" / "new"
    tools = replace(TOOLS, pictures=PhotoPictures())
    exported(format_id, [record], destination, ExportOptions(with_position=False), tools)
    if format_id == "xmp":
        shutil.move(photo.with_suffix(".xmp"), tmp_path / "out" / "heron.xmp")
    written = content_of(tmp_path / "out")
    if format_id == "ebird":  # a checklist without any place is none
        assert written == b""
        return
    assert written
    assert [trace for trace in TRACES if trace in written] == []
    for picture in (tmp_path / "out").rglob("*.jpg"):
        assert not Image.open(picture).getexif().get_ifd(0x8825)


def test_the_traces_are_there_where_the_place_is_to_be_told(photo, tmp_path):
    write_annotated(photo, tmp_path / "copy.jpg", [])
    copied = (tmp_path / "copy.jpg").read_bytes()
    assert open_photo(tmp_path / "copy.jpg").metadata.position is not None
    assert photo.suffix == ".tiff" or any(trace in copied for trace in TRACES)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_a_copy_of_a_phone_photo_keeps_its_date_and_camera_alone(tmp_path, suffix):
    copy = tmp_path / f"copy.{suffix}"
    write_annotated(
        HEIC, copy, [Label(confirmed_bird().bird.box, ("Wren",), True)], with_position=False
    )
    original, copied = open_photo(HEIC).metadata, open_photo(copy).metadata
    assert original.position is not None and copied.position is None
    assert (copied.taken, copied.camera) == (original.taken, original.camera)
