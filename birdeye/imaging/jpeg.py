"""JPEG, decoded at the smallest DCT scale that the task allows.

There are two ways to libjpeg-turbo: simplejpeg decodes what cameras write straight into an array,
in half of Pillow's time and memory for a full photo; Pillow takes the rest (greyscale, CMYK). A
damaged JPEG gives the part that can be read.
"""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

import numpy as np
import simplejpeg
from PIL import JpegImagePlugin

from birdeye.imaging.embedded import Embedded
from birdeye.imaging.exif import read_exif
from birdeye.imaging.jpeg_header import (
    JpegHeader,
    check_scans,
    decoding_stream,
    has_all_scans,
    read_jpeg_header,
)
from birdeye.imaging.limits import MAX_ENCODED_BYTES, WHOLE, check_size
from birdeye.imaging.picture import Header
from birdeye.imaging.regular_files import read_all
from birdeye.imaging.rendering import upright_array, upright_rgb
from birdeye.imaging.salvage import load_damaged, load_rows
from birdeye.imaging.undecodable import Undecodable, damaged

DCT_DENOMINATORS = (8, 4, 2)
"""libjpeg decodes blocks of 8 x 8 straight to 1, 2 or 4 pixels a side."""

_END_OF_IMAGE = b"\xff\xd9"
_FEED_BYTES = 1 << 20

_SIGNS_OF_DAMAGE = ("Premature end of JPEG", "Corrupt JPEG data")
"""How libjpeg's warnings begin when it continues despite missing data (jerror.h)."""


