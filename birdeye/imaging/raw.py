"""Camera RAW: the camera's own preview where it is large enough, else LibRaw's development.

Nearly every camera embeds a JPEG of full size, which decodes twenty times as fast as the sensor's
data develops and looks as the photographer saw it. Such a preview also sets the frame: the size of
a RAW photo here is that of the camera's full picture, not of the sensor with its margins.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
import rawpy
from PIL import Image

from birdeye.domain.photos import PhotoMetadata
from birdeye.imaging.exif import metadata_of, read_exif
from birdeye.imaging.formats import RAW_SUFFIXES
from birdeye.imaging.jpeg import decode_jpeg
from birdeye.imaging.jpeg_header import read_jpeg_header
from birdeye.imaging.limits import MAX_PIXELS, MAX_PIXELS_WHOLE, check_size
from birdeye.imaging.orientation import UPRIGHT, upright_size
from birdeye.imaging.picture import Header
from birdeye.imaging.rendering import upright_rgb
from birdeye.imaging.tiff_directory import NotTiff, TiffReader
from birdeye.imaging.undecodable import Undecodable

_ORIENTATION_OF_FLIP = {0: 1, 1: 2, 3: 3, 2: 4, 4: 5, 6: 6, 7: 7, 5: 8}
"""LibRaw's ``sizes.flip`` (4 swaps axes, 2 mirrors rows, 1 mirrors columns) as EXIF says it."""

_SRGB_GAMMA = (2.4, 12.92)
"""Power and toe slope of the sRGB curve (IEC 61966-2-1); LibRaw's default is that of BT.709."""

_FULL_PREVIEW = 0.9
"""A preview of at least this share of the sensor's width counts as the full picture: cameras cut
a margin of up to some percent off the sensor."""

_ASPECT_TOLERANCE = 0.02


class UnknownCamera(Undecodable):
    """LibRaw does not know the file."""

    def __init__(self) -> None:
        super().__init__(
            "it is damaged, or from a camera that Birdeye's RAW decoder does not know",
            "Save it as DNG or JPEG with the camera maker's program and open that.",
        )


class RawPicture:
    """A RAW file of any make that LibRaw knows."""

    exif_block: bytes | None = None

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        with _open(path, file) as raw:
            sizes = raw.sizes
            check_size(sizes.raw_width, sizes.raw_height, MAX_PIXELS_WHOLE)
            orientation = _ORIENTATION_OF_FLIP.get(sizes.flip, UPRIGHT)
            width, height = sizes.width, sizes.height
            self._preview = _jpeg_preview(raw)
        self._preview_header: Header | None = None
        metadata = _read_metadata(file, self._preview)
        if self._preview is not None:
            self._preview_header = _preview_header(self._preview, width, height, orientation)
        if self._preview_header is not None:
            preview = self._preview_header
            if max(preview.width, preview.height) >= _FULL_PREVIEW * max(width, height):
                orientation = preview.orientation
                width, height = preview.width, preview.height
        name = path.suffix[1:].upper()
        format_name = f"RAW ({name})" if path.suffix.lower() in RAW_SUFFIXES else "RAW"
        self.header = Header(format_name, width, height, orientation, metadata)

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`."""
        full_width, _ = self.header.upright_size
        if self._preview is not None and self._preview_header is not None:
            preview_width, _ = self._preview_header.upright_size
            preview_scale = preview_width / full_width
            if preview_scale >= min_scale:
                try:
                    scale = min_scale / preview_scale
                    return decode_jpeg(self._preview, self._preview_header, scale)
                except (Undecodable, OSError, ValueError, SyntaxError):
                    self._preview = None  # a broken preview; the sensor's data may be whole
        return self._develop(file, min_scale)

    def _develop(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        with _open(self._path, file) as raw:
            half_is_enough = (
                raw.sizes.width // 2 >= min_scale * self.header.width
                and raw.sizes.height // 2 >= min_scale * self.header.height
            )
            developed = raw.postprocess(
                half_size=half_is_enough,
                use_camera_wb=True,
                gamma=_SRGB_GAMMA,
                user_flip=0,
                output_bps=8,
            )
        image = Image.fromarray(developed)
        return upright_rgb(image, None, self.header.orientation)


def _open(path: Path, file: BinaryIO) -> rawpy.RawPy:
    """By path where LibRaw can open it, so that a preview of 2 MB costs no read of 60."""
    try:
        str(path).encode("utf-8")
        source: str | BinaryIO = str(path)
    except UnicodeEncodeError:
        file.seek(0)
        source = file
    try:
        return rawpy.imread(source)
    except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawIOError) as error:
        raise UnknownCamera from error


def _jpeg_preview(raw: rawpy.RawPy) -> bytes | None:
    try:
        preview = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    return preview.data if preview.format == rawpy.ThumbFormat.JPEG else None


def _preview_header(
    preview: bytes, sensor_width: int, sensor_height: int, orientation: int
) -> Header | None:
    """How to decode the preview, or None for one that is broken or shows another section.

    Cameras store previews as the sensor lies; one whose sides are already swapped was turned by
    the program that wrote it.
    """
    try:
        jpeg = read_jpeg_header(BytesIO(preview))
        check_size(jpeg.width, jpeg.height, MAX_PIXELS)
    except Undecodable:
        return None
    if _same_aspect(jpeg.width, jpeg.height, sensor_width, sensor_height):
        return Header("JPEG", jpeg.width, jpeg.height, orientation)
    turned = upright_size(sensor_width, sensor_height, orientation)
    if _same_aspect(jpeg.width, jpeg.height, *turned):
        return Header("JPEG", jpeg.width, jpeg.height, UPRIGHT)
    return None


def _same_aspect(width: int, height: int, other_width: int, other_height: int) -> bool:
    ratio = (width * other_height) / max(1, height * other_width)
    return abs(ratio - 1.0) <= _ASPECT_TOLERANCE


def _read_metadata(file: BinaryIO, preview: bytes | None) -> PhotoMetadata:
    """From the file's own directories, else from the EXIF block of its preview."""
    try:
        reader = TiffReader(file)
        metadata = metadata_of(reader, reader.first())
    except NotTiff:
        metadata = PhotoMetadata()
    if metadata == PhotoMetadata() and preview is not None:
        try:
            return read_exif(read_jpeg_header(BytesIO(preview)).exif).metadata
        except Undecodable:
            pass
    return metadata
