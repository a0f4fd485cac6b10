from __future__ import annotations

import os
import struct
import sys
import threading
import tracemalloc
import zlib
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, features

from birdeye.domain.errors import PhotoUnreadable
from birdeye.imaging.photo_file import open_photo
from tests.helpers.sample_photos import (
    QUADRANTS,
    assert_quadrants,
    encoded,
    exif_block,
    quadrants,
    short,
    stored_for,
    text,
)

DATA = Path(__file__).parent / "data"
TAGGED_FORMATS = ["JPEG", "PNG", "WEBP", "TIFF"] + (["AVIF"] if features.check("avif") else [])


def photo_of(tmp_path, data, name="photo.bin"):
    path = tmp_path / name
    path.write_bytes(data)
    return open_photo(path)


@pytest.mark.parametrize(
    ("format_name", "shown"),
    [
        ("JPEG", "JPEG"),
        ("PNG", "PNG"),
        ("WEBP", "WebP"),
        ("TIFF", "TIFF"),
        ("BMP", "BMP"),
        ("GIF", "GIF"),
        pytest.param(
            "AVIF",
            "AVIF",
            marks=pytest.mark.skipif(not features.check("avif"), reason="Pillow without AVIF"),
        ),
    ],
)
def test_every_format_is_told_by_its_bytes(tmp_path, format_name, shown):
    photo = photo_of(tmp_path, encoded(quadrants(), format_name), "misnamed.txt")
    assert (photo.format_name, photo.width, photo.height) == (shown, 96, 64)
    decoded = photo.decode()
    assert decoded.rgb_u8.dtype == np.uint8 and decoded.rgb_u8.flags.c_contiguous
    assert (decoded.scale_x, decoded.scale_y) == (1.0, 1.0)
    assert_quadrants(decoded.rgb_u8, tolerance=8)


@pytest.mark.parametrize("name", ["plain.heic", "turned.heic", "ten_bit.heic"])
def test_heic_is_upright_once(name):
    photo = open_photo(DATA / name)
    assert (photo.format_name, photo.width, photo.height) == ("HEIF", 96, 64)
    assert_quadrants(photo.decode().rgb_u8)


def test_heic_alpha_lies_over_grey():
    colours = (QUADRANTS[0], (QUADRANTS[1][0], (128, 128, 128)))
    assert_quadrants(open_photo(DATA / "alpha.heic").decode().rgb_u8, expected=colours)


def test_heic_metadata_is_read():
    metadata = open_photo(DATA / "turned.heic").metadata
    assert metadata.camera == "Apple iPhone 15 Pro"
    assert metadata.taken == datetime(2024, 5, 1, 6, 30, 15)


@pytest.mark.parametrize("format_name", TAGGED_FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_orientations_come_out_upright(tmp_path, format_name, orientation):
    stored = stored_for(quadrants(), orientation)
    block = exif_block({0x0112: short(orientation)})
    options = {"tiffinfo": {274: orientation}} if format_name == "TIFF" else {"exif": block}
    photo = photo_of(tmp_path, encoded(stored, format_name, **options))
    assert (photo.width, photo.height) == (96, 64)
    assert_quadrants(photo.decode().rgb_u8, tolerance=8)


def test_orientations_agree_to_the_pixel(tmp_path):
    """Lossless, with every pixel different, and more rows than one strip."""
    generator = np.random.default_rng(3)
    pixels = generator.integers(0, 256, (150, 97, 3), np.uint8)
    for orientation in range(1, 9):
        block = exif_block({0x0112: short(orientation)})
        data = encoded(stored_for(pixels, orientation), "PNG", exif=block)
        assert np.array_equal(photo_of(tmp_path, data).decode().rgb_u8, pixels), orientation


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_orientation_out_of_range_is_upright(tmp_path, orientation):
    data = encoded(quadrants(), "JPEG", exif=exif_block({0x0112: short(orientation)}))
    assert_quadrants(photo_of(tmp_path, data).decode().rgb_u8, tolerance=8)


@pytest.mark.parametrize(
    ("min_scale", "expected"),
    [
        (1.0, 1.0),
        (0.51, 1.0),
        (0.5, 0.5),
        (0.26, 0.5),
        (0.25, 0.25),
        (0.126, 0.25),
        (0.125, 0.125),
        (0.01, 0.125),
        (0.0, 0.125),
        (3.0, 1.0),
    ],
)
def test_jpeg_decodes_at_the_smallest_sufficient_scale(tmp_path, min_scale, expected):
    photo = photo_of(tmp_path, encoded(quadrants(960, 640), "JPEG"))
    decoded = photo.decode(min_scale)
    assert (decoded.scale_x, decoded.scale_y) == (expected, expected)
    assert decoded.rgb_u8.shape == (640 * expected, 960 * expected, 3)
    assert_quadrants(decoded.rgb_u8, tolerance=8)


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (7, 400), (601, 17), (1001, 999)])
@pytest.mark.parametrize("min_scale", [0.5, 0.3, 0.1])
@pytest.mark.parametrize("orientation", [1, 6])
def test_scaled_decode_never_gives_less_than_asked(tmp_path, size, min_scale, orientation):
    block = exif_block({0x0112: short(orientation)})
    photo = photo_of(
        tmp_path, encoded(np.zeros((size[1], size[0], 3), np.uint8), "JPEG", exif=block)
    )
    decoded = photo.decode(min_scale)
    height, width = decoded.rgb_u8.shape[:2]
    assert decoded.scale_x >= min_scale and decoded.scale_y >= min_scale
    assert decoded.scale_x == width / photo.width and decoded.scale_y == height / photo.height


