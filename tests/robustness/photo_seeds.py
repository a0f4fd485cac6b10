"""One small sound photo of every format and kind of block that Birdeye reads, made on the spot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

from tests.helpers.sample_photos import (
    byte,
    encoded,
    exif_block,
    quadrants,
    rational,
    short,
    text,
)
from tests.helpers.tiny_dng import make_dng

_HEIC_FOLDER = Path(__file__).parents[1] / "imaging" / "data"


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
    """The bytes of each seed by its name."""
    pixels = quadrants(120, 80)
    picture = Image.fromarray(pixels)
    grey = picture.convert("L")
    deep = Image.fromarray((pixels[..., 0].astype(np.uint16) << 8).astype(np.uint16))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    frames = {"save_all": True, "append_images": [picture.rotate(90)]}
    small = encoded(quadrants(48, 32), "JPEG")
    plain = encoded(picture, "JPEG", quality=90)
    seeds = {
        "jpeg-exif-gps": encoded(picture, "JPEG", exif=_exif(6), quality=90),
        "jpeg-thumbnail": encoded(picture, "JPEG", exif=_exif(6, small)),
        "jpeg-profile": encoded(picture, "JPEG", icc_profile=profile),
        "jpeg-progressive": encoded(picture, "JPEG", progressive=True),
        "jpeg-cmyk": encoded(picture.convert("CMYK"), "JPEG"),
        "jpeg-grey": encoded(grey, "JPEG"),
        "jpeg-mpf": encoded(picture, "MPO", **frames),
        "png": encoded(picture, "PNG", exif=_exif(8), icc_profile=profile),
        "png-palette": encoded(picture.quantize(16), "PNG"),
        "png-16-bit": encoded(deep, "PNG"),
        "png-alpha": encoded(picture.convert("RGBA"), "PNG"),
        "webp": encoded(picture, "WEBP", exif=_exif(3), icc_profile=profile),
        "webp-lossless": encoded(picture.convert("RGBA"), "WEBP", lossless=True),
        "webp-animated": encoded(picture, "WEBP", **frames),
        "gif": encoded(picture.quantize(32), "GIF", **frames),
        "bmp": encoded(picture, "BMP"),
        "bmp-palette": encoded(picture.quantize(16), "BMP"),
        "tiff": encoded(picture, "TIFF", tiffinfo={274: 6}),
        "tiff-lzw": encoded(picture, "TIFF", compression="tiff_lzw"),
        "tiff-deflate": encoded(picture, "TIFF", compression="tiff_adobe_deflate"),
        "tiff-jpeg": encoded(picture, "TIFF", compression="jpeg"),
        "tiff-fax": encoded(picture.convert("1"), "TIFF", compression="group4"),
        "avif": encoded(picture, "AVIF", exif=_exif(6)),
        "dng": make_dng(pixels / 255.0, 6, None, None),
        "dng-preview": make_dng(pixels / 255.0, 1, plain, picture.size),
    }
    for name in ("plain", "turned", "alpha", "ten_bit"):
        seeds[f"heic-{name}"] = (_HEIC_FOLDER / f"{name}.heic").read_bytes()
    return seeds
