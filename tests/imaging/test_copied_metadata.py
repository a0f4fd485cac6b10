"""What copies and crops carry along, read back by Pillow and by our own reader."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import ExifTags, Image, IptcImagePlugin

from birdeye.domain.boxes import Box
from birdeye.imaging.annotate import write_annotated
from birdeye.imaging.copied_metadata import metadata_for_crop
from birdeye.imaging.cutouts import cut_out_jpeg
from birdeye.imaging.photo_file import open_photo
from tests.helpers.sample_photos import encoded, exif_block, quadrants, rational, short, text

PLACE = {
    **{1: text("S"), 2: rational((22, 1), (16, 1), (42, 1))},
    **{3: text("E"), 4: rational((114, 1), (9, 1), (30, 1))},
}
MAIN = {
    **{0x010F: text("SONY"), 0x0110: text("ILCE-7M4"), 0x0112: short(1)},
    **{0x010E: text("At the secret lake"), 0x013B: text("Ann Example"), 0x8298: text("(c) Ann")},
}
DETAILS = {
    **{0x9003: text("2024:05:01 06:30:15"), 0x8827: short(400), 0x829A: rational((1, 2000))},
    **{0xA434: text("FE 200-600mm"), 0x9286: text("ASCII\0\0\0secret lake")},
}
XMP = b"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmp:Rating="4" tiff:Orientation="6"
 photoshop:City="Secret Town" xmp:Label="Secret lake"
 crs:Exposure2012="+1.00" exif:GPSLatitude="22,16.7S"
 exif:GPSLongitude="114,9.5E">
<dc:creator><rdf:Seq><rdf:li>Ann Example</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">(c) Ann</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li>the secret lake</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"""


def iptc(*records):
    return b"".join(
        bytes((0x1C, *number)) + len(value).to_bytes(2, "big") + value for number, value in records
    )


IPTC = iptc(((2, 80), b"Ann Example"), ((2, 116), b"(c) Ann"), ((2, 90), b"Secret Town"))
RESOURCES = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(IPTC).to_bytes(4, "big") + IPTC


def rich_jpeg(path, **exif):
    segment = b"\xff\xed" + (len(RESOURCES) + 2).to_bytes(2, "big") + RESOURCES
    block = exif_block(MAIN, DETAILS | exif.pop("details", {}), PLACE, **exif)
    path.write_bytes(encoded(quadrants(), "JPEG", exif=block, xmp=XMP, extra=segment))
    return path


def read_back(path):
    """(main tags, detail tags, GPS tags, XMP packet, IPTC) by Pillow."""
    image = Image.open(path)
    exif = image.getexif()
    return (
        dict(exif),
        exif.get_ifd(ExifTags.IFD.Exif),
        exif.get_ifd(ExifTags.IFD.GPSInfo),
        image.info.get("xmp", b""),
        IptcImagePlugin.getiptcinfo(image) or {},
    )


def test_a_copy_keeps_who_made_it_whose_it_is_and_how_it_was_taken(tmp_path):
    copy = tmp_path / "copy.birds.jpg"
    write_annotated(rich_jpeg(tmp_path / "a.jpg"), copy, [])
    main, details, gps, xmp, records = read_back(copy)
    assert (main[0x010F], main[0x0110], main[0x013B]) == ("SONY", "ILCE-7M4", "Ann Example")
    assert (details[0x8827], details[0x829A]) == (400, 1 / 2000)
    assert gps[1] == "S"
    assert b'xmp:Rating="4"' in xmp and b"Ann Example" in xmp and b"secret lake" in xmp
    assert b"tiff:Orientation=" not in xmp and b"crs:Exposure2012" not in xmp
    assert (records[2, 80], records[2, 116]) == (b"Ann Example", b"(c) Ann")


def test_a_copy_without_its_place_does_not_tell_it_anywhere(tmp_path):
    copy = tmp_path / "copy.birds.jpg"
    write_annotated(rich_jpeg(tmp_path / "a.jpg"), copy, [], with_position=False)
    content = copy.read_bytes()
    assert b"ecret" not in content and b"GPSLat" not in content
    main, details, gps, xmp, records = read_back(copy)
    assert gps == {}
    assert (main[0x013B], main[0x8298], details[0x8827]) == ("Ann Example", "(c) Ann", 400)
    assert b"Ann Example" in xmp and b'xmp:Rating="4"' in xmp
    assert (records[2, 80], records[2, 116]) == (b"Ann Example", b"(c) Ann")


