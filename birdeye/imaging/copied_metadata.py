"""The metadata for a copy of a photo: EXIF, XMP and IPTC, corrected for the copy.

Creator and copyright stay with every copy, by law and by custom. What describes the original's
pixels or another program's edits is left out, and so is anything that may reveal the place if that
is to stay private.
"""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.imaging.copied_exif import Credits, exif_for_copy, exif_for_crop
from birdeye.imaging.embedded import Embedded
from birdeye.imaging.iptc import only_credits, read_iptc
from birdeye.imaging.photo_file import PhotoFile
from birdeye.imaging.xmp_facts import DUBLIN_CORE, EXIF, PHOTOSHOP, TIFF, XMP, read_xmp
from birdeye.xmp.properties import only_properties
from birdeye.xmp.tree import Name, XmpRefused

_RIGHTS, _PLUS = "http://ns.adobe.com/xap/1.0/rights/", "http://ns.useplus.org/ldf/xmp/1.0/"
_CREDITS = frozenset(
    {Name(DUBLIN_CORE, "creator"), Name(DUBLIN_CORE, "rights"), Name(XMP, "Rating")}
    | {Name(PHOTOSHOP, "Credit"), Name(PHOTOSHOP, "AuthorsPosition")}
)
_OF_THE_ORIGINAL = frozenset(
    {Name(TIFF, "Orientation"), Name(TIFF, "ImageWidth"), Name(TIFF, "ImageLength")}
    | {Name(EXIF, "PixelXDimension"), Name(EXIF, "PixelYDimension"), Name(XMP, "Thumbnails")}
    | {Name("http://ns.adobe.com/xmp/note/", "HasExtendedXMP")}
)
_OF_OTHER_PROGRAMS = (
    "http://ns.adobe.com/camera-raw-settings/",
    "http://ns.adobe.com/hdr-gain-map/",
    "http://ns.apple.com/HDRGainMap/",
    "http://ns.google.com/photos/",
    "http://darktable.sf.net/",
)
_MAX_JPEG_XMP_BYTES, _MAX_JPEG_IPTC_BYTES = 65_502, 65_000


@dataclass(frozen=True, slots=True)
class CopiedMetadata:
    """Blocks for Pillow's writers: ``exif`` with its prefix, ``xmp`` a packet, ``iptc`` records."""

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None

    @property
    def jpeg_options(self) -> dict[str, bytes]:
        """The arguments with which Pillow writes them into a JPEG."""
        options = {"exif": self.exif or b"", "xmp": self.xmp or b""}
        if self.iptc:
            resource = b"8BIM\x04\x04\0\0" + len(self.iptc).to_bytes(4, "big") + self.iptc
            payload = b"Photoshop 3.0\0" + resource + bytes(len(self.iptc) % 2)
            options["extra"] = b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload
        return {name: value for name, value in options.items() if value}


def metadata_for_copy(
    photo: PhotoFile, size: tuple[int, int], *, fits_jpeg: bool, with_position: bool = True
) -> CopiedMetadata:
    """Metadata for an upright copy of the full photo, small enough for a JPEG's segments.

    ``size`` is the (width, height) of the copy.
    """
    embedded = photo.embedded
    exif = exif_for_copy(
        photo, size, credits_in(embedded), fits_jpeg=fits_jpeg, with_position=with_position
    )
    return CopiedMetadata(
        b"Exif\0\0" + exif if exif else None,
        _xmp(embedded.xmp, fits_jpeg=fits_jpeg, whole=with_position),
        _iptc(embedded.iptc, whole=with_position),
    )


def metadata_for_crop(photo: PhotoFile, *, with_position: bool) -> CopiedMetadata:
    """Metadata for a crop of the photo: creator, copyright, date, camera, and perhaps place."""
    embedded = photo.embedded
    exif = exif_for_crop(photo, credits_in(embedded), with_position=with_position)
    return CopiedMetadata(
        b"Exif\0\0" + exif if exif else None,
        _xmp(embedded.xmp, fits_jpeg=True, whole=False),
        _iptc(embedded.iptc, whole=False),
    )


def credits_in(embedded: Embedded) -> Credits:
    """From XMP, else from IPTC; EXIF has its own tags for them."""
    xmp, iptc = read_xmp(embedded.xmp), read_iptc(embedded.iptc)
    return Credits(xmp.creator or iptc.creator, xmp.copyright or iptc.copyright)


def _xmp(packet: bytes | None, *, fits_jpeg: bool, whole: bool) -> bytes | None:
    """The packet for a copy, without most of its content if it would not fit."""
    if packet is None:
        return None
    try:
        if whole:
            copy = only_properties(packet, _is_true_of_a_copy)
            if not fits_jpeg or len(copy) <= _MAX_JPEG_XMP_BYTES:
                return copy
        copy = only_properties(packet, _is_credit)
    except XmpRefused:
        return None
    return copy if len(copy) <= _MAX_JPEG_XMP_BYTES else None


def _is_true_of_a_copy(name: Name) -> bool:
    return name not in _OF_THE_ORIGINAL and not name.namespace.startswith(_OF_OTHER_PROGRAMS)


def _is_credit(name: Name) -> bool:
    return name in _CREDITS or name.namespace in (_RIGHTS, _PLUS)


def _iptc(records: bytes | None, *, whole: bool) -> bytes | None:
    copy = records if whole else only_credits(records)
    return copy if copy and len(copy) <= _MAX_JPEG_IPTC_BYTES else None