def test_second_finer_decode_agrees_with_the_first(tmp_path):
    photo = photo_of(tmp_path, encoded(quadrants(960, 640), "JPEG", subsampling=0))
    small, whole = photo.decode(0.125).rgb_u8, photo.decode(1.0).rgb_u8
    reduced = whole.reshape(80, 8, 120, 8, 3).mean(axis=(1, 3))
    assert np.abs(reduced - small).max() <= 3


def test_progressive_jpeg_decodes_at_scale(tmp_path):
    photo = photo_of(tmp_path, encoded(quadrants(960, 640), "JPEG", progressive=True))
    decoded = photo.decode(0.2)
    assert decoded.scale_x == 0.25
    assert_quadrants(decoded.rgb_u8, tolerance=8)


def test_multi_picture_jpeg_gives_the_first(tmp_path):
    other = Image.fromarray(np.zeros((64, 96, 3), np.uint8))
    data = encoded(quadrants(), "MPO", save_all=True, append_images=[other])
    photo = photo_of(tmp_path, data)
    assert photo.format_name == "JPEG"
    assert_quadrants(photo.decode().rgb_u8, tolerance=8)


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "TIFF", "PNG"])
def test_animations_give_their_first_frame(tmp_path, format_name):
    others = [Image.fromarray(np.full((64, 96, 3), level, np.uint8)) for level in (0, 90, 255)]
    data = encoded(quadrants(), format_name, save_all=True, append_images=others)
    assert_quadrants(photo_of(tmp_path, data).decode().rgb_u8, tolerance=8)


def test_photo_keeps_no_file_open(tmp_path):
    photo = photo_of(tmp_path, encoded(quadrants(), "PNG"))
    photo.decode()
    photo.path.unlink()  # on Windows this fails while any handle is open
    with pytest.raises(PhotoUnreadable, match="no such file"):
        photo.decode()


def test_photo_that_changed_since_opening_is_refused(tmp_path):
    photo = photo_of(tmp_path, encoded(quadrants(), "PNG"))
    photo.path.write_bytes(encoded(quadrants(200, 100), "PNG"))
    with pytest.raises(PhotoUnreadable, match="changed"):
        photo.decode()


def test_any_unicode_path_opens(tmp_path):
    folder = tmp_path / "鸟类 птицы ñ 🦜"
    folder.mkdir()
    assert photo_of(folder, encoded(quadrants(), "JPEG"), "翠鸟 #1.jpg").width == 96


