"""How large a photo may be, decided from its header before anything is allocated.

A file of a few kilobytes can claim billions of pixels. The bounds are those of real cameras with
room to spare, and of the memory that a decode takes:

- `MAX_PIXELS` for JPEG, which is decoded at 1/2, 1/4 or 1/8 where that is enough. 300 megapixels
  cover stitched panoramas; decoded whole they take 1.2 GB in Pillow and 0.9 GB as an array.
- `MAX_PIXELS_WHOLE` for formats that only come whole, even for a thumbnail. 210 megapixels cover
  the 200-megapixel sensors of phones and the 151 of the largest digital back: 0.8 GB and 0.6 GB.
- `MAX_FILE_BYTES` for any file: larger than both of these need uncompressed.
- `MAX_SIDE`: no format that cameras write goes further (JPEG ends at 65,535).
"""

from __future__ import annotations

from PIL import Image, PngImagePlugin

from birdeye.imaging.undecodable import COPY_AGAIN, Undecodable

MAX_PIXELS = 300_000_000
MAX_PIXELS_WHOLE = 210_000_000
MAX_FILE_BYTES = 2 * 1024**3
MAX_SIDE = 65_535

# Pillow's own limit warns at 89 megapixels and fails at 179, in the middle of a decode. Ours is
# checked from the header instead. Set once, on import, by the only package that uses Pillow.
Image.MAX_IMAGE_PIXELS = None

# What one compressed chunk of a PNG (text, profile) may unpack to; a photo with a larger one is
# refused. Pillow's 1 MB is less than the XMP that some editors write.
PngImagePlugin.MAX_TEXT_CHUNK = 8 * 1024**2


def check_size(width: int, height: int, max_pixels: int) -> None:
    """Raise `Undecodable` for a picture without area or with more than ``max_pixels``."""
    if width <= 0 or height <= 0:
        raise Undecodable("its header gives no size", COPY_AGAIN)
    if width * height > max_pixels or max(width, height) > MAX_SIDE:
        raise Undecodable(
            f"it claims {width:,} × {height:,} pixels, and more than "
            f"{max_pixels // 1_000_000} megapixels of this format are refused for safety",
            "If it is a genuine photo, save a smaller copy and open that.",
        )
