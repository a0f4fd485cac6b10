"""PNG, GIF, BMP, WebP, TIFF and AVIF: formats that are decoded at full size, by Pillow.

Plugins are called directly instead of ``Image.open``, so that no file can choose one of Pillow's
many other formats. Only the first frame of animations and multi-page files is used, and the others
are not even counted.
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from io import BytesIO
from itertools import chain
from typing import BinaryIO

import numpy as np
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    ImageFile,
    ImagePalette,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from birdeye.imaging.avif_boxes import read_avif_properties, repaired_avifs
from birdeye.imaging.embedded import embedded_in
from birdeye.imaging.exif import Exif, metadata_of, orientation_of, read_exif
from birdeye.imaging.formats import Family
from birdeye.imaging.hdr import hdr_from
from birdeye.imaging.limits import AVIF, MAX_ENCODED_BYTES, WEBP, WHOLE, WHOLE_SLOWLY, check_size
from birdeye.imaging.orientation import UPRIGHT
from birdeye.imaging.picture import Header
from birdeye.imaging.png_chunks import read_png_chunks
from birdeye.imaging.regular_files import read_all
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.salvage import load_rows
from birdeye.imaging.side_data import check_side_data
from birdeye.imaging.tiff_blocks import embedded_in_tiff
from birdeye.imaging.tiff_directory import TiffReader
from birdeye.imaging.undecodable import Undecodable, damaged, unsupported

_PLUGINS: dict[Family, type[ImageFile.ImageFile]] = {
    Family.AVIF: AvifImagePlugin.AvifImageFile,
    Family.BMP: BmpImagePlugin.BmpImageFile,
    Family.GIF: GifImagePlugin.GifImageFile,
    Family.PNG: PngImagePlugin.PngImageFile,
    Family.TIFF: TiffImagePlugin.TiffImageFile,
    Family.WEBP: WebPImagePlugin.WebPImageFile,
}


_BYTES_A_PIXEL = {Family.AVIF: AVIF, Family.WEBP: WEBP}
"""For formats that Pillow reads into memory and its libraries unpack beside the picture."""

_MAX_REPAIRED_BYTES = 32 * 1024**2
"""For an AVIF, of which several copies exist while it is repaired."""

_SLOW_MODES = frozenset({"I", "F"})

_IMAGE_WIDTH, _IMAGE_LENGTH, _TILE_WIDTH, _TILE_LENGTH = 256, 257, 322, 323
_COLOUR_MAP, _COMPRESSION = 320, 259
_USUAL_COMPRESSIONS = frozenset({*range(1, 9), 32773, 32946})


class PillowPicture:
    """A picture file of one of the families of `_PLUGINS`."""

    def __init__(self, family: Family, file: BinaryIO) -> None:
        self._family = family
        self.rows_share = 1.0
        self._hdr_code_points: bytes | None = None
        self._crop: tuple[int, int, int, int] | None = None
        _check_before_opening(family, file)
        image = _open(family, file)
        exif = self._read_beside_pixels(image, file)
        width, height = _stored_size(image, exif)
        _check_size(family, file, width, height)
        if image.mode in _SLOW_MODES:
            check_size(width, height, WHOLE_SLOWLY)
        self._whole_size = width, height
        if self._crop is not None:
            width, height = self._crop[2] - self._crop[0], self._crop[3] - self._crop[1]
        self.header = Header(family.value, width, height, exif.orientation, exif.metadata)

    def _read_beside_pixels(self, image: ImageFile.ImageFile, file: BinaryIO) -> Exif:
        """Metadata, HDR and the visible area, as far as Pillow does not report them."""
        if self._family is Family.TIFF:
            reader = TiffReader(file)
            main = reader.first()
            self.embedded = embedded_in_tiff(main)
            return Exif(orientation_of(main), metadata_of(reader))
        if self._family is Family.PNG:
            chunks = read_png_chunks(file)
            self.embedded, self._hdr_code_points = chunks.embedded, chunks.cicp
        else:
            self.embedded = embedded_in(image.info)
        if self._family is Family.AVIF:
            properties = read_avif_properties(file)
            self._hdr_code_points, self._crop = properties.cicp, properties.crop
        return read_exif(self.embedded.exif)

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`; always at full size."""
        _check_before_opening(self._family, file)
        try:
            image, self.rows_share = load_rows(lambda: self._opened_again(file))
        except Undecodable as error:
            if self._family is Family.TIFF and not _is_usual_tiff(file):
                raise unsupported("this kind of TIFF") from error
            raise
        turned_by_pillow = self._family is Family.TIFF
        orientation = UPRIGHT if turned_by_pillow else self.header.orientation
        if self._crop is not None:
            image = image.crop(self._crop)
        profile = image.info.get("icc_profile")
        return upright_rgb(image, profile, orientation, hdr_from(self._hdr_code_points, profile))

    def _opened_again(self, file: BinaryIO) -> ImageFile.ImageFile:
        image = _open(self._family, file)
        width, height = _stored_size(image, Exif(self.header.orientation))
        if (width, height) != self._whole_size:
            raise Undecodable("it changed while it was being read", "Open it again.")
        if self._family is Family.TIFF:
            _mend_palette(image)
        return image


