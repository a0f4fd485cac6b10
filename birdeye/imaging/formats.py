"""Says which picture format a file is in: by its name for lists, by its bytes for opening."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

RAW_SUFFIXES = frozenset(
    {
        *(".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".gpr", ".iiq"),
        *(".kdc", ".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".rwl"),
        *(".sr2", ".srf", ".srw", ".x3f"),
    }
)
"""Camera RAW, lower case with the dot: what LibRaw opens, except suffixes that other files use
too."""

PHOTO_SUFFIXES = RAW_SUFFIXES | {
    ".avif",
    ".bmp",
    ".gif",
    ".heic",
    ".heif",
    ".hif",
    ".jfif",
    ".jpe",
    ".jpeg",
    ".jpg",
    ".mpo",
    ".png",
    ".tif",
    ".tiff",
    ".webp",
}
"""What a search through folders finds, lower case with the dot."""

SNIFF_BYTES = 4096
"""How many bytes of a file's start `sniff` needs."""


class Family(Enum):
    """Formats that one reader handles; the value is shown to the user."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    BMP = "BMP"
    WEBP = "WebP"
    TIFF = "TIFF"
    HEIF = "HEIF"
    AVIF = "AVIF"
    RAW = "RAW"


def is_photo_name(path: Path) -> bool:
    """Whether a search through folders includes a file of that name; hidden files are not
    included."""
    return path.suffix.lower() in PHOTO_SUFFIXES and not path.name.startswith(".")


def holds_picture(path: Path) -> bool:
    """Whether there is a picture at ``path``, by its content; False if it cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return sniff(file.read(SNIFF_BYTES)) is not None
    except OSError:
        return False


_MAGICS = (
    (b"\xff\xd8\xff", Family.JPEG),
    (b"\x89PNG\r\n\x1a\n", Family.PNG),
    (b"GIF87a", Family.GIF),
    (b"GIF89a", Family.GIF),
    (b"FUJIFILMCCD-RAW", Family.RAW),
    (b"IIRO", Family.RAW),  # Olympus
    (b"IIRS", Family.RAW),
    (b"MMOR", Family.RAW),
    (b"IIU\0", Family.RAW),  # Panasonic, Leica
    (b"II\x1a\0\0\0HEAPCCDR", Family.RAW),  # Canon before 2004
    (b"\0MRM", Family.RAW),  # Minolta
    (b"FOVb", Family.RAW),  # Sigma
    (b"IIIITwaR", Family.RAW),  # Leaf, Phase One
    (b"MMMMRawT", Family.RAW),
    (b"II*\0", Family.TIFF),
    (b"MM\0*", Family.TIFF),
    (b"II+\0", Family.TIFF),  # BigTIFF
    (b"MM\0+", Family.TIFF),
    (b"BM", Family.BMP),
)

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)


def sniff(head: bytes) -> Family | None:
    """The family that the first `SNIFF_BYTES` of a file belong to, or None.

    RAW formats that are TIFF inside (NEF, ARW, DNG, PEF, most CR2) are `Family.TIFF` here;
    `birdeye.imaging.raw_tiff.is_raw_tiff` tells them apart by their directories.
    """
    for magic, family in _MAGICS:
        if head.startswith(magic):
            return family
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Family.WEBP
    if head[4:8] == b"ftyp":
        return _iso_media_family(head)
    return None


def _iso_media_family(head: bytes) -> Family | None:
    """HEIF, AVIF and CR3 share a container; the brands in its ``ftyp`` box tell them apart.

    ISO/IEC 14496-12 section 4.3: major brand, minor version, then compatible brands.
    """
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
    if brands[0] == b"crx ":
        return Family.RAW
    for brand in brands:
        if brand in _AVIF_BRANDS:
            return Family.AVIF
    return Family.HEIF if any(brand in _HEIF_BRANDS for brand in brands) else None


_NOT_SUPPORTED = (
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"8BPS", "Photoshop's format"),
    (b"gimp xcf", "GIMP's format"),
    (b"v/1\x01", "OpenEXR"),
    (b"#?RADIANCE", "Radiance HDR"),
    (b"II\xbc\x01", "JPEG XR"),
)


def known_but_unsupported(head: bytes) -> str | None:
    """The name of a picture format that is recognised but not supported."""
    return next((name for magic, name in _NOT_SUPPORTED if head.startswith(magic)), None)


def why_unknown(head: bytes) -> str:
    """A clause saying what a file that `sniff` does not know seems to be."""
    if not head.strip(b"\0"):
        return "the file contains nothing but zeros"
    if head.startswith((b"%PDF", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")):
        return "it is a document or an archive, not a picture"
    lowered = head[:512].lstrip().lower()
    if lowered.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        return "it is a web page or a drawing, not a photo"
    if head[4:8] == b"ftyp":
        return "it is a video, or a kind of picture that is not supported"
    try:
        head.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return "it is not in a picture format that Birdeye knows"
    return "it is a text file, not a picture"
