"""Camera RAW: the camera's own preview if it is large enough, else developed by LibRaw.

Nearly every camera embeds a JPEG of full size, which decodes twenty times as fast as developing the
sensor's data and looks the way the photographer saw it. Such a preview also defines the
coordinates: the size of a RAW photo here is that of the camera's full picture, not of the sensor
with its margins.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.cr3_metadata import read_cr3_metadata
from birdeye.imaging.embedded import Embedded
from birdeye.imaging.exif import metadata_of, read_exif
from birdeye.imaging.formats import RAW_SUFFIXES
from birdeye.imaging.isolation import run_isolated
from birdeye.imaging.jpeg import decode_jpeg
from birdeye.imaging.jpeg_header import read_jpeg_header
from birdeye.imaging.libraw_calls import NotDeveloped, develop_raw, read_raw
from birdeye.imaging.limits import check_size
from birdeye.imaging.orientation import UPRIGHT, same_aspect, upright_size
from birdeye.imaging.picture import Header
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.tiff_blocks import embedded_in_tiff
from birdeye.imaging.tiff_directory import NotTiff, TiffReader
from birdeye.imaging.undecodable import Undecodable

_ORIENTATION_OF_FLIP = {0: 1, 1: 2, 3: 3, 2: 4, 4: 5, 6: 6, 7: 7, 5: 8}
"""LibRaw's ``sizes.flip`` (4 swaps axes, 2 mirrors rows, 1 mirrors columns) as EXIF says it."""

_FULL_PREVIEW = 0.9
"""A preview of at least this share of the sensor's width counts as the full picture: cameras cut
a margin of up to some percent off the sensor."""

_LEAST_PREVIEW = 640
"""Pixels of the longer side that a preview needs to show birds that can be named."""


class RawPicture:
    """A RAW file of any make that LibRaw knows."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self.rows_share = 1.0
        sensor = run_isolated(read_raw, path)
        check_size(sensor.raw_width, sensor.raw_height)
        orientation = _ORIENTATION_OF_FLIP.get(sensor.flip, UPRIGHT)
        width, height = sensor.width, sensor.height
        self._preview = sensor.preview
        self._preview_header: Header | None = None
        metadata, self.embedded = _read_metadata(file, self._preview)
        if self._preview is not None:
            self._preview_header = _preview_header(self._preview, width, height, orientation)
        if self._preview_header is not None:
            preview = self._preview_header
            if max(preview.width, preview.height) >= _FULL_PREVIEW * max(width, height):
                orientation = preview.orientation
                width, height = preview.width, preview.height
        name = path.suffix[1:].upper()
        format_name = f"RAW ({name})" if path.suffix.lower() in RAW_SUFFIXES else "RAW"
        upright_width, _ = upright_size(width, height, orientation)
        self.header = Header(
            format_name, width, height, orientation, metadata, self._preview_scale(upright_width)
        )

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`.

        If LibRaw cannot develop the sensor's data, a preview that is smaller than wanted has to do.
        """
        full_width, _ = self.header.upright_size
        if self._preview is not None and self._preview_header is not None:
            preview_scale = self._preview_scale(full_width)
            if preview_scale >= min_scale:
                try:
                    scale = min_scale / preview_scale
                    return decode_jpeg(self._preview, self._preview_header, scale)
                except (Undecodable, OSError, ValueError, SyntaxError):
                    self._preview = None  # a broken preview; the sensor's data may be intact
        try:
            return self._develop(min_scale)
        except NotDeveloped:
            if self._preview is None or self._preview_header is None:
                raise
            if max(self._preview_header.width, self._preview_header.height) < _LEAST_PREVIEW:
                raise
            return decode_jpeg(self._preview, self._preview_header, 1.0)

    def _preview_scale(self, upright_width: int) -> float:
        """Pixels of the preview per pixel of the upright photo; 0 without a preview."""
        if self._preview is None or self._preview_header is None:
            return 0.0
        return min(1.0, self._preview_header.upright_size[0] / upright_width)

    def _develop(self, min_scale: float) -> np.ndarray:
        least_wh = (min_scale * self.header.width, min_scale * self.header.height)
        developed = run_isolated(develop_raw, self._path, least_wh)
        return upright_rgb(Image.fromarray(developed), None, self.header.orientation)


def _preview_header(
    preview: bytes, sensor_width: int, sensor_height: int, orientation: int
) -> Header | None:
    """How to decode the preview, or None for one that is broken or shows another section.

    Cameras store previews in the sensor's orientation; one whose sides are already swapped was
    rotated by the program that wrote it.
    """
    try:
        jpeg = read_jpeg_header(BytesIO(preview))
        check_size(jpeg.width, jpeg.height, jpeg.bytes_a_pixel, 2 * len(preview))
    except Undecodable:
        return None
    if same_aspect(jpeg.width, jpeg.height, sensor_width, sensor_height):
        return Header("JPEG", jpeg.width, jpeg.height, orientation)
    turned = upright_size(sensor_width, sensor_height, orientation)
    if same_aspect(jpeg.width, jpeg.height, *turned):
        return Header("JPEG", jpeg.width, jpeg.height, UPRIGHT)
    return None


def _read_metadata(file: BinaryIO, preview: bytes | None) -> tuple[PhotoMetadata, Embedded]:
    """From the file's own directories, else from the EXIF block of its preview (Fujifilm)."""
    try:
        reader = TiffReader(file)
        metadata, embedded = metadata_of(reader), embedded_in_tiff(reader.first())
    except NotTiff:
        metadata, embedded = read_cr3_metadata(file), Embedded()
    if metadata == PhotoMetadata() and preview is not None:
        try:
            header = read_jpeg_header(BytesIO(preview))
        except Undecodable:
            return metadata, embedded
        embedded = Embedded(header.exif, header.xmp, header.iptc)
        return read_exif(header.exif).metadata, embedded
    return metadata, embedded
