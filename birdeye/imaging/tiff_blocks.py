"""The XMP and IPTC blocks in the tags of a TIFF or a RAW file with its structure."""

from __future__ import annotations

from birdeye.imaging.embedded import MAX_BLOCK_BYTES, Embedded, iptc_in_resources
from birdeye.imaging.tiff_directory import Directory

_XMP, _IPTC, _PHOTOSHOP = 0x02BC, 0x83BB, 0x8649


def embedded_in_tiff(main: Directory) -> Embedded:
    """The blocks in the main directory; EXIF is part of the structure and not a block."""
    xmp, iptc, resources = (
        main.data(tag, MAX_BLOCK_BYTES) or None for tag in (_XMP, _IPTC, _PHOTOSHOP)
    )
    if iptc is None and resources is not None:
        iptc = iptc_in_resources(resources)
    return Embedded(None, xmp, iptc)