@pytest.mark.parametrize("size", [60_000, 65_000])
def test_exif_up_to_the_size_of_a_segment_is_kept_as_it_is(tmp_path, size):
    note = (7, size, b"\x11\x22" * (size // 2))
    source = rich_jpeg(tmp_path / "a.jpg", details={0x927C: note})
    write_annotated(source, tmp_path / "copy.birds.jpg", [])
    _, details, _, _, _ = read_back(tmp_path / "copy.birds.jpg")
    assert details[0x927C] == note[2]
    assert details[0x8827] == 400


def test_exif_that_fits_without_its_old_thumbnail_keeps_the_rest(tmp_path):
    note = (7, 60_000, b"\x11\x22" * 30_000)
    png = tmp_path / "a.png"
    small = encoded(np.random.default_rng(1).integers(0, 256, (120, 160, 3), np.uint8), "JPEG")
    block = exif_block(MAIN, DETAILS | {0x927C: note}, PLACE, thumbnail=small)
    assert len(block) > 65_527
    png.write_bytes(encoded(quadrants(), "PNG", exif=block))
    write_annotated(png, tmp_path / "copy.birds.jpg", [])
    _, details, _, _, _ = read_back(tmp_path / "copy.birds.jpg")
    assert details[0x927C] == note[2]


def test_exif_beyond_a_segment_loses_maker_notes_only(tmp_path):
    note = (7, 70_000, b"\x11\x22" * 35_000)
    png = tmp_path / "a.png"
    png.write_bytes(encoded(quadrants(), "PNG", exif=exif_block(MAIN, DETAILS | {0x927C: note})))
    write_annotated(png, tmp_path / "copy.birds.jpg", [])
    main, details, *_ = read_back(tmp_path / "copy.birds.jpg")
    assert 0x927C not in details
    assert (main[0x010F], main[0x013B], details[0x8827]) == ("SONY", "Ann Example", 400)


@pytest.mark.parametrize("suffix", [".birds.jpg", ".birds.png", ".birds.webp", ".birds.tif"])
def test_a_tiff_keeps_more_than_four_facts(tmp_path, suffix):
    source = tmp_path / "a.tif"
    exif = Image.Exif()
    exif.load(exif_block(MAIN, DETAILS, PLACE))
    exif[700] = XMP
    source.write_bytes(encoded(quadrants(), "TIFF", exif=exif))
    copy = tmp_path / f"copy{suffix}"
    write_annotated(source, copy, [])
    main, details, gps, *_ = read_back(copy)
    assert (main[0x010F], main[0x0110], main[0x8298]) == ("SONY", "ILCE-7M4", "(c) Ann")
    assert (details[0x8827], details[0xA434]) == (400, "FE 200-600mm")
    assert gps[3] == "E"
    packet = open_photo(copy).embedded.xmp
    assert packet is not None and b'xmp:Rating="4"' in packet


@pytest.mark.parametrize("with_position", [False, True])
def test_a_crop_carries_creator_copyright_date_and_perhaps_the_place(tmp_path, with_position):
    photo = open_photo(rich_jpeg(tmp_path / "a.jpg"))
    metadata = metadata_for_crop(photo, with_position=with_position)
    crop = cut_out_jpeg(photo.decode().rgb_u8, Box(10, 10, 50, 50), None, metadata)
    assert b"ecret" not in crop
    path = tmp_path / "crop.jpg"
    path.write_bytes(crop)
    main, details, gps, xmp, records = read_back(path)
    assert (main[0x013B], main[0x8298]) == ("Ann Example", "(c) Ann")
    assert details[0x9003] == "2024:05:01 06:30:15"
    assert bool(gps) == with_position == (open_photo(path).metadata.position is not None)
    assert b"Ann Example" in xmp and records[2, 80] == b"Ann Example"


def test_a_crop_says_in_exif_what_only_xmp_knew(tmp_path):
    source = tmp_path / "a.jpg"
    source.write_bytes(encoded(quadrants(), "JPEG", xmp=XMP))
    photo = open_photo(source)
    metadata = metadata_for_crop(photo, with_position=True)
    image = Image.open(BytesIO(cut_out_jpeg(photo.decode().rgb_u8, Box(0, 0, 9, 9), 5, metadata)))
    assert image.getexif()[0x013B] == "Ann Example"
    assert image.getexif().get_ifd(ExifTags.IFD.GPSInfo)[1] == "S"
