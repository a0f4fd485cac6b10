"""TIFFs and BMPs of kinds that Pillow neither writes nor reads."""

from __future__ import annotations

import struct
import zlib

import numpy as np

from tests.helpers.tiny_dng import LONG, SHORT, pack_directory

RGB = 2


def tiff_of(
    samples, bits, sample_format, photometric=RGB, *, packed=None, predictor=1, deflate=False
):
    """A TIFF of one strip of ``samples`` (H, W, count), or of bytes that are ``packed`` already."""
    height, width, count = samples.shape
    content = packed if packed is not None else samples.tobytes()
    content = zlib.compress(content) if deflate else content
    directory_at = 8 + len(content) + len(content) % 2
    entries = [
        *((256, LONG, (width,)), (257, LONG, (height,)), (258, SHORT, (bits,) * count)),
        *((259, SHORT, (8 if deflate else 1,)), (262, SHORT, (photometric,))),
        *((273, LONG, (8,)), (277, SHORT, (count,)), (278, LONG, (height,))),
        *((279, LONG, (len(content),)), (284, SHORT, (1,)), (317, SHORT, (predictor,))),
        (339, SHORT, (sample_format,) * count),
    ]
    head = struct.pack("<2sHI", b"II", 42, directory_at)
    padding = bytes(len(content) % 2)
    return head + content + padding + pack_directory(entries, directory_at, 0)


def bmp_with_masks(pixels, bits, masks, *, upside_down=True):
    """A BMP of RGB pixels (H, W, 3) whose channels lie where ``masks`` say."""
    values = np.zeros(pixels.shape[:2], np.uint32)
    for channel, mask in enumerate(masks):
        shift = (mask & -mask).bit_length() - 1
        level = np.rint(pixels[..., channel] / 255 * (mask >> shift)).astype(np.uint32)
        values |= level << shift
    rows = values[::-1] if upside_down else values
    content = rows.astype(f"<u{bits // 8}").tobytes()
    height = len(pixels) if upside_down else -len(pixels)
    head = struct.pack(
        "<IiiHHIIiiII", 40, pixels.shape[1], height, 1, bits, 3, len(content), 0, 0, 0, 0
    )
    head += struct.pack("<III", *masks)
    file_head = struct.pack("<2sIHHI", b"BM", 14 + len(head) + len(content), 0, 0, 14 + len(head))
    return file_head + head + content
