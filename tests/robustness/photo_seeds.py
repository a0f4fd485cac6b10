"""One small sound photo of every format and kind of block that Birdeye reads, made on the spot."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

from tests.helpers.heic_grid import grid_of
from tests.helpers.marked_photos import imagemagick_profile, iptc_segment, png_with_cicp
from tests.helpers.sample_photos import (
    byte,
    encoded,
    exif_block,
    quadrants,
    rational,
    short,
    text,
)
from tests.helpers.tiny_dng import LONG, SHORT, make_dng, pack_directory
from tests.helpers.unusual_pictures import bmp_with_masks, tiff_of

_HEIC_FOLDER = Path(__file__).parents[1] / "imaging" / "data"
_HEIC_NAMES = ("plain", "turned", "alpha", "ten_bit", "rich")

_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
exif:DateTimeOriginal="2021-05-01T06:30+10:00" exif:GPSLatitude="38,1.518S"
exif:GPSLongitude="145,17.34E"><dc:creator><rdf:Seq><rdf:li>Ann</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Ann</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def _exif(orientation: int, thumbnail: bytes | None = None) -> bytes:
    """What cameras write: their name, the time, the lens, a place, and perhaps a small picture."""
    return exif_block(
        {0x010F: text("NIKON CORPORATION"), 0x0110: text("NIKON D850"), 0x0112: short(orientation)},
        {0x9003: text("2024:05:01 06:30:00"), 0x9011: text("+02:00"), 0xA434: text("600mm f/4")},
        {
            **{1: text("S"), 2: rational((33, 1), (51, 1), (305, 10))},
            **{3: text("E"), 4: rational((151, 1), (12, 1), (40, 1))},
            **{5: byte(0), 6: rational((5825, 100))},
        },
        thumbnail,
    )


def photo_seeds() -> dict[str, bytes]:
    """The bytes of each seed by its name, whose first word is the suffix of such files."""
    pixels = quadrants(120, 80)
    picture = Image.fromarray(pixels)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    heic = {f"heic-{name}": (_HEIC_FOLDER / f"{name}.heic").read_bytes() for name in _HEIC_NAMES}
    whole = _jpegs(picture, profile) | _others(picture, profile) | _raws(pixels) | heic
    return whole | _marked(picture) | _unusual(pixels, heic["heic-plain"])


def skeletons() -> dict[str, bytes]:
    """Files that begin as those of makers do, with nothing behind: refused, and worth damaging."""
    pixels = quadrants(120, 80) / 255.0
    olympus = make_dng(pixels, camera=("OLYMPUS", "E-M1"), is_dng=False)
    panasonic = make_dng(pixels, camera=("Panasonic", "DMC-G7"), is_dng=False)
    canon = make_dng(pixels, camera=("Canon", "Canon EOS 5D"), is_dng=False)
    blocks = _box(b"CNCV", b"CanonCR3_001") + _box(b"CMT1", _exif(6)) + _box(b"CMT4", _exif(1))
    uuid = _box(b"uuid", bytes.fromhex("85c0b687820f11e08111f4ce462b6a48") + blocks)
    return {
        "orf-skeleton": b"IIRO" + olympus[4:],
        "rw2-skeleton": b"IIU\0" + panasonic[4:],
        "cr2-skeleton": canon[:8] + b"CR\2\0" + canon[12:],
        "cr3-skeleton": _box(b"ftyp", b"crx \0\0\0\1crx isom")
        + _box(b"moov", _box(b"mvhd", bytes(100)) + uuid)
        + _box(b"mdat", bytes(500)),
        "raf-skeleton": b"FUJIFILMCCD-RAW 0201FF129502X-T3".ljust(84, b"\0")
        + struct.pack(">6I", 160, 900, 1100, 200, 1300, 500)
        + bytes(52)
        + encoded(quadrants(48, 32), "JPEG")
        + bytes(1000),
    }


def _jpegs(picture: Image.Image, profile: bytes) -> dict[str, bytes]:
    small = encoded(quadrants(48, 32), "JPEG")
    frames = {"save_all": True, "append_images": [picture.rotate(90)]}
    film = _box(b"ftyp", b"mp42\0\0\0\0mp42isom") + _box(b"moov", bytes(200))
    return {
        "jpg-exif-gps": encoded(picture, "JPEG", exif=_exif(6), quality=90),
        "jpg-thumbnail": encoded(picture, "JPEG", exif=_exif(6, small)),
        "jpg-profile": encoded(picture, "JPEG", icc_profile=profile),
        "jpg-long-profile": encoded(picture, "JPEG", icc_profile=profile.ljust(70_000, b"\0")),
        "jpg-progressive": encoded(picture, "JPEG", progressive=True),
        "jpg-cmyk": encoded(picture.convert("CMYK"), "JPEG"),
        "jpg-grey": encoded(picture.convert("L"), "JPEG"),
        "jpg-mpf": encoded(picture, "MPO", **frames),
        "jpg-mpf-exif": encoded(picture, "MPO", exif=b"Exif\0\0" + _exif(3, small), **frames),
        "jpg-film-behind": encoded(picture, "JPEG", exif=_exif(8)) + film,
    }


def _others(picture: Image.Image, profile: bytes) -> dict[str, bytes]:
    pixels = np.asarray(picture)
    deep = Image.fromarray((pixels[..., 0].astype(np.uint16) << 8).astype(np.uint16))
    clear = picture.convert("RGBA")
    frames = {"save_all": True, "append_images": [picture.rotate(90)]}
    tags = {"exif": _exif(6), "icc_profile": profile}
    palette = picture.quantize(16)
    return {
        "png": encoded(picture, "PNG", exif=_exif(8), icc_profile=profile),
        "png-palette": encoded(palette, "PNG", transparency=3),
        "png-16-bit": encoded(deep, "PNG"),
        "png-alpha": encoded(clear, "PNG"),
        "png-animated": encoded(picture, "PNG", **frames),
        "webp": encoded(picture, "WEBP", exif=_exif(3), icc_profile=profile),
        "webp-lossless": encoded(clear, "WEBP", lossless=True),
        "webp-animated": encoded(picture, "WEBP", **frames),
        "gif": encoded(palette, "GIF", **frames),
        "bmp": encoded(picture, "BMP"),
        "bmp-palette": encoded(palette, "BMP"),
        "tiff": encoded(picture, "TIFF", tiffinfo={274: 6}, icc_profile=profile),
        "tiff-exif-gps": encoded(picture, "TIFF", exif=_exif(6)),
        "tiff-lzw": encoded(picture, "TIFF", compression="tiff_lzw"),
        "tiff-deflate": encoded(picture, "TIFF", compression="tiff_adobe_deflate"),
        "tiff-jpeg": encoded(picture, "TIFF", compression="jpeg"),
        "tiff-fax": encoded(picture.convert("1"), "TIFF", compression="group4"),
        "tiff-float": encoded(picture.convert("F"), "TIFF"),
        "tiff-16-bit": encoded(deep, "TIFF"),
        "tiff-big": encoded(picture, "TIFF", big_tiff=True),
        "tiff-tiles": _tiled(pixels),
        "tif-pages": encoded(picture, "TIFF", **frames),
        "avif": encoded(picture, "AVIF", **tags),
        "avif-alpha": encoded(clear, "AVIF", subsampling="4:4:4"),
        "avif-animated": encoded(picture, "AVIF", **frames),
    }


def _marked(picture: Image.Image) -> dict[str, bytes]:
    """With dates, places and names of authors in XMP and IPTC, or in old programs' ways."""
    xmp = _XMP.encode()
    records = iptc_segment(((2, 55), b"20210501"), ((2, 60), b"063000+1000"), ((2, 80), b"Ann"))
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", _XMP, zip=True)
    texts.add_text("Raw profile type exif", imagemagick_profile(_exif(6)), zip=True)
    data = encoded(picture, "JPEG", quality=90)
    return {
        "jpg-xmp-iptc": encoded(picture, "JPEG", xmp=xmp, exif=_exif(1), extra=records),
        "jpg-cut": data[: len(data) * 2 // 3],
        "jpg-progressive-cut": encoded(picture, "JPEG", progressive=True)[:-200],
        "png-texts": encoded(picture, "PNG", pnginfo=texts),
        "png-hdr": png_with_cicp(np.asarray(picture), 9, 16, 0, 1),
        "webp-xmp": encoded(picture, "WEBP", xmp=xmp),
        "tiff-xmp": encoded(picture, "TIFF", tiffinfo={700: xmp, 315: "Ann"}),
    }


def _unusual(pixels: np.ndarray, heic: bytes) -> dict[str, bytes]:
    """What Pillow does not read, and the tiles of large HEICs."""
    deep = (pixels.astype(np.uint16) << 4)[:, :112]
    digits = (deep.reshape(len(deep), -1, 1) >> np.arange(11, -1, -1)) & 1
    packed = np.packbits(digits.reshape(len(deep), -1).astype(np.uint8), axis=1).tobytes()
    floats = (pixels / 255).astype(np.float32)
    return {
        "tiff-float-rgb": tiff_of(floats, 32, 3, deflate=True),
        "tiff-float-deep": tiff_of(floats.astype(np.float64), 64, 3),
        "tiff-12-bit": tiff_of(deep, 12, 1, packed=packed),
        "tiff-lab-deep": tiff_of(pixels.astype(np.int16) * 100, 16, 1, 8),
        "bmp-masks": bmp_with_masks(pixels, 32, (0x3FF00000, 0x000FFC00, 0x000003FF)),
        "heic-grid": grid_of(heic, 3, 2, (280, 120)),
    }


def _raws(pixels: np.ndarray) -> dict[str, bytes]:
    picture, light = Image.fromarray(pixels), pixels / 255.0
    plain = encoded(picture, "JPEG", quality=90)
    cameras = {
        "nef": ("NIKON CORPORATION", "NIKON D850", 34713),
        "arw": ("SONY", "ILCE-7M3", 32767),
        "pef": ("PENTAX", "PENTAX K-1", 1),
        "srw": ("SAMSUNG", "NX1", 1),
    }
    files = {
        name: make_dng(light, 6, camera=(make, model), compression=compression, is_dng=False)
        for name, (make, model, compression) in cameras.items()
    }
    return files | {
        "dng": make_dng(light, 6, None, None),
        "dng-preview": make_dng(light, 1, plain, picture.size),
    }


def _tiled(pixels: np.ndarray) -> bytes:
    """An uncompressed TIFF of tiles of 64 x 64 pixels, which Pillow reads and does not write."""
    height, width = pixels.shape[:2]
    padded = np.pad(pixels, ((0, -height % 64), (0, -width % 64), (0, 0)))
    tiles = [
        padded[y : y + 64, x : x + 64].tobytes()
        for y in range(0, height, 64)
        for x in range(0, width, 64)
    ]
    places = tuple(8 + sum(map(len, tiles[:number])) for number in range(len(tiles)))
    entries = [
        *((256, LONG, (width,)), (257, LONG, (height,)), (258, SHORT, (8, 8, 8))),
        *((259, SHORT, (1,)), (262, SHORT, (2,)), (277, SHORT, (3,)), (284, SHORT, (1,))),
        *((322, LONG, (64,)), (323, LONG, (64,)), (324, LONG, places)),
        (325, LONG, tuple(map(len, tiles))),
    ]
    content = b"".join(tiles)
    directory_at = 8 + len(content)
    head = struct.pack("<2sHI", b"II", 42, directory_at)
    return head + content + pack_directory(entries, directory_at, 0)


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content
