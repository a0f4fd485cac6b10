"""The kinds of photo that Birdeye opens, as the desktops of Linux, macOS and Windows name them.

A test compares this table with what ``birdeye.imaging.formats`` reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DocumentType:
    """``media_types`` as shared-mime-info has them; ``uti`` is Apple's name, if there is one."""

    name: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    uti: str


_KODAK = ("image/x-kodak-dcr", "image/x-kodak-kdc")
_OLD_SONY = ("image/x-sony-sr2", "image/x-sony-srf")

DOCUMENT_TYPES = (
    DocumentType("JPEG photo", ("jpg", "jpeg", "jpe", "jfif"), ("image/jpeg",), "public.jpeg"),
    DocumentType("Multi-picture photo", ("mpo",), ("image/mpo",), "public.mpo-image"),
    DocumentType("PNG picture", ("png",), ("image/png",), "public.png"),
    DocumentType("WebP picture", ("webp",), ("image/webp",), "org.webmproject.webp"),
    DocumentType("TIFF picture", ("tif", "tiff"), ("image/tiff",), "public.tiff"),
    DocumentType("BMP picture", ("bmp",), ("image/bmp",), "com.microsoft.bmp"),
    DocumentType("GIF picture", ("gif",), ("image/gif",), "com.compuserve.gif"),
    DocumentType(
        "HEIF photo", ("heic", "heif", "hif"), ("image/heif", "image/heic"), "public.heic"
    ),
    DocumentType("AVIF photo", ("avif",), ("image/avif",), "public.avif"),
    DocumentType("Canon RAW photo", ("cr2",), ("image/x-canon-cr2",), "com.canon.cr2-raw-image"),
    DocumentType("Canon RAW photo", ("cr3",), ("image/x-canon-cr3",), "com.canon.cr3-raw-image"),
    DocumentType("Nikon RAW photo", ("nef",), ("image/x-nikon-nef",), "com.nikon.raw-image"),
    DocumentType("Nikon RAW photo", ("nrw",), ("image/x-nikon-nrw",), "com.nikon.nrw-raw-image"),
    DocumentType("Samsung RAW photo", ("srw",), ("image/x-samsung-srw",), "com.samsung.raw-image"),
    DocumentType("Sony RAW photo", ("arw",), ("image/x-sony-arw",), "com.sony.arw-raw-image"),
    DocumentType("Fujifilm RAW photo", ("raf",), ("image/x-fuji-raf",), "com.fuji.raw-image"),
    DocumentType("Olympus RAW photo", ("orf",), ("image/x-olympus-orf",), "com.olympus.raw-image"),
    DocumentType(
        "Panasonic RAW photo",
        ("rw2",),
        ("image/x-panasonic-rw2",),
        "com.panasonic.rw2-raw-image",
    ),
    DocumentType("Adobe DNG photo", ("dng",), ("image/x-adobe-dng",), "com.adobe.raw-image"),
    DocumentType("Pentax RAW photo", ("pef",), ("image/x-pentax-pef",), "com.pentax.raw-image"),
    DocumentType("Canon RAW photo", ("crw",), ("image/x-canon-crw",), "com.canon.crw-raw-image"),
    DocumentType("Kodak RAW photo", ("dcr", "kdc"), _KODAK, "com.kodak.raw-image"),
    DocumentType("Epson RAW photo", ("erf",), ("image/x-epson-erf",), "com.epson.raw-image"),
    DocumentType(
        "Minolta RAW photo", ("mrw",), ("image/x-minolta-mrw",), "com.konicaminolta.raw-image"
    ),
    DocumentType("Sigma RAW photo", ("x3f",), ("image/x-sigma-x3f",), "com.sigma.raw-image"),
    DocumentType("Sony RAW photo", ("sr2", "srf"), _OLD_SONY, "com.sony.raw-image"),
    DocumentType("Leica RAW photo", ("rwl",), ("image/x-dcraw",), "com.leica.rwl-raw-image"),
    DocumentType("Hasselblad RAW photo", ("3fr", "fff"), (), "com.hasselblad.3fr-raw-image"),
    DocumentType("Phase One RAW photo", ("iiq",), (), "com.phaseone.raw-image"),
    DocumentType("Leaf RAW photo", ("mos",), (), "com.leafamerica.raw-image"),
    DocumentType("Mamiya RAW photo", ("mef",), (), "com.mamiya.raw-image"),
    DocumentType("GoPro RAW photo", ("gpr",), (), "com.gopro.gpr-raw-image"),
)


def media_types() -> list[str]:
    """For MimeType in the desktop file and mediatype in the metainfo."""
    return [media for each in DOCUMENT_TYPES for media in each.media_types]


def for_macos() -> list[dict[str, Any]]:
    """The value of CFBundleDocumentTypes. Alternate: other programs stay the default."""
    folders = {"CFBundleTypeName": "Folder", "LSItemContentTypes": ["public.folder"]}
    photos = [
        {
            "CFBundleTypeName": each.name,
            "CFBundleTypeExtensions": list(each.extensions),
            "LSItemContentTypes": [each.uti],
        }
        for each in DOCUMENT_TYPES
    ]
    return [
        {"CFBundleTypeRole": "Viewer", "LSHandlerRank": "Alternate", **each}
        for each in (*photos, folders)
    ]
