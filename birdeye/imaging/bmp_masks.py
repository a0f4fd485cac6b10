"""BMPs whose pixels of 16 or 32 bits are laid out by masks that Pillow does not know.

Microsoft's BITMAPINFOHEADER with BI_BITFIELDS, and its later versions.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

import numpy as np

from birdeye.imaging.embedded import Embedded
from birdeye.imaging.limits import WHOLE_SLOWLY, check_size
from birdeye.imaging.picture import Header
from birdeye.imaging.undecodable import damaged, unsupported

_BIT_FIELDS, _ALPHA_BIT_FIELDS = 3, 6
_ROWS_TOGETHER = 64


class MaskedBmpPicture:
    """An uncompressed BMP of 16 or 32 bits a pixel; raises `Undecodable` for any other."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        head = file.read(14 + 4 + 48)
        if len(head) < 54:
            raise damaged()
        self._offset, header_size = struct.unpack_from("<II", head, 10)
        width, height, _, bits, compression = struct.unpack_from("<iiHHI", head, 18)
        if header_size < 40 or compression not in (_BIT_FIELDS, _ALPHA_BIT_FIELDS):
            raise unsupported("this kind of BMP")
        self._masks = struct.unpack_from("<III", head, 54)
        if bits not in (16, 32) or not all(map(_is_run, self._masks)):
            raise unsupported("this kind of BMP")
        check_size(width, abs(height), WHOLE_SLOWLY)
        self._bytes_a_pixel, self._is_upside_down = bits // 8, height > 0
        self.rows_share = 1.0
        self.embedded = Embedded()
        self.header = Header("BMP", width, abs(height))

    def decode(self, file: BinaryIO, min_scale: float) -> np.ndarray:
        """See `birdeye.imaging.picture.Picture.decode`; always at full size."""
        width, height = self.header.width, self.header.height
        row_bytes = (width * self._bytes_a_pixel + 3) // 4 * 4
        rgb_u8 = np.full((height, width, 3), 128, np.uint8)
        file.seek(self._offset)
        done = 0
        while done < height:
            rows = min(_ROWS_TOGETHER, height - done)
            data = file.read(rows * row_bytes)
            rows = len(data) // row_bytes
            if rows == 0:
                break
            part = np.frombuffer(data, np.uint8, rows * row_bytes).reshape(rows, row_bytes)
            levels = self._levels(np.ascontiguousarray(part[:, : width * self._bytes_a_pixel]))
            if self._is_upside_down:
                rgb_u8[height - done - rows : height - done] = levels[::-1]
            else:
                rgb_u8[done : done + rows] = levels
            done += rows
        if not done:
            raise damaged()
        self.rows_share = done / height
        return rgb_u8

    def _levels(self, rows: np.ndarray) -> np.ndarray:
        pixels = rows.view(f"<u{self._bytes_a_pixel}")
        channels = []
        for mask in self._masks:
            shift = (mask & -mask).bit_length() - 1
            most = mask >> shift
            levels = (pixels & mask) >> shift
            channels.append(np.rint(levels * np.float64(255 / most)).astype(np.uint8))
        return np.stack(channels, axis=-1)


def _is_run(mask: int) -> bool:
    """Whether the bits of a mask are contiguous."""
    return mask > 0 and (mask + (mask & -mask)) & mask == 0