def _is_usual_tiff(file: BinaryIO) -> bool:
    """Whether it is compressed in a way that every libtiff knows."""
    compression = TiffReader(file).first().integer(_COMPRESSION)
    return compression is None or compression in _USUAL_COMPRESSIONS


def _mend_palette(image: ImageFile.ImageFile) -> None:
    """Correct a palette that was written with 8 bits per colour instead of 16, which turns it
    black."""
    colours = getattr(image, "tag_v2", {}).get(_COLOUR_MAP)
    if image.mode == "P" and colours and len(colours) % 3 == 0 and 0 < max(colours) < 256:
        size = len(colours) // 3
        channels = (colours[start : start + size] for start in range(0, len(colours), size))
        image.palette = ImagePalette.raw(
            "RGB", bytes(chain.from_iterable(zip(*channels, strict=True)))
        )


def _open(family: Family, file: BinaryIO) -> ImageFile.ImageFile:
    file.seek(0)
    try:
        return _PLUGINS[family](file)
    except (OSError, SyntaxError, ValueError):
        if family is not Family.AVIF or file.seek(0, os.SEEK_END) > _MAX_REPAIRED_BYTES:
            raise
        return _open_repaired_avif(file)


def _open_repaired_avif(file: BinaryIO) -> ImageFile.ImageFile:
    for data in repaired_avifs(read_all(file)):
        with suppress(OSError, SyntaxError, ValueError):
            return AvifImagePlugin.AvifImageFile(BytesIO(data))
    raise damaged()


def _stored_size(image: ImageFile.ImageFile, exif: Exif) -> tuple[int, int]:
    """(width, height) as stored; Pillow gives that of a TIFF as it will be once upright."""
    width, height = image.size
    if isinstance(image, TiffImagePlugin.TiffImageFile) and exif.orientation in (5, 6, 7, 8):
        return height, width
    return width, height


def _check_before_opening(family: Family, file: BinaryIO) -> None:
    """Check sizes that Pillow would act on before it sees them."""
    if family is Family.WEBP:
        file.seek(0)
        size = webp_size(file.read(30))
        if size is not None:
            _check_size(family, file, *size)
            check_side_data(family, file, *size, WEBP)
    elif family is Family.PNG:
        file.seek(0)
        head = file.read(29)
        if len(head) == 29:
            width, height = struct.unpack_from(">II", head, 16)
            is_slow = head[24] == 16 or head[28]  # depth, interlacing
            bytes_a_pixel = WHOLE_SLOWLY if is_slow else WHOLE
            check_size(width, height, bytes_a_pixel)
            check_side_data(family, file, width, height, bytes_a_pixel)
    elif family is Family.TIFF:
        main = TiffReader(file).first()
        width, height = main.integer(_IMAGE_WIDTH), main.integer(_IMAGE_LENGTH)
        check_size(width or 0, height or 0)
        if _TILE_WIDTH in main or _TILE_LENGTH in main:
            # A tile is unpacked completely, however little of it is in the picture.
            check_size(main.integer(_TILE_WIDTH) or 0, main.integer(_TILE_LENGTH) or 0)
        check_side_data(family, file, width or 0, height or 0, WHOLE)
    elif family in (Family.GIF, Family.BMP):
        check_side_data(family, file, 0, 0, WHOLE)


def _check_size(family: Family, file: BinaryIO, width: int, height: int) -> None:
    held_bytes = 0
    if family in _BYTES_A_PIXEL:
        held_bytes = file.seek(0, os.SEEK_END)
        if held_bytes > MAX_ENCODED_BYTES:
            raise Undecodable(f"it is larger than {MAX_ENCODED_BYTES >> 20} MB, which no photo is")
    if family is Family.AVIF:
        held_bytes *= 3  # its metadata, which may be nearly all of it, is copied twice
    check_size(width, height, _BYTES_A_PIXEL.get(family, WHOLE), held_bytes)


def webp_size(head: bytes) -> tuple[int, int] | None:
    """(width, height) from the first 30 bytes of a WebP file (RFC 9649), None if not there."""
    if len(head) < 30:
        return None
    chunk = head[12:16]
    if chunk == b"VP8X":
        width = int.from_bytes(head[24:27], "little") + 1
        return width, int.from_bytes(head[27:30], "little") + 1
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