class JpegPicture:
    """A JPEG file; in a multi-picture file, the first picture.

    Keeps the encoded bytes after the first decode, so that a second, finer one (the crops of a bird
    found at 1/8) does not read the disk or card again.
    """

    def __init__(self, file: BinaryIO) -> None:
        header = read_jpeg_header(file)
        size = file.seek(0, os.SEEK_END)
        check_size(header.width, header.height, header.bytes_a_pixel, min(size, MAX_ENCODED_BYTES))
        exif = read_exif(header.exif)
        self.embedded = Embedded(header.exif, header.xmp, header.iptc)
        self.header = Header("JPEG", header.width, header.height, exif.orientation, exif.metadata)
        self.rows_share = 1.0
        self._data: bytes | None = None
        self.shares_decoded = False
        self._shared: tuple[int, np.ndarray] | None = None
        self._turn = threading.Lock()

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`."""
        if not self.shares_decoded:
            return self._decode(file, min_scale)
        denominator = dct_denominator(self.header.width, self.header.height, min_scale)
        with self._turn:
            if self._shared is not None and self._shared[0] == denominator:
                return self._shared[1]
            rgb_u8 = self._decode(file, min_scale)
            if denominator > 1:  # whole photos are too large to keep
                rgb_u8.flags.writeable = False
                self._shared = denominator, rgb_u8
            return rgb_u8

    def _decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        if self._data is None:
            self._data = read_all(file)
        try:
            return decode_jpeg(self._data, self.header, min_scale)
        except _Damaged:
            rgb_u8, rows_share = _decode_damaged(self._data, self.header, min_scale)
            self.rows_share = min(self.rows_share, rows_share)
            return rgb_u8


def dct_denominator(width: int, height: int, min_scale: float) -> int:
    """The largest of 8, 4, 2, 1 that still gives ``min_scale`` times the full size."""
    for denominator in DCT_DENOMINATORS:
        if min_scale * denominator <= 1.0 and min(width, height) >= denominator:
            return denominator
    return 1


class _Damaged(Undecodable):
    """Parts of the picture's data are missing or broken."""


def decode_jpeg(data: bytes, expected: Header, min_scale: float) -> np.ndarray:
    """Upright sRGB ``rgb_u8`` of an encoded JPEG whose header was read and checked before.

    Raises `Undecodable` unless it is complete.
    """
    header, denominator = _check(data, expected, min_scale)
    rgb_u8 = _decode_in_colour(data, header, denominator)
    if rgb_u8 is not None:
        return upright_array(rgb_u8, header.profile, expected.orientation)
    open_image = _opener(data, header, denominator)
    if not _is_sound(data, header):  # Pillow would not say so
        raise _damaged()
    try:
        image, rows_share = load_rows(open_image)
    except Undecodable as error:
        raise _damaged() from error
    if rows_share < 1.0:
        raise _damaged()
    return upright_rgb(image, header.profile, expected.orientation)


def _decode_damaged(data: bytes, expected: Header, min_scale: float) -> tuple[np.ndarray, float]:
    """The readable part of a damaged JPEG, and its share of the rows.

    The share is 0 if it is unknown: in a picture of several scans all rows may be there, but
    coarse, and after broken bytes in the middle all may be wrong, or none.
    """
    header, denominator = _check(data, expected, min_scale)
    check_size(header.width, header.height, max(header.bytes_a_pixel, WHOLE), 3 * len(data))
    whole = data.rstrip(b"\0")  # what a broken copy is often filled with
    if whole.find(_END_OF_IMAGE, header.scan_start) < 0:
        ended = whole + _END_OF_IMAGE
        if _is_sound(ended, header) and (header.in_one_scan or has_all_scans(data, header)):
            return decode_jpeg(ended, expected, min_scale), 1.0
        if header.in_one_scan:
            image, rows_share = load_damaged(_opener(whole, header, denominator))
            return upright_rgb(image, header.profile, expected.orientation), rows_share
    if header.components != 3:
        image, _ = load_damaged(_opener(data, header, denominator))
        return upright_rgb(image, header.profile, expected.orientation), 0.0
    rgb_u8 = _decode_in_colour(data, header, denominator, strict=False)
    if rgb_u8 is None:
        raise damaged()
    return upright_array(rgb_u8, header.profile, expected.orientation), 0.0


def _is_sound(data: bytes, header: JpegHeader) -> bool:
    """Whether the decoder finds nothing missing or broken."""
    colours = {1: "GRAY", 3: "RGB", 4: "CMYK"}[header.components]
    try:
        simplejpeg.decode_jpeg(data, colours, min_height=1, min_width=1)
    except ValueError as error:
        return not str(error).startswith(_SIGNS_OF_DAMAGE)
    return True


def _check(data: bytes, expected: Header, min_scale: float) -> tuple[JpegHeader, int]:
    """The header, read again, and by what to divide the picture's sides."""
    header = read_jpeg_header(BytesIO(data))
    if (header.width, header.height) != (expected.width, expected.height):
        raise Undecodable("it changed while it was being read", "Open it again.")
    check_scans(data, header)
    return header, dct_denominator(header.width, header.height, min_scale)


def _opener(
    data: bytes, header: JpegHeader, denominator: int
) -> Callable[[], JpegImagePlugin.JpegImageFile]:
    """Opens the JPEG with Pillow, at a fraction of its size."""
    if denominator == 1:
        bytes_a_pixel = max(header.bytes_a_pixel, WHOLE)
        check_size(header.width, header.height, bytes_a_pixel, 2 * len(data))

    def open_image() -> JpegImagePlugin.JpegImageFile:
        image = JpegImagePlugin.JpegImageFile(decoding_stream(data, header))
        if denominator > 1:
            image.draft(None, (header.width // denominator, header.height // denominator))
        image.decodermaxblock = _FEED_BYTES
        return image

    return open_image


def _damaged() -> _Damaged:
    plain = damaged()
    return _Damaged(plain.reason, plain.next_step)


def _decode_in_colour(
    data: bytes, header: JpegHeader, denominator: int, *, strict: bool = True
) -> np.ndarray | None:
    """Stored pixels as RGB in the colours of the file's profile; None if Pillow has to try.

    Raises `_Damaged` if ``strict``; otherwise missing parts are left to the decoder.
    """
    if header.components != 3:
        return None
    width, height = (math.ceil(side / denominator) for side in (header.width, header.height))
    rgb_u8 = np.empty((height, width, 3), np.uint8)  # so that no more than this is ever written
    try:
        decoded = simplejpeg.decode_jpeg(
            data, min_height=height, min_width=width, buffer=rgb_u8, strict=strict
        )
    except ValueError as error:
        if str(error).startswith(_SIGNS_OF_DAMAGE):
            raise _damaged() from error
        return None  # of a rare kind
    return rgb_u8 if decoded.shape == rgb_u8.shape else None
