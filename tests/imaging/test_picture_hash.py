"""The hash of a picture stays when metadata are written, and differs for every other picture."""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from birdeye.imaging import picture_hash
from birdeye.imaging.picture_hash import hash_file
from birdeye.imaging.pixel_extents import pixel_extents
from birdeye.imaging.seen_file import look_at_file
from tests.helpers.heic_grid import box, grid_of
from tests.helpers.sample_photos import quadrants
from tests.helpers.tiny_dng import make_dng

FORMATS = {
    "photo.jpg": ("JPEG", {"quality": 90}),
    "progressive.jpg": ("JPEG", {"progressive": True}),
    "photo.png": ("PNG", {}),
    "photo.webp": ("WEBP", {}),
    "lossless.webp": ("WEBP", {"lossless": True}),
    "photo.tif": ("TIFF", {}),
    "photo.avif": ("AVIF", {}),
    "photo.gif": ("GIF", {}),
    "photo.bmp": ("BMP", {}),
}


def exif_of(camera, orientation=1):
    exif = Image.Exif()
    exif[0x0110] = camera
    exif[0x0112] = orientation
    return exif


def save(path, pixels, **more):
    kind, options = FORMATS[path.name]
    Image.fromarray(pixels).save(path, kind, **options, **more)
    return path


def noise(seed=0, width=200, height=120):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def picture_of(path):
    return look_at_file(path).picture.picture_hash


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"photo.gif", "photo.bmp"}))
def test_exif_changes_the_file_and_not_the_picture(name, tmp_path):
    first = save(tmp_path / name, noise(), exif=exif_of("A camera"))
    before = look_at_file(first)
    save(tmp_path / name, noise(), exif=exif_of("Another camera with a much longer name"))
    after = look_at_file(first)
    assert before.content_hash != after.content_hash
    assert before.picture.picture_hash == after.picture.picture_hash
    assert before.picture.metadata != after.picture.metadata
    with first.open("rb") as file:
        assert pixel_extents(file) is not None  # nothing had to be decoded


@pytest.mark.parametrize("name", FORMATS)
def test_another_picture_has_another_hash(name, tmp_path):
    pixels = noise()
    before = picture_of(save(tmp_path / name, pixels))
    pixels[60:76, 96:112] ^= 0x80
    assert picture_of(save(tmp_path / name, pixels)) != before


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
@pytest.mark.parametrize("name", sorted({*FORMATS, "photo.dng"} - {"photo.bmp"}))
def test_what_exiftool_writes_changes_no_picture(name, tmp_path):
    path = tmp_path / name
    if name == "photo.dng":
        path.write_bytes(make_dng(noise() / 255))
    else:
        save(path, noise())
    before = look_at_file(path)
    facts = ["-Subject=finch", "-Rating=4"]
    if name != "photo.gif":  # which has no place for EXIF
        facts += ["-DateTimeOriginal=2020:01:02 03:04:05", "-GPSLatitude=12", "-GPSLatitudeRef=N"]
    subprocess.run(["exiftool", "-q", "-overwrite_original", *facts, str(path)], check=True)
    after = look_at_file(path)
    assert after.content_hash != before.content_hash
    assert after.picture.picture_hash == before.picture.picture_hash


def test_how_a_picture_is_turned_is_part_of_it(tmp_path):
    """Boxes are those of the upright photo, so that they do not fit a turned one."""
    path = tmp_path / "photo.jpg"
    upright, turned = (
        picture_of(save(path, quadrants(), exif=exif_of("A camera", orientation)))
        for orientation in (1, 3)
    )
    assert upright != turned


@pytest.mark.parametrize("chunk_bytes", [1, 2, 7, 4096, 1 << 20])
def test_a_jpeg_counts_from_its_frame_to_its_end(chunk_bytes, monkeypatch):
    monkeypatch.setattr(picture_hash, "_CHUNK_BYTES", chunk_bytes)
    content = io.BytesIO()
    Image.fromarray(quadrants()).save(content, "JPEG", exif=exif_of("A camera"))
    jpeg = content.getvalue()
    frame = jpeg.index(b"\xff\xc0")
    another_behind_it = jpeg + jpeg[:50]
    whole, pixels = hash_file(io.BytesIO(another_behind_it))
    assert whole == hashlib.sha256(another_behind_it).hexdigest()
    assert pixels == hashlib.sha256(jpeg[frame:]).hexdigest()


