"""Pieces of decoded photos as JPEG files in memory."""

from __future__ import annotations

import math
from io import BytesIO

import numpy as np
from PIL import Image

from birdeye.domain.boxes import Box
from birdeye.imaging.copied_metadata import CopiedMetadata
from birdeye.imaging.own_pictures import MARK
from birdeye.imaging.resizing import resize

_QUALITY_WHOLE, _QUALITY_SMALL = 95, 82


def cut_out_jpeg(
    rgb_u8: np.ndarray, box: Box, longest_side: int | None, metadata: CopiedMetadata | None = None
) -> bytes:
    """The pixels of ``rgb_u8`` inside ``box``, widened to whole pixels, with ``metadata`` if there
    is any.

    Shrunk until neither side is longer than ``longest_side``; None keeps every pixel.
    """
    height, width = rgb_u8.shape[:2]
    left, top = max(0, math.floor(box.x1)), max(0, math.floor(box.y1))
    left, top = min(left, width - 1), min(top, height - 1)
    right = max(left + 1, min(width, math.ceil(box.x2)))
    bottom = max(top + 1, min(height, math.ceil(box.y2)))
    piece = rgb_u8[top:bottom, left:right]
    quality = _QUALITY_WHOLE
    if longest_side is not None:
        quality = _QUALITY_SMALL
        scale = longest_side / max(piece.shape[:2])
        if scale < 1:
            piece = resize(
                piece, max(1, round(piece.shape[1] * scale)), max(1, round(piece.shape[0] * scale))
            )
    stream = BytesIO()
    options = {} if metadata is None else metadata.jpeg_options
    Image.fromarray(np.ascontiguousarray(piece)).save(
        stream, "JPEG", quality=quality, comment=MARK, **options
    )
    return stream.getvalue()