def test_one_photo_decodes_in_several_threads(tmp_path):
    photo = photo_of(tmp_path, encoded(quadrants(960, 640), "JPEG"))
    results = []
    threads = [
        threading.Thread(target=lambda: results.append(photo.decode(0.3).rgb_u8)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(np.array_equal(result, results[0]) for result in results)


# What cannot be read: each a sentence with the file's name and a reason in plain words.


def reason_for(path):
    with pytest.raises(PhotoUnreadable) as caught:
        open_photo(path).decode(0.1)
    sentence = str(caught.value)
    assert path.name in sentence and sentence.endswith(".")
    for leak in ("Error", "Exception", "errno", "Traceback", "PIL", "0x", "None"):
        assert leak not in sentence, sentence
    return sentence


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Dear diary, today I saw a wren.\n" * 200, "text file"),
        ("红耳鹎和白头鹎都在。\n".encode() * 900, "text file"),
        (b"\0" * 100_000, "nothing but zeros"),
        (b"%PDF-1.7\n...", "document or an archive"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(50), "video"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42\0\0\0\x10freeheicavif" + bytes(50), "video"),
        (bytes(range(255, 0, -1)) * 30, "not in a picture format"),
        (b"\xff\xd8\xff", "damaged or incomplete"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 3_000_000, "damaged or incomplete"),
        (b"\x89PNG\r\n\x1a\n", "damaged or incomplete"),
        (b"GIF89a", "damaged or incomplete"),
        (b"BM", "damaged or incomplete"),
        (b"RIFF\x20\0\0\0WEBPVP8X", "damaged or incomplete"),
        (b"II*\0\x08\0\0\0", "gives no size"),
        (b"MM\0*\xff\xff\xff\xff" + bytes(40), "gives no size"),
        (b"FUJIFILMCCD-RAW " + bytes(500), "RAW decoder does not know"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50), "damaged or incomplete"),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(50), "RAW decoder does not know"),
    ],
)
def test_what_is_no_photo_gets_a_sentence(tmp_path, data, reason):
    path = tmp_path / "IMG_0001.JPG"
    path.write_bytes(data)
    assert reason in reason_for(path)


@pytest.mark.parametrize("format_name", ["WEBP", "GIF"])
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_cut_photo_of_which_nothing_can_be_had_is_reported(tmp_path, format_name, share):
    noise = np.random.default_rng(1).integers(0, 256, (200, 300, 3), np.uint8)
    data = encoded(noise, format_name)
    path = tmp_path / "cut.jpg"
    path.write_bytes(data[: int(len(data) * share)])
    assert "damaged or incomplete" in reason_for(path)


