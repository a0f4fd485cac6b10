"""The calls into LibRaw, made in a worker process (`birdeye.imaging.isolation`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rawpy

from birdeye.imaging.limits import RAW, RAW_OF_ALL_COLOURS, check_size
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.undecodable import COPY_AGAIN, Undecodable

_SRGB_GAMMA = (2.4, 12.92)
"""Power and toe slope of the sRGB curve (IEC 61966-2-1); LibRaw's default is that of BT.709."""


_SAVE_AS_JPEG = "Save it as DNG or JPEG with the camera maker's program and open that."


class UnknownCamera(Undecodable):
    """LibRaw does not know the file."""


class NotDeveloped(Undecodable):
    """LibRaw knows the file, but cannot make a picture from the sensor's data."""


@dataclass(frozen=True, slots=True)
class Sensor:
    """Sizes in pixels as the sensor is, ``flip`` in LibRaw's code, ``preview`` an encoded JPEG.

    ``raw_width`` and ``raw_height`` include the margins, ``width`` and ``height`` do not.
    """

    raw_width: int
    raw_height: int
    width: int
    height: int
    flip: int
    preview: bytes | None


def read_raw(path: Path) -> Sensor:
    """What LibRaw knows about a file without unpacking its sensor data; raises `UnknownCamera`."""
    with _open(path) as raw:
        sizes = raw.sizes
        return Sensor(
            sizes.raw_width,
            sizes.raw_height,
            sizes.width,
            sizes.height,
            sizes.flip,
            _jpeg_preview(raw),
        )


def develop_raw(path: Path, least_wh: tuple[float, float]) -> np.ndarray:
    """(H, W, 3) uint8 sRGB as the sensor is, at half size if that is at least ``least_wh``.

    Raises `Undecodable` if that would take too much memory.
    """
    with _open(path) as raw:
        try:
            rgb_u8 = _developed(raw, least_wh)
        except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawNotImplementedError) as error:
            raise NotDeveloped(
                "its RAW data is of a kind (such as GoPro's, or Nikon's high efficiency) that "
                "Birdeye's decoder does not support",
                _SAVE_AS_JPEG,
            ) from error
    if not rgb_u8.any():
        raise NotDeveloped("its RAW data is entirely black", COPY_AGAIN)
    return rgb_u8


def _developed(raw: rawpy.RawPy, least_wh: tuple[float, float]) -> np.ndarray:
    sizes = raw.sizes
    half_size = sizes.width // 2 >= least_wh[0] and sizes.height // 2 >= least_wh[1]
    if not half_size:
        all_colours = raw.raw_type is rawpy.RawType.Stack
        check_size(sizes.raw_width, sizes.raw_height, RAW_OF_ALL_COLOURS if all_colours else RAW)
    return raw.postprocess(
        half_size=half_size,
        demosaic_algorithm=rawpy.DemosaicAlgorithm.PPG,  # a third of the time of AHD
        use_camera_wb=True,
        gamma=_SRGB_GAMMA,
        user_flip=0,
        output_bps=8,
    )


def _open(path: Path) -> rawpy.RawPy:
    """By path if LibRaw can open it, so that a preview of 2 MB does not cost reading 60."""
    try:
        try:
            str(path).encode("utf-8")
        except UnicodeEncodeError:
            with open_regular(path) as file:
                return rawpy.imread(file)
        return rawpy.imread(str(path))
    except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawIOError) as error:
        raise UnknownCamera(
            "it is damaged, or from a camera that Birdeye's RAW decoder does not know",
            _SAVE_AS_JPEG,
        ) from error


def _jpeg_preview(raw: rawpy.RawPy) -> bytes | None:
    try:
        preview = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    is_jpeg = preview.format == rawpy.ThumbFormat.JPEG
    return preview.data if is_jpeg and isinstance(preview.data, bytes) else None