def test_text_in_a_png_is_not_the_picture(tmp_path):
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "a finch")
    path = tmp_path / "photo.png"
    before = picture_of(save(path, noise()))
    assert picture_of(save(path, noise(), pnginfo=info)) == before


def iso_media(offset_of_first):
    """A file with two tiles and EXIF in one ``mdat``, located by a table of items (iloc 1)."""

    def box(kind, content):
        return struct.pack(">I", 8 + len(content)) + kind + content

    def entry(item, kind):
        return box(b"infe", b"\2\0\0\0" + struct.pack(">HH", item, 0) + kind + b"\0")

    kinds = (b"hvc1", b"Exif", b"hvc1")
    iinf = box(b"iinf", bytes(4) + struct.pack(">H", 3) + b"".join(map(entry, (1, 2, 3), kinds)))
    located = b"".join(
        struct.pack(">HHHHII", item, 0, 0, 1, offset_of_first + 10 * (item - 1), 10)
        for item in (1, 2, 3)
    )
    iloc = box(b"iloc", b"\1\0\0\0\x44\0" + struct.pack(">H", 3) + located)
    meta = box(b"meta", bytes(4) + iinf + iloc)
    ftyp = box(b"ftyp", b"heic" + bytes(4) + b"heicmif1")
    mdat = box(b"mdat", b"A" * 10 + b"e" * 10 + b"B" * 10)
    return ftyp + meta + mdat


def test_metadata_of_a_heif_lie_among_its_tiles_and_do_not_count():
    content = iso_media(len(iso_media(0)) - 30)
    _, pixels = hash_file(io.BytesIO(content))
    assert pixels == hashlib.sha256(b"A" * 10 + b"B" * 10).hexdigest()


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"photo.gif"}))
def test_damaged_headers_raise_nothing(name, tmp_path):
    """A file that nobody can make sense of is known by its content."""
    content = bytearray(save(tmp_path / name, noise()).read_bytes())
    rng = np.random.default_rng(0)
    for _ in range(300):
        mutated = bytearray(content)
        for at in rng.integers(0, min(len(content), 600), 8):
            mutated[at] = rng.integers(0, 256)
        cut = bytes(mutated[: rng.integers(1, len(content))])
        for each in (bytes(mutated), cut):
            assert hash_file(io.BytesIO(each))[0] == hashlib.sha256(each).hexdigest()


def test_damaged_heif_headers_raise_nothing():
    content = iso_media(200)
    rng = np.random.default_rng(0)
    for _ in range(2000):
        mutated = bytearray(content)
        for at in rng.integers(0, len(content), 6):
            mutated[at] = rng.choice([0, 1, 2, 255, rng.integers(0, 256)])
        assert hash_file(io.BytesIO(mutated))[0] == hashlib.sha256(mutated).hexdigest()


def test_a_heic_that_is_turned_by_its_own_boxes_is_the_same_picture_turned(tmp_path):
    tile = (Path(__file__).parent / "data" / "plain.heic").read_bytes()
    boxes = {1: b"", 3: box(b"irot", b"\2"), 6: box(b"irot", b"\3"), 2: box(b"imir", b"\1")}
    pictures = {}
    for orientation, turn in boxes.items():
        path = tmp_path / f"{orientation}.heic"
        path.write_bytes(grid_of(tile, 2, 1, (100, 60), turn))
        pictures[orientation] = look_at_file(path).picture
    assert [each.orientation for each in pictures.values()] == list(boxes)
    assert len({each.picture_hash for each in pictures.values()}) == len(boxes)
    for orientation, picture in pictures.items():
        others = dict(picture.turned)
        for other in boxes.keys() - {orientation}:
            assert others[other] == pictures[other].picture_hash