@pytest.mark.parametrize("name", ["plain.heic", "turned.heic"])
def test_cut_heic_is_reported(tmp_path, name):
    data = (DATA / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(data[: len(data) * 2 // 3])
    assert "damaged or incomplete" in reason_for(path)


def png_of(width, height, rows=b""):
    def chunk(kind, payload):
        body = kind + payload
        return struct.pack(">I", len(payload)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def jpeg_claiming(width, height):
    data = bytearray(encoded(quadrants(), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def tiff_claiming(width, height):
    table = b"".join(
        struct.pack("<HHII", tag, 4, 1, value)
        for tag, value in ((256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8))
    )
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 6) + table + bytes(4)


def webp_claiming(width, height):
    body = b"VP8X" + struct.pack("<I", 10) + bytes(4)
    body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little") + bytes(20)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def bmp_claiming(width, height):
    data = bytearray(encoded(quadrants(), "BMP"))
    data[18:26] = struct.pack("<II", width, height)
    return bytes(data)


def gif_claiming(width, height):
    data = bytearray(encoded(quadrants(), "GIF"))
    data[6:10] = struct.pack("<HH", width, height)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        png_of(60_000, 60_000),
        png_of(2**31 - 1, 2**31 - 1),
        jpeg_claiming(60_000, 60_000),
        tiff_claiming(60_000, 60_000),
        tiff_claiming(2**32 - 1, 1),
        webp_claiming(16_384, 16_384),
        bmp_claiming(60_000, 60_000),
        gif_claiming(60_000, 60_000),
    ],
    ids=["png", "png-huge", "jpeg", "tiff", "tiff-row", "webp", "bmp", "gif"],
)
def test_bomb_is_refused_from_its_header(tmp_path, data):
    path = tmp_path / "bomb.png"
    path.write_bytes(data)
    with pytest.raises(PhotoUnreadable, match=r"megapixels .* refused"):
        open_photo(path)


def test_bomb_hidden_in_a_profile_does_not_unpack(tmp_path):
    """An iCCP chunk of 200 KB that inflates to 200 MB."""
    bomb = b"bomb\0\0" + zlib.compress(bytes(200_000_000), 9)
    body = b"iCCP" + bomb
    chunk = struct.pack(">I", len(bomb)) + body + struct.pack(">I", zlib.crc32(body))
    plain = encoded(quadrants(), "PNG")
    path = tmp_path / "profile.png"
    path.write_bytes(plain[:33] + chunk + plain[33:])
    tracemalloc.start()
    try:
        open_photo(path).decode()
    except PhotoUnreadable:
        pass
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 40_000_000


def test_folder_is_named_as_one(tmp_path):
    path = tmp_path / "shoot.jpg"
    path.mkdir()
    assert "it is a folder" in reason_for(path)


def test_vanished_photo_is_reported(tmp_path):
    assert "no such file" in reason_for(tmp_path / "gone.jpg")


def test_name_with_a_nul_is_reported():
    with pytest.raises(PhotoUnreadable, match="not a valid path"):
        open_photo(Path("a\0b.jpg"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_forbidden_photo_is_reported(tmp_path, monkeypatch):
    path = tmp_path / "secret.jpg"
    path.write_bytes(encoded(quadrants(), "JPEG"))
    if os.geteuid() == 0:  # root may read everything, so the refusal is made up

        def refuse(*_arguments, **_options):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
    else:
        path.chmod(0)
    assert "not allowed" in reason_for(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.timeout(10)
def test_pipe_and_device_do_not_hang(tmp_path):
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    assert "device or a pipe" in reason_for(pipe)
    link = tmp_path / "zero.jpg"
    link.symlink_to("/dev/zero")
    assert "device or a pipe" in reason_for(link)


def test_link_to_itself_is_reported(tmp_path):
    link = tmp_path / "loop.jpg"
    try:
        link.symlink_to(link)
    except OSError:
        pytest.skip("no symbolic links here")
    assert "leads back to itself" in reason_for(link)


def test_rare_jpeg_says_so(tmp_path):
    data = bytearray(encoded(quadrants(), "JPEG"))
    data[data.index(b"\xff\xc0") + 4] = 12
    path = tmp_path / "deep.jpg"
    path.write_bytes(bytes(data))
    assert "rare kind of JPEG" in reason_for(path)


def test_jpeg_with_trailing_video_opens(tmp_path):
    """Motion photos append an MP4 to the JPEG."""
    data = encoded(quadrants(), "JPEG") + os.urandom(300_000)
    assert_quadrants(photo_of(tmp_path, data).decode().rgb_u8, tolerance=8)


def test_jpeg_with_garbage_in_exif_opens(tmp_path):
    data = encoded(quadrants(), "JPEG", exif=b"Exif\0\0II*\0" + os.urandom(400))
    assert_quadrants(photo_of(tmp_path, data).decode().rgb_u8, tolerance=8)


def test_metadata_reaches_the_photo(tmp_path):
    block = exif_block(
        {0x010F: text("Canon"), 0x0110: text("Canon EOS R5")},
        {0x9003: text("2024:05:01 06:30:15")},
    )
    for format_name in ("JPEG", "PNG", "WEBP"):
        metadata = photo_of(tmp_path, encoded(quadrants(), format_name, exif=block)).metadata
        assert metadata.camera == "Canon EOS R5", format_name
        assert metadata.taken == datetime(2024, 5, 1, 6, 30, 15), format_name


def test_tiff_metadata_is_read(tmp_path):
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "NIKON CORPORATION", "NIKON D850"
    metadata = photo_of(tmp_path, encoded(quadrants(), "TIFF", exif=exif)).metadata
    assert metadata.camera == "NIKON D850"


def test_original_is_left_alone(tmp_path):
    data = encoded(quadrants(), "TIFF", tiffinfo={274: 6})
    photo = photo_of(tmp_path, data)
    before = photo.path.stat().st_mtime_ns
    photo.decode()
    assert photo.path.read_bytes() == data and photo.path.stat().st_mtime_ns == before


SEEDS = {
    name: encoded(quadrants(), name, **({"exif": exif_block({0x0112: short(6)})} if tagged else {}))
    for name, tagged in (
        ("JPEG", True),
        ("PNG", True),
        ("WEBP", True),
        ("GIF", False),
        ("BMP", False),
        ("TIFF", False),
    )
}


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=6)), min_size=1, max_size=6),
)
def test_corrupted_photo_decodes_or_is_reported(tmp_path, name, changes):
    data = bytearray(SEEDS[name])
    for position, replacement in changes:
        data[position : position + len(replacement)] = replacement
    path = tmp_path / "photo.bin"
    path.write_bytes(data)
    try:
        photo = open_photo(path)
        decoded = photo.decode(0.3)
    except PhotoUnreadable as error:
        assert str(error).endswith(".")
    else:
        height, width = decoded.rgb_u8.shape[:2]
        assert decoded.scale_x == width / photo.width and decoded.scale_y == height / photo.height
        assert min(decoded.scale_x, decoded.scale_y) >= 0.3
