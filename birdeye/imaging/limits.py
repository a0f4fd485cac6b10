"""How large a photo may be, decided from its header before anything is allocated.

A file of a few bytes can claim billions of pixels. The memory for a decode is limited, so that no
photo takes the program past 1.5 GB, and the peak memory per pixel was measured on the largest
pictures of each format (`python -m tests.robustness.large_photos`):

- `WHOLE`: four bytes in Pillow and three in the returned array. 200 megapixels, which covers the
  sensors of phones and the largest digital back.
- `WHOLE_SLOWLY`: half as many, because a pixel takes twice the time (PNG of 16 bits or interlaced,
  TIFF of 32 bits).
- JPEG with several scans keeps all coefficients, two bytes per component, until the last one.
- `WEBP` keeps two canvases of an animation beside three copies of its pixels.
- `AVIF`, `HEIF`: up to four planes of two bytes beside the pixels, with those of the worker.
- `RAW`: only where the sensor's data are developed, in a worker; a preview is a JPEG.
- `MAX_FILE_BYTES` for any file: larger than any of these uncompressed. `MAX_ENCODED_BYTES` for one
  that is read into memory before decoding.
- `MAX_SIDE`: no format that cameras write allows more (JPEG ends at 65,535).
"""

from __future__ import annotations

from PIL import Image, PngImagePlugin

from birdeye.imaging.undecodable import COPY_AGAIN, Undecodable

MAX_DECODING_BYTES = 1_400_000_000
WHOLE, WHOLE_SLOWLY, WEBP, AVIF, HEIF, RAW, RAW_OF_ALL_COLOURS = 7, 14, 16, 20, 14, 14, 20
"""Bytes that a pixel takes."""

MAX_FILE_BYTES = 2 * 1024**3
MAX_ENCODED_BYTES = 256 * 1024**2
MAX_SIDE = 65_535

# Pillow's own limit warns at 89 megapixels and fails at 179, in the middle of a decode. Ours is
# checked from the header instead. Set once, on import, by the only package that uses Pillow.
Image.MAX_IMAGE_PIXELS = None

# What one compressed chunk of a PNG (text, profile) may unpack to; a photo with a larger one is
# refused. Pillow's 1 MB is less than the XMP that some editors write.
PngImagePlugin.MAX_TEXT_CHUNK = 8 * 1024**2


def check_size(width: int, height: int, bytes_a_pixel: int = WHOLE, held_bytes: int = 0) -> None:
    """Raise `Undecodable` for a picture without area or with more pixels than memory allows.

    ``held_bytes`` are those of the encoded file that stay in memory meanwhile.
    """
    if width <= 0 or height <= 0:
        raise Undecodable("its header gives no size", COPY_AGAIN)
    most = (MAX_DECODING_BYTES - held_bytes) // bytes_a_pixel
    if width * height > most or max(width, height) > MAX_SIDE:
        raise Undecodable(
            f"it claims {width:,} × {height:,} pixels, and more than "
            f"{most // 1_000_000} megapixels of this format are refused for safety",
            "If it is a genuine photo, save a smaller copy and open that.",
        )
