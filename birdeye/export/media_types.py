"""The media types of photos, by their suffix, as archives of observations state them."""

from __future__ import annotations

from pathlib import Path

from birdeye.export.choice import JPEG_SUFFIXES

_TYPES = {
    ".png": "image/png",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".avif": "image/avif",
    ".dng": "image/x-adobe-dng",
}


def media_type(path: Path) -> str:
    """The media type; camera RAW formats have no registered one."""
    suffix = path.suffix.lower()
    if suffix in JPEG_SUFFIXES:
        return "image/jpeg"
    return _TYPES.get(suffix, f"image/x-{suffix.lstrip('.') or 'raw'}")
