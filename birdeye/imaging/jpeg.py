"""JPEG, decoded at the smallest DCT scale that the task bears.

libjpeg-turbo does it twice over: simplejpeg writes what cameras write straight into an array, in
half of Pillow's time and memory for a whole photo; whatever it does not take (greyscale, CMYK,
damaged files) is Pillow's, which bears more.
"""

from __future__ import annotations

import math
import os
from io import BytesIO
from typing import BinaryIO

import numpy as np
import simplejpeg
from PIL import JpegImagePlugin

from birdeye.imaging.exif import read_exif
from birdeye.imaging.jpeg_header import (
    JpegHeader,
    check_scans,
    decoding_stream,
    read_jpeg_header,
)
from birdeye.imaging.limits import MAX_ENCODED_BYTES, WHOLE, check_size
from birdeye.imaging.picture import Header
from birdeye.imaging.regular_files import read_all
from birdeye.imaging.rendering import upright_array, upright_rgb
from birdeye.imaging.undecodable import Undecodable

DCT_DENOMINATORS = (8, 4, 2)
"""libjpeg decodes blocks of 8 x 8 straight to 1, 2 or 4 pixels a side."""

_FEED_BYTES = 1 << 20


class JpegPicture:
    """A JPEG file: of a multi-picture file the first, whatever else it carries left alone.

    Holds the encoded bytes after the first decode, so that a second and finer one (the crops of a
    bird found at 1/8) does not read the disk or card again.
    """

    def __init__(self, file: BinaryIO) -> None:
        header = read_jpeg_header(file)
        size = file.seek(0, os.SEEK_END)
        check_size(header.width, header.height, header.bytes_a_pixel, min(size, MAX_ENCODED_BYTES))
        exif = read_exif(header.exif)
        self.exif_block = header.exif
        self.header = Header("JPEG", header.width, header.height, exif.orientation, exif.metadata)
        self._data: bytes | None = None

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`."""
        if self._data is None:
            self._data = read_all(file)
        return decode_jpeg(self._data, self.header, min_scale)


def dct_denominator(width: int, height: int, min_scale: float) -> int:
    """The largest of 8, 4, 2, 1 that still gives ``min_scale`` times the full size."""
    for denominator in DCT_DENOMINATORS:
        if min_scale * denominator <= 1.0 and min(width, height) >= denominator:
            return denominator
    return 1


def decode_jpeg(data: bytes, expected: Header, min_scale: float) -> np.ndarray:
    """Upright sRGB ``rgb_u8`` of an encoded JPEG whose header was read and checked before."""
    header = read_jpeg_header(BytesIO(data))
    if (header.width, header.height) != (expected.width, expected.height):
        raise Undecodable("it changed while it was being read", "Open it again.")
    check_scans(data, header)
    denominator = dct_denominator(header.width, header.height, min_scale)
    rgb_u8 = _decode_in_colour(data, header, denominator)
    if rgb_u8 is not None:
        return upright_array(rgb_u8, header.profile, expected.orientation)
    if denominator == 1:
        bytes_a_pixel = max(header.bytes_a_pixel, WHOLE)
        check_size(header.width, header.height, bytes_a_pixel, 2 * len(data))
    image = JpegImagePlugin.JpegImageFile(decoding_stream(data, header))
    if denominator > 1:
        image.draft(None, (header.width // denominator, header.height // denominator))
    image.decodermaxblock = _FEED_BYTES
    image.load()
    return upright_rgb(image, header.profile, expected.orientation)


def _decode_in_colour(data: bytes, header: JpegHeader, denominator: int) -> np.ndarray | None:
    """Stored pixels as RGB in the colours of the file's profile; None where Pillow has to try."""
    if header.components != 3:
        return None
    width, height = (math.ceil(side / denominator) for side in (header.width, header.height))
    rgb_u8 = np.empty((height, width, 3), np.uint8)  # so that no more than this is ever written
    try:
        decoded = simplejpeg.decode_jpeg(data, min_height=height, min_width=width, buffer=rgb_u8)
    except ValueError:  # damaged, or of a rare kind
        return None
    return rgb_u8 if decoded.shape == rgb_u8.shape else None
